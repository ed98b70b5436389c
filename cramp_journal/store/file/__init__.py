"""One sound file, locked or not: how it is read, sealed, claimed and checked, whatever form its tables have."""
