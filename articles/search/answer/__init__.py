"""Turns what the engine found into a page: hits, facets, histogram, marked passages."""
