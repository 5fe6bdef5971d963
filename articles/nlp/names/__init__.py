"""Finds where a text names people, places and organisations."""
