"""What tells a person apart from his namesakes, in a few words: "Bộ trưởng Công Thương · 2013–2017".

That is what most articles say him to be, else the section that most of them stand in, and the years of the articles.
"""

from collections import Counter
from datetime import date
from typing import Final

from articles.entities.namesakes.said_offices import likeliest_office, said_offices
from articles.models import Entity

# Articles that are read of one person, the newest of them.
_MOST_READ: Final = 40
_LONGEST: Final = 60


def bearer_description(entity: Entity) -> str:
    """Return what tells an entity apart; "" where its articles say nothing (two SQL queries)."""
    newest = entity.articles().visible().latest_first()[:_MOST_READ]
    rows = {pk: (section, day) for pk, section, day in newest.values_list("pk", "section__name", "published_on")}
    office = likeliest_office(rows, said_offices(entity.namesake_of_id or entity.pk, rows))
    field = office.title if office else _most_frequent([section for section, _ in rows.values() if section])
    return " · ".join(filter(None, (_shortened(field), _years([day for _, day in rows.values() if day]))))


def _most_frequent(words: list[str]) -> str:
    counts = Counter(words)
    return min(counts, key=lambda one: (-counts[one], one), default="")


def _shortened(words: str) -> str:
    """Return words of at most 60 characters, cut before a word."""
    return words if len(words) <= _LONGEST else words[: words.rfind(" ", 0, _LONGEST)].rstrip(",") + "…"


def _years(days: list[date]) -> str:
    if not days:
        return ""
    first, last = min(days).year, max(days).year
    return str(first) if first == last else f"{first}–{last}"
