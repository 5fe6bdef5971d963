"""Example queries for the help page, made from the most frequent names of the archive, so that they find articles."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from articles.models import Article
from articles.search import (
    AFTER,
    BEFORE,
    FACETS,
    LEAD,
    SPEAKER,
    TITLE,
    QueryField,
    SearchPage,
    SearchRequest,
    Sort,
    search,
)
from articles.text.normal import fold
from articles.text.running_text import BODY
from articles.text.sentences import sentences
from articles.text.terms import TextToken, name_key, tokens

_ONE_DAY = timedelta(days=1)
# Articles that are looked through for two names near each other, and the words between these.
_NEWEST: Final = 10
_BETWEEN: Final = 5
# Letters before the asterisk of a prefix query.
_PREFIX_LETTERS: Final = 4
# Years whose previous and next years have four digits too, as the query language wants.
_WRITABLE_YEARS = range(1001, 9999)


@dataclass(frozen=True, slots=True)
class QueryWords:
    """The query language in English or Vietnamese: the names of fields, and its operators."""

    vietnamese: bool
    either: str
    both: str
    without: str
    sentence: str
    paragraph: str
    apart: str
    at_least: str

    def field(self, field: QueryField, value: str) -> str:
        """Return the condition that a field has a value, quoted where it has a space."""
        return f"{field.vietnamese if self.vietnamese else field.name}:{_quoted(value)}"


ENGLISH = QueryWords(False, "OR", "AND", "NOT", "/s", "/p", "n/5", "atleast2")
VIETNAMESE = QueryWords(True, "HOẶC", "VÀ", "KHÔNG", "/câu", "/đoạn", "cách/5", "ítnhất2")
# The query fields of facets, by the names of the facets.
_QUERY_FIELDS: Final = {facet.name: facet.query for facet in FACETS if facet.query}
# A name of one syllable is no good example for these facets.
_LONG_NAMES: Final = frozenset({"person", "place", SPEAKER.name})


@dataclass(frozen=True, slots=True)
class ExampleData:
    """Names of each facet in the archive, most frequent first; its years; its newest headline and day.

    `together` are two names with at most five words between, as a new article has them in one sentence.
    """

    names: Mapping[str, tuple[str, ...]]
    years: tuple[int, ...] = ()
    headline: str = ""
    day: date | None = None
    together: tuple[str, ...] = ()


# Data for examples without links, where the archive itself lacks the data.
PLACEHOLDERS = ExampleData(
    names={facet.name: facet.examples for facet in FACETS},
    years=(2022,),
    headline="Lũ về trong đêm",
    day=date(2022, 6, 14),
    together=("Nguyễn Thị Lan", "Hà Nội"),
)


def example_data() -> ExampleData:
    """Return data of the archive; raises SearchFailed while the index cannot be read."""
    page = search(SearchRequest(sort=Sort.NEWEST, page_size=_NEWEST))
    newest = page.hits[0].article if page.hits else None
    said = search(SearchRequest(quoted=True, page_size=1))  # a plain search counts no speakers
    pages = dict.fromkeys(_QUERY_FIELDS, page) | {SPEAKER.name: said}
    return ExampleData(
        names={name: _names(found, name, least=2 if name in _LONG_NAMES else 1) for name, found in pages.items()},
        years=tuple(year for label in _labels(page, "year") if (year := int(label)) in _WRITABLE_YEARS),
        headline=newest.title if newest else "",
        day=newest.published_on if newest and _is_writable(newest.published_on) else None,
        together=next((pair for hit in page.hits if (pair := _names_together(hit.article))), ()),
    )


def example_queries(found: ExampleData, query_words: QueryWords) -> dict[str, str]:
    """Return example queries by name. An example is missing where the data for it is missing."""
    makers = (_of_people, _of_places, _of_names_together, _of_fields, _of_days)
    return dict(example for make in makers for example in make(found, query_words))


def _of_people(found: ExampleData, query_words: QueryWords) -> Iterator[tuple[str, str]]:
    field = _QUERY_FIELDS["person"]
    for person in found.names["person"][:1]:
        syllables = person.split()
        yield "bare", fold(person)
        yield "words", person
        yield "phrase", f'"{person}"'
        yield "near", f'"{syllables[-1]} {syllables[0]}"~5'
        yield "any_marks", f'~"{person}"'
        yield "head", query_words.field(LEAD, person)
        yield "times", f'{query_words.at_least}:"{person}"'
        yield "person_part", query_words.field(field, syllables[-1])
        for other in found.names["person"][1:2]:
            yield "together", f"{query_words.field(field, person)} -{query_words.field(field, other)}"


def _of_places(found: ExampleData, query_words: QueryWords) -> Iterator[tuple[str, str]]:
    for place in found.names["place"][:1]:
        yield "prefix", f"{fold(max(place.split(), key=len))[:_PREFIX_LETTERS]}*"
        for other in found.names["place"][1:2]:
            yield "either", f"{place} {query_words.either} {other}"
            yield "without", f'{place} -"{other}"'
            yield "not", f"{place} {query_words.without} {other}"
            for source in found.names["source"][:1]:
                field = query_words.field(_QUERY_FIELDS["source"], source)
                yield "brackets", f"({place} {query_words.either} {other}) -{field}"


def _of_names_together(found: ExampleData, query_words: QueryWords) -> Iterator[tuple[str, str]]:
    if found.together:
        first, second = found.together
        yield "both", f"{first} {query_words.both} {second}"
        yield "sentence", f"{first} {query_words.sentence} {second}"
        yield "paragraph", f"{first} {query_words.paragraph} {second}"
        yield "behind", f'"{first}" w/5 "{second}"'
        yield "apart", f"{second} {query_words.apart} {first}"
        yield "linked", f'("{first}" {query_words.either} "{second}") {query_words.sentence} "{second}"'


def _of_fields(found: ExampleData, query_words: QueryWords) -> Iterator[tuple[str, str]]:
    if words := [found.headline[token.start : token.end] for token in tokens(found.headline)]:
        yield "title", query_words.field(TITLE, max(words, key=len))
    for name, field in _QUERY_FIELDS.items():
        for value in found.names[name][:1]:
            yield name, query_words.field(field, value)


def _of_days(found: ExampleData, query_words: QueryWords) -> Iterator[tuple[str, str]]:
    for year in found.years[:1]:
        yield "before", query_words.field(BEFORE, str(year + 1))
        yield "after", query_words.field(AFTER, str(year - 1))
        yield "range", f"[{year} TO *]"
    if found.day:
        yield "date", f"{found.day.day}/{found.day.month}/{found.day.year}"
        following, before = found.day + _ONE_DAY, found.day.replace(day=1) - _ONE_DAY
        yield "before_day", query_words.field(BEFORE, f"{following.day}/{following.month}/{following.year}")
        yield "after_month", query_words.field(AFTER, f"{before.month}/{before.year}")


def _names(page: SearchPage, facet: str, *, least: int = 1) -> tuple[str, ...]:
    """Return the most frequent names of a facet that can be typed without quotes around signs.

    They have at least `least` syllables.
    """
    # Labels of provinces add in brackets what the province became.
    names = [label.partition(" (")[0] for label in _labels(page, facet)]
    return tuple(name for name in names if len(name.split()) >= least and name.replace(" ", "").isalnum())


def _labels(page: SearchPage, facet: str) -> list[str]:
    return [value.label for result in page.facets if result.facet.name == facet for value in result.values]


def _names_together(article: Article) -> tuple[str, ...]:
    """Return the first two names of several syllables, as capitals show them, near each other in a sentence."""
    texts = (sentence for part in article.parts if part.role == BODY for sentence in sentences(part.text))
    for text in texts:
        for (first, end), (second, start) in pairwise(_capitalised(text)):
            between = len(tokens(text[end : start - len(second)]))
            if name_key(first) != name_key(second) and between <= _BETWEEN:
                return first, second
    return ()


def _capitalised(text: str) -> Iterator[tuple[str, int]]:
    """Yield the runs of several words with a capital, and where each ends; the first word of a text often has one."""
    run: list[TextToken] = []
    for token in (*tokens(text)[1:], None):
        if token and text[token.start].isupper() and (not run or text[run[-1].end : token.start] == " "):
            run.append(token)
            continue
        if len(run) > 1:
            yield text[run[0].start : run[-1].end], run[-1].end
        run = [token] if token and text[token.start].isupper() else []


def _is_writable(day: date | None) -> bool:
    return day is not None and day.year in _WRITABLE_YEARS


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value
