"""The copies of a journal: made, kept, brought under another lock, and reached in folders that may not answer."""
