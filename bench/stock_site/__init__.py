"""A site as in Haystack's tutorial, with its Whoosh backend and faceted fields, on the articles of the archive."""
