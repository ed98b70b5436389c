"""The form of a journal: its tables, the steps from one form to the next, its rows as they are read in bulk."""
