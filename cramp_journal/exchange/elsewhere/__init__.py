"""Nights from elsewhere: diaries, spreadsheets and other programs' files, read into the journal's own words."""
