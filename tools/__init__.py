"""Tools for those who work on the code; nothing of them runs in the archive."""
