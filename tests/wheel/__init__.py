"""The wheel in clean environments: `make wheel-test`."""
