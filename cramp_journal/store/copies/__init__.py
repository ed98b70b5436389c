"""The copies of a journal: making and keeping them, changing their lock, and reaching folders that may not answer."""
