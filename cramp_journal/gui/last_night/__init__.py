"""The page of one night: what was asked, what is typed, and the nights to catch up on."""
