"""Queries to show how one searches, made of what the archive has most of, so that each of them finds something."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from articles.search import AFTER, BEFORE, FACETS, TITLE, QueryField, SearchPage, SearchRequest, Sort, search
from articles.text.normal import fold
from articles.text.terms import tokens

_ONE_DAY = timedelta(days=1)
# A beginning shows best with so many letters.
_LETTERS = 4
# The year before and the year after are written with four digits too.
_WRITABLE_YEARS = range(1001, 9999)


@dataclass(frozen=True, slots=True)
class Speech:
    """How a language writes the query language: the names of its fields, and OR."""

    vietnamese: bool
    either: str

    def field(self, field: QueryField, value: str) -> str:
        """Write a value in a field, between quotes where it has a space."""
        return f"{field.vietnamese if self.vietnamese else field.name}:{_quoted(value)}"


ENGLISH = Speech(vietnamese=False, either="OR")
VIETNAMESE = Speech(vietnamese=True, either="HOẶC")
_NAMED = {facet.name: facet.query for facet in FACETS if facet.query}
# Facets of which a single syllable is no good example.
_LONG_NAMES = {"person", "place"}


@dataclass(frozen=True, slots=True)
class Material:
    """The names of each facet in the archive, the most frequent first; its years; its newest headline and day."""

    names: Mapping[str, tuple[str, ...]]
    years: tuple[int, ...] = ()
    headline: str = ""
    day: date | None = None


# What is shown, without a link, where the archive has nothing of a kind.
ANYWHERE = Material(
    names={facet.name: facet.examples for facet in FACETS},
    years=(2022,),
    headline="Lũ về trong đêm",
    day=date(2022, 6, 14),
)


def material() -> Material:
    """Return what the archive has; raises haystack.exceptions.SearchBackendError where the index is damaged."""
    page = search(SearchRequest(sort=Sort.NEWEST, page_size=1))
    newest = page.hits[0].article if page.hits else None
    return Material(
        names={name: _names(page, name, least=2 if name in _LONG_NAMES else 1) for name in _NAMED},
        years=tuple(year for label in _labels(page, "year") if (year := int(label)) in _WRITABLE_YEARS),
        headline=newest.title if newest else "",
        day=newest.published_on if newest and _is_writable(newest.published_on) else None,
    )


def examples(found: Material, speech: Speech) -> dict[str, str]:
    """Return a query for each way to search, by its name; some are missing where the archive lacks what they need."""
    makers = (_of_people, _of_places, _of_fields, _of_days)
    return dict(example for make in makers for example in make(found, speech))


def _of_people(found: Material, speech: Speech) -> Iterator[tuple[str, str]]:
    for person in found.names["person"][:1]:
        syllables = person.split()
        yield "bare", fold(person)
        yield "words", person
        yield "phrase", f'"{person}"'
        yield "near", f'"{syllables[-1]} {syllables[0]}"~5'
        yield "person_part", speech.field(_NAMED["person"], syllables[-1])
        for other in found.names["person"][1:2]:
            yield "together", f"{speech.field(_NAMED['person'], person)} -{speech.field(_NAMED['person'], other)}"


def _of_places(found: Material, speech: Speech) -> Iterator[tuple[str, str]]:
    for place in found.names["place"][:1]:
        yield "prefix", f"{fold(max(place.split(), key=len))[:_LETTERS]}*"
        for other in found.names["place"][1:2]:
            yield "either", f"{place} {speech.either} {other}"
            yield "without", f'{place} -"{other}"'
            for source in found.names["source"][:1]:
                yield "brackets", f"({place} {speech.either} {other}) -{speech.field(_NAMED['source'], source)}"


def _of_fields(found: Material, speech: Speech) -> Iterator[tuple[str, str]]:
    if words := [found.headline[token.start : token.end] for token in tokens(found.headline)]:
        yield "title", speech.field(TITLE, max(words, key=len))
    for name, field in _NAMED.items():
        for value in found.names[name][:1]:
            yield name, speech.field(field, value)


def _of_days(found: Material, speech: Speech) -> Iterator[tuple[str, str]]:
    for year in found.years[:1]:
        yield "before", speech.field(BEFORE, str(year + 1))
        yield "after", speech.field(AFTER, str(year - 1))
    if found.day:
        following, before = found.day + _ONE_DAY, found.day.replace(day=1) - _ONE_DAY
        yield "before_day", speech.field(BEFORE, f"{following.day}/{following.month}/{following.year}")
        yield "after_month", speech.field(AFTER, f"{before.month}/{before.year}")


def _names(page: SearchPage, facet: str, *, least: int = 1) -> tuple[str, ...]:
    """Return the most frequent names of a facet that can be typed as they are, of so many syllables at least."""
    # What a label adds in brackets, such as what a province became, is no part of the name.
    names = [label.partition(" (")[0] for label in _labels(page, facet)]
    return tuple(name for name in names if len(name.split()) >= least and name.replace(" ", "").isalnum())


def _labels(page: SearchPage, facet: str) -> list[str]:
    return [value.label for result in page.facets if result.facet.name == facet for value in result.values]


def _is_writable(day: date | None) -> bool:
    return day is not None and day.year in _WRITABLE_YEARS


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value
