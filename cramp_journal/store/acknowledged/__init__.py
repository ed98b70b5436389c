"""What was acknowledged: receipts, the nights that are missing since, and which file may replace a journal."""
