"""Prepared articles written to the database: deduplicated, linked with entities and stories, undoable."""
