"""Getting back, and keeping up: restore, rescue, passphrase, and what is done beside the logging."""
