"""A trial on oneself in the window: its plan, its evenings, its pairs, and what it found."""
