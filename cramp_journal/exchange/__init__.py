"""Other formats, in and out: one file per format. Nothing here opens a journal."""
