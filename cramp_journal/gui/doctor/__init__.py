"""The page “See a doctor?”, and the line that leads to it."""
