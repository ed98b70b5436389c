"""The steps that bring a journal from one form to the next; `versions/` holds one file each."""
