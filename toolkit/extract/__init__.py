"""Path → Extraction: what a file holds, in reading order, whatever its format."""
