"""When to see a doctor, and what published advice says: fixed rules over the nights, each with its source."""
