"""Joins the forms of a name in an article to one canonical name."""
