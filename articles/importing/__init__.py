"""From documents to stored articles."""
