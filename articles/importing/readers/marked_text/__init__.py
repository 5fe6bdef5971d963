"""Markdown: its front matter, its dialects, and what it means as HTML."""
