"""Finds what an article reports as said, by whom, and by which word."""
