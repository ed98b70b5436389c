"""Bring nights from elsewhere: a file is looked at, asked about, shown, and brought in as one change."""
