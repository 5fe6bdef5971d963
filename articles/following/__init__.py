"""Feeds of newspapers: fetched politely, only from public addresses, and imported like any other file."""
