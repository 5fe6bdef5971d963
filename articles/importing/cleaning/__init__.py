"""Telling an article's own words from what a page or a layout puts around them; each rule is named here."""
