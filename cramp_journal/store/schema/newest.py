"""The form of a journal that this program reads and writes. It imports nothing, since the first paint needs it too."""

NEWEST = "0009"
