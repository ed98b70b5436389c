"""The public face of the store: opening, reading and writing a journal, and the first look at it."""
