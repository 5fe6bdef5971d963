"""Template filters: dates, numbers, messages of imports, JSON-LD; and links that take lists away or compare them."""

import json
from typing import Any, Final

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from articles import message_wording
from articles.search import SearchRequest
from articles.text.normal import nfc
from articles.views.parts import wording
from articles.views.parts.comparison import Comparison

register = template.Library()

# "</script" would end the script, and "<!--" would change how a browser parses it.
_UNSAFE_IN_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}

# What a list of articles can be taken away as: for a program that reads tables, or one that keeps references.
_TABLES_AND_CITATIONS: Final = (
    (_("As a table:"), (("Excel", "xlsx"), ("CSV", "csv"), ("JSON Lines", "jsonl"))),
    (_("As references:"), (("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "csl.json"), (_("Plain text"), "txt"))),
)

register.filter("composed", nfc)
register.filter("number", wording.number)
register.filter("per_cent", wording.per_cent_text)
register.filter("moment", wording.moment_text)
register.filter("day", wording.day_text)
register.filter("weekday", wording.weekday_text)
register.filter("month", wording.month_text)
register.filter("month_name", wording.month_name)
register.filter("partial_date", wording.partial_date_text)
register.filter("in_year", wording.year_text)
register.filter("published", wording.published_text)
register.filter("published_day", wording.published_day)
register.filter("published_iso", wording.published_iso)
register.filter("date_basis", wording.basis_text)
register.filter("worded", message_wording.worded)
register.filter("worded_place", message_wording.worded_place)


@register.filter
def json_ld(value: object) -> SafeString:
    """Return a value as JSON that is safe inside <script type="application/ld+json">."""
    return mark_safe(json.dumps(value, ensure_ascii=False).translate(_UNSAFE_IN_SCRIPT))  # noqa: S308 - escaped


@register.filter
def comparison(search: SearchRequest) -> str:
    """Return the address, from "?" on, of the comparison that begins with a search."""
    return Comparison.of(search).address()


@register.inclusion_tag("partials/take_away.html")
def take_away(name: str, *arguments: Any, query: str = "") -> dict[str, Any]:
    """Show the links that download a list of articles; `name` and the arguments are those of `reverse`.

    `query` is the search of the list's address, with its "?".
    """
    groups = _TABLES_AND_CITATIONS if name != "export-article" else _TABLES_AND_CITATIONS[1:]
    return {
        "label": _("Take away"),
        "groups": [
            {
                "label": label,
                "links": [(shown, reverse(name, args=[*arguments, format]) + query) for shown, format in of],
            }
            for label, of in groups
        ],
    }
