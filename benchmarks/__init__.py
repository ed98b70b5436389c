"""How quick the program is: each figure as a ratio to a floor that is measured in the same run, turn by turn."""
