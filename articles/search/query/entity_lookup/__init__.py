"""Looks up entities, sources and sections by what a query or a reader types of their names."""
