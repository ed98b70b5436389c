"""One sound file, locked or not: reading, sealing, claiming and checking it, whatever form its tables have."""
