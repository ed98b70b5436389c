"""The page that shows all nights, by month and by year."""
