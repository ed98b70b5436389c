"""What was acknowledged: receipts, what is missing of it, and which file may take the place of which."""
