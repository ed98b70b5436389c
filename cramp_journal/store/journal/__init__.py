"""The public face of the store: a journal is opened, read and written here, and its first look is had."""
