"""Understands a query: parses it, looks up the names in it, finds synonyms and corrections of its words."""
