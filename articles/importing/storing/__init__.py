"""Prepared articles into the database: each whole or not at all, linked, deduplicated, undoable."""
