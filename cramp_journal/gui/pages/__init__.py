"""The pages of the window. They do not know each other: they say what they want with a signal."""
