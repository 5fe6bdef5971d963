"""Looks up entities, sources and sections by names typed in full or in part."""
