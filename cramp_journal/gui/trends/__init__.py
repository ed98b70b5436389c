"""The pages “Trends” and “What helps”, and the nights behind a bar."""
