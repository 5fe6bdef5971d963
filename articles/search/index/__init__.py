"""The life of the index: what is indexed, when, and how index and database are compared."""
