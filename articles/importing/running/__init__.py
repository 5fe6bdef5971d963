"""An import from beginning to end: in the foreground, in the background, or as a preview."""
