"""Cramp Journal: log night leg cramps, see the trend, take one page to the doctor."""

__version__ = "0.1.0"
