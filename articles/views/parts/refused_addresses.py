"""Addresses with a parameter that cannot be read: a page says what is wrong with it (400)."""

from collections.abc import Iterable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

_BAD_REQUEST: Final = 400
_SET: Final = "1"


def refused(request: HttpRequest, wrong: Iterable[str | Promise]) -> HttpResponse:
    """Answer with a page that gives the reasons why an address cannot be read."""
    return render(request, "400_parameters.html", {"wrong": list(wrong)}, status=_BAD_REQUEST)


def wrong_flags(request: HttpRequest, *names: str) -> list[str]:
    """Return for each of the parameters that are 1 or left out what is wrong with another value."""
    given = ((name, request.GET.get(name, _SET)) for name in names)
    told = _("“%(name)s” can only be 1, not “%(text)s”.")
    return [told % {"name": name, "text": text} for name, text in given if text != _SET]
