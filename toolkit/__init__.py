"""Compare, audit and draft school policies against a county's model policies."""

__version__ = "0.1.0"
