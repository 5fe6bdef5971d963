"""Errors of an index that is there, but out of reach; it comes back by itself."""

from haystack.exceptions import SearchBackendError


class IndexUnreachable(SearchBackendError):
    """The search engine cannot be reached, does not answer in time, or does not let the user in."""


class IndexIncomplete(SearchBackendError):
    """Part of the index cannot be searched now, so what is found would lack some of it."""
