"""Addresses of pages: a page that moved, with the parameters that it was asked for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def moved(request: HttpRequest, address: str, *, permanent: bool = True) -> HttpResponse:
    """Return a redirect to the present address of a page, with the parameters of the request.

    Editors can undo what moved a page, so browsers must not remember a permanent redirect.
    """
    parameters = request.META.get("QUERY_STRING", "")
    response = redirect(f"{address}?{parameters}" if parameters else address, permanent=permanent)
    response.headers["Cache-Control"] = "no-cache"
    return response
