"""The page of all nights, by month and by year."""
