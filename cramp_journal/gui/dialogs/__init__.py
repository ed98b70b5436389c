"""Windows for one question. They are handed what they show and say with a signal what the person wants."""
