"""The steps from one form of a journal to the next; `versions/` holds one file each."""
