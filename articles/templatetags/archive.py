"""Template filters: dates, numbers, messages, JSON-LD; links that take lists away or compare them; how much is new."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final, Literal

from django import template
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.encoding import uri_to_iri
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from articles import message_wording
from articles.models import Article, SearchMatch
from articles.search import SearchRequest
from articles.text.markup import headline_html, without_spare_space
from articles.text.normal import nfc
from articles.text.packing import Span
from articles.text.word_diff import DiffPiece, Side
from articles.views.parts import wording
from articles.views.parts.comparison import Comparison

register = template.Library()

# "</script" would end the script, and "<!--" would change how a browser parses it.
_UNSAFE_IN_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}

# What a list can be taken away as: for a program that reads tables, or one that keeps references.
_TABLES: Final = (("Excel", "xlsx"), ("CSV", "csv"), ("JSON Lines", "jsonl"))
_CITATIONS: Final = (("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "csl.json"), (_("Plain text"), "txt"))

_MOST_COUNTED: Final = 999

register.filter("composed", nfc)
register.filter("decoded", uri_to_iri)
register.filter("number", wording.number)
register.filter("per_cent", wording.per_cent_text)
register.filter("moment", wording.moment_text)
register.filter("day", wording.day_text)
register.filter("day_of_year", wording.day_of_year_text)
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
def headline(article: Article, marks: Iterable[Span] = ()) -> SafeString:
    """Return the title of an article from a list as HTML that breaks inside no short name, with what is marked."""
    return mark_safe(headline_html(article.title, article.title_names, marks))  # noqa: S308


@register.simple_block_tag
def notice(content: str, kind: Literal["decided", "offered", "wrong"]) -> SafeString:
    """Show a notice: what the archive decided, what it offers, or what went wrong, which is read out at once."""
    role = mark_safe(' role="alert"') if kind == "wrong" else ""
    return format_html('<div class="notice notice-{}"{}>{}</div>', kind, role, content)


@register.simple_block_tag
def tight(content: str) -> SafeString:
    """Show HTML without white space that a browser ignores: a page of results has some 4 KB of it."""
    return mark_safe(without_spare_space(content))  # noqa: S308 - the template escaped it


@register.filter
def differing(piece: DiffPiece) -> SafeString:
    """Show a piece of two texts as HTML: left out (<del>) or put in (<ins>) where one of them alone has it."""
    if piece.side is Side.BOTH:
        return format_html("{}", piece.text)
    return format_html("<{0}>{1}</{0}>", "del" if piece.side is Side.BEFORE else "ins", piece.text)


@register.filter
def comparison(search: SearchRequest) -> str:
    """Return the address, from "?" on, of the comparison that begins with a search."""
    return Comparison.of(search).address()


@register.inclusion_tag("partials/saved_searches_link.html")
def saved_searches_link(user: User) -> dict[str, Any]:
    """Link to the saved searches of an account, with how much they found since it last looked (one SQL query).

    No page counts a hundred thousand: more than 999 are "999+".
    """
    new = SearchMatch.objects.new().filter(search__owner=user)[: _MOST_COUNTED + 1].count()
    return {"new": new, "shown": str(new) if new <= _MOST_COUNTED else f"{_MOST_COUNTED}+"}


@register.inclusion_tag("partials/take_away.html")
def take_away(name: str, *arguments: Any, query: str = "", said: bool = False) -> dict[str, Any]:
    """Show the links that download a list of articles or quotations; `name` and the arguments are those of `reverse`.

    `query` is the search of the list's address, with its "?". With `said`, it finds quotations, which can be taken
    away beside its articles.
    """
    groups: list[tuple[Any, Sequence[tuple[Any, str]], str]] = (
        [] if name == "export-article" else [(_("As a table:"), _TABLES, name)]
    )
    groups += [] if name == "export-quotations" else [(_("As references:"), _CITATIONS, name)]
    groups += [(_("Quotations:"), _TABLES, "export-said")] if said else []
    return {
        "label": _("Download"),
        "groups": [
            {
                "label": label,
                "links": [(shown, reverse(of, args=[*arguments, format]) + query) for shown, format in formats],
            }
            for label, formats, of in groups
        ],
    }
