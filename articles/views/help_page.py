"""The help page: what readers can type into the search field, with examples from the archive; and the page of keys."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.search import FACET_BY_NAME, FACETS, SearchFailed, SearchRequest, search
from articles.views.parts.help_examples import (
    ENGLISH,
    PLACEHOLDERS,
    VIETNAMESE,
    QueryWords,
    example_data,
    example_queries,
)

_TEXTS: Final[dict[str | Promise, dict[str, str | Promise]]] = {
    _("Words"): {
        "bare": _("Without accents: finds every accented form too. Upper and lower case are the same."),
        "words": _("With accents: exact matches come first, other accents after them."),
        "phrase": _("In quotation marks, straight or curly: the words side by side, in this order."),
        "near": _("Near each other: in any order, with at most five other words between two of them."),
        "any_marks": _("A tilde directly before a word, a phrase or a bracket: with any accents, whatever you typed."),
        "prefix": _("All words that begin with these letters. Type at least two letters before the asterisk."),
    },
    _("Combining"): {
        "without": _("A minus sign directly before a word, a phrase, a bracket or a field excludes it."),
        "either": _(
            "OR (or HOẶC), in capitals: the name, word or phrase before it, or the one after it. Where whole sides "
            "seem meant, it joins these. The page shows how it was read; brackets decide."
        ),
        "both": _("AND (or VÀ), in capitals: articles with the left side and the right side, wherever they stand."),
        "not": _("NOT (or KHÔNG), in capitals: excludes everything up to the next word in capitals or bracket."),
        "brackets": _("Brackets group the parts of a search."),
    },
    _("Where words stand"): {
        "sentence": _("In the same sentence: /s or /câu, with spaces around it. A headline is one sentence."),
        "paragraph": _("In the same paragraph: /p or /đoạn."),
        "behind": _("The second part after the first, with at most five words between. Any number up to 50."),
        "apart": _("In either order, with at most five words between: n/5 or cách/5."),
        "linked": _("Names, words, phrases and brackets with OR can be combined in this way, several in a row too."),
        "head": _("In the headline or the lead: lead: or đầu:"),
        "times": _("At least this many times in an article: atleast2: or ítnhất2:"),
    },
    _("Fields"): {
        "title": _("Only in headlines. title: or tiêu đề:"),
        "person": FACET_BY_NAME["person"].help_text,
        "person_part": _("Part of a name finds everyone who has it."),
        **{facet.name: facet.help_text for facet in FACETS if facet.query},
    },
    _("Time"): {
        "date": _(
            "A day or month with its year: articles published then, and those that name it. To see only those "
            "published then, use the link above the results."
        ),
        "before": _("Before a year. before: or trước:"),
        "before_day": _("Before a day. Write 14/6/2022 or 2022-06-14."),
        "after": _("After a year. after: or sau:"),
        "range": _("From the first date to the last, both included. An asterisk leaves an end open."),
        "after_month": _("After a month. Write 6/2022 or 2022-06."),
    },
    _("Everything together"): {
        "together": _("All of these can be combined. Filters beside the results narrow the search further."),
    },
}


@dataclass(frozen=True, slots=True)
class HelpExample:
    """A query and its explanation. `count` articles are found at `address`; 0 and "" for a query without a link."""

    query: str
    text: str | Promise
    count: int = 0
    address: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """Examples under one heading."""

    heading: str | Promise
    examples: tuple[HelpExample, ...]


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Show what can be typed, with examples from the archive, or placeholders while the index cannot be read."""
    query_words = VIETNAMESE if get_language() == "vi" else ENGLISH
    try:
        queries = example_queries(example_data(), query_words)
        topics = [_topic(heading, texts, queries, query_words) for heading, texts in _TEXTS.items()]
    except SearchFailed:
        topics = [_topic(heading, texts, {}, query_words) for heading, texts in _TEXTS.items()]
    return render(request, "articles/help.html", {"topics": topics})


@require_safe
def keys_page(request: HttpRequest) -> HttpResponse:
    """Show the keys of the pages; a script shows them in a dialog (keys.js)."""
    return render(request, "articles/keys.html")


def _topic(
    heading: str | Promise, texts: Mapping[str, str | Promise], queries: Mapping[str, str], query_words: QueryWords
) -> Topic:
    placeholders = example_queries(PLACEHOLDERS, query_words)
    return Topic(
        heading, tuple(_example(queries.get(name, ""), placeholders[name], text) for name, text in texts.items())
    )


def _example(query: str, placeholder: str, text: str | Promise) -> HelpExample:
    """Return the example with a link where the archive has articles for it, else the placeholder without a link."""
    one_hit = SearchRequest(query=query, page_size=1)
    count = search(one_hit, with_facets=False, relax=False).total if query else 0
    if not count:
        return HelpExample(placeholder, text)
    return HelpExample(query, text, count, SearchRequest(query=query).address())
