"""A cramp that is happening: its clock, what eases it, and how it gets into the night."""
