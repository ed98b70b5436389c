"""The window: a thin layer of Qt over what the other packages compute. Only this package and app.py import Qt."""
