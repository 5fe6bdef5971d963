"""Commands of the archive: thin shells over importing, nlp and search."""
