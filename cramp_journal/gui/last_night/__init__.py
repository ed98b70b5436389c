"""The page of one night: the questions, the answers, and the nights to catch up on."""
