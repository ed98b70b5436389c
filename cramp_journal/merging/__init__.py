"""Two journals, one truth: which version of each thing counts, what differs, and what only a person can answer."""
