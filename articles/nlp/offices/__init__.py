"""Offices: what a text says each person to be, in which words, and their normal form."""
