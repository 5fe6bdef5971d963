"""Assembles pages from what the engine found: hits with highlighted passages, facets, a histogram."""
