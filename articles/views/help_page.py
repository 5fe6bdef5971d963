"""The page that tells what can be typed, with examples that the archive itself answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.search.answer.search_page import search
from articles.search.errors import SearchFailed
from articles.search.request import SearchRequest
from articles.views.parts.help_examples import ANYWHERE, ENGLISH, VIETNAMESE, Speech, examples, material

_TEXTS: Final[dict[str | Promise, dict[str, str | Promise]]] = {
    _("Words"): {
        "bare": _("Without accents: finds every accented form too. Upper and lower case are the same."),
        "words": _("With accents: exact matches come first, other accents after them."),
        "phrase": _("In quotation marks, straight or curly: the words side by side, in this order."),
        "near": _("Near each other: in any order, with at most five other words between two of them."),
        "prefix": _("All words that begin with these letters. Type at least two letters before the asterisk."),
    },
    _("Combining"): {
        "without": _("A minus sign directly before a word, a phrase, a bracket or a field excludes it."),
        "either": _("OR (or HOẶC), in capitals: articles that match the left side or the right side."),
        "brackets": _("Brackets group the parts of a search."),
    },
    _("Fields"): {
        "title": _("Only in headlines. title: or tiêu đề:"),
        "person": _("Articles that mention the person, under any known name. person: or người:"),
        "person_part": _("Part of a name finds everyone who has it."),
        "place": _("Articles that mention the place. An exact name finds only that place. place: or nơi:"),
        "org": _(
            "Articles that mention the organisation. An abbreviation or part of the name is enough. org: or tổ chức:"
        ),
        "source": _("From this newspaper, or from all newspapers with this word in their name. source: or nguồn:"),
        "section": _("From this section. section: or chuyên mục:"),
        "author": _("By this author. Part of the name is enough. author: or tác giả:"),
    },
    _("Time"): {
        "before": _("Before a year. before: or trước:"),
        "before_day": _("Before a day. Write 14/6/2022 or 2022-06-14."),
        "after": _("After a year. after: or sau:"),
        "after_month": _("After a month. Write 6/2022 or 2022-06."),
    },
    _("Everything together"): {
        "together": _("All of these can be combined. Filters beside the results narrow the search further."),
    },
}


@dataclass(frozen=True, slots=True)
class HelpExample:
    """A query with what it does; how many articles of the archive it finds, and its address, 0 and "" for none."""

    query: str
    text: str | Promise
    count: int = 0
    address: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """Examples of one kind."""

    heading: str | Promise
    examples: tuple[HelpExample, ...]


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Show what can be typed, with examples that the archive answers, or any where it cannot be asked."""
    speech = VIETNAMESE if get_language() == "vi" else ENGLISH
    try:
        typed = examples(material(), speech)
        topics = [_topic(heading, texts, typed, speech) for heading, texts in _TEXTS.items()]
    except SearchFailed:
        topics = [_topic(heading, texts, {}, speech) for heading, texts in _TEXTS.items()]
    return render(request, "articles/help.html", {"topics": topics})


def _topic(
    heading: str | Promise, texts: Mapping[str, str | Promise], typed: Mapping[str, str], speech: Speech
) -> Topic:
    anyhow = examples(ANYWHERE, speech)
    return Topic(heading, tuple(_example(typed.get(name, ""), anyhow[name], text) for name, text in texts.items()))


def _example(typed: str, otherwise: str, text: str | Promise) -> HelpExample:
    request = SearchRequest(query=typed, page_size=1)
    count = search(request, with_facets=False, relax=False).total if typed else 0
    return (
        HelpExample(typed, text, count, SearchRequest(query=typed).address()) if count else HelpExample(otherwise, text)
    )
