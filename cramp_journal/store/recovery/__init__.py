"""Recovery and upkeep: restore, rescue, passphrase, and the daily work beside the logging."""
