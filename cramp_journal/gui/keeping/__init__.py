"""Dialogs and flows that protect the journal: copies, passphrase, deleted and missing nights, and opening trouble."""
