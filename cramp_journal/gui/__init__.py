"""The window: thin Qt over what the other parts find. Only this folder and app.py know Qt."""
