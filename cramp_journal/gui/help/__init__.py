"""How the program works, and about it."""
