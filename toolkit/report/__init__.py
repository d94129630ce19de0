"""Comparison or audit → page, data, text."""
