"""The archive: an article's way from import to page."""
