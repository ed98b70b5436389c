"""Widgets that several pages share. They know the vocabulary, but no journal and no page."""
