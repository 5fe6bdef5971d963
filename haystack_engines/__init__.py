"""Search engines as Haystack backends; they know nothing of articles."""
