"""The form of a journal: its tables, the steps from one form to the next, and reading its rows in bulk."""
