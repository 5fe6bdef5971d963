"""What goes wrong in a search, under one name, so that callers need not know the engine or Haystack."""

from haystack.exceptions import SearchBackendError

# The index is missing, damaged, or was asked for something it does not have.
SearchFailed = SearchBackendError
