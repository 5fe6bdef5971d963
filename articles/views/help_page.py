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

from articles.search import FACET_BY_NAME, FACETS, SearchFailed, SearchRequest, search
from articles.views.help_examples import ANYWHERE, ENGLISH, VIETNAMESE, Speech, examples, material

_TEXTS: Final[dict[str | Promise, dict[str, str | Promise]]] = {
    _("Words"): {
        "bare": _("Without marks: finds every marking. Capitals never matter."),
        "words": _("With marks: those very marks come first, other markings after them."),
        "phrase": _("Between quotation marks, straight or curly: side by side, in this order."),
        "near": _("Near each other: at most five words between two neighbours of those typed, in any order."),
        "prefix": _("All words that begin so. Give at least two letters before the star."),
    },
    _("Joining"): {
        "without": _("A minus right before a word, a phrase, a bracket or a field leaves it out."),
        "either": _("OR or HOẶC in capitals: all that stands on one side, or all that stands on the other."),
        "brackets": _("Brackets keep together what belongs together."),
    },
    _("Where"): {
        "title": _("In the headline alone. title: or tiêu đề:"),
        "person": FACET_BY_NAME["person"].help_text,
        "person_part": _("Part of a name is enough: everybody who is called so."),
        **{facet.name: facet.help_text for facet in FACETS if facet.query},
    },
    _("Time"): {
        "before": _("Earlier than the first day of a year. before: or trước:"),
        "before_day": _("Earlier than a day; 2022-06-14 is understood as well as 14/6/2022."),
        "after": _("Later than the last day of a year. after: or sau:"),
        "after_month": _("Later than a month, as 6/2022 or 2022-06."),
    },
    _("All together"): {
        "together": _("Everything can be joined with everything, and narrowed further beside the results."),
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
