"""Imports from beginning to end: in the foreground, by a worker in the background, or as a preview."""
