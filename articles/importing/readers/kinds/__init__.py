"""Texts that are no articles, recognised by what they are."""
