"""Following the feeds of newspapers: fetched politely from public addresses alone, imported like any other file."""
