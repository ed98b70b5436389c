"""A cramp in progress: its clock, what eases it, and how it is logged in its night."""
