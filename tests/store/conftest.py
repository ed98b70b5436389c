"""What the tests of the store share."""

PASSPHRASE = "four words of ours"
