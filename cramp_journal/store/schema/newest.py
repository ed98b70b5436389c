"""Which form of a journal this program reads and writes. It imports nothing: the first paint asks for it too."""

NEWEST = "0004"
