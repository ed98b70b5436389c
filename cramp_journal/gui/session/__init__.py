"""The one journal that the window has open: what reads it, writes it and watches over it."""
