"""A site as Haystack's tutorial sets it up: its own Whoosh backend, faceted fields, over the archive's articles."""
