"""What keeps the journal: copies, the passphrase, deleted and missing nights, and a journal that does not open."""
