"""Addresses of pages: of an article that a search found, and of a page that moved."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from articles.search import ReadQuery, query_string

# The parameter of an article's address that tells which hit of the search in the address it is.
HIT: Final = "hit"
_FIRST_PASSAGE: Final = "#passage-1"


def moved(request: HttpRequest, address: str, *, permanent: bool = True) -> HttpResponse:
    """Return a redirect to the present address of a page, with the parameters of the request.

    Editors can undo what moved a page, so browsers must not remember a permanent redirect.
    """
    parameters = request.META.get("QUERY_STRING", "")
    response = redirect(f"{address}?{parameters}" if parameters else address, permanent=permanent)
    response.headers["Cache-Control"] = "no-cache"
    return response


def hit_parameters(read: ReadQuery, number: int) -> str:
    """Return what the address of an article found by a search ends with: the search, and its number among the hits.

    A search without words and filters finds every article, and is left out. One in quotations leads to the first that
    it finds in the article.
    """
    request = read.request
    if not request.narrows:
        return ""
    found = query_string([*request.on_page(1).parameters(), (HIT, str(number))])
    return f"?{found}{_FIRST_PASSAGE if read.in_quotations else ''}"


def within_archive(request: HttpRequest, address: str) -> str:
    """Return an address that a request names if it is one of the archive, else ""."""
    own = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if own else ""
