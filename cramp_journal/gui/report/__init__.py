"""The page of the report, and everything that leaves the program."""
