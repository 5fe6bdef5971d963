"""Reads Vietnamese text: its words, the people, places and organisations that it names, and its date."""
