"""The parts that pages are made of. They know the vocabulary, but no journal and no page."""
