"""Offices in the names of a query: `nói:"HLV Hữu Thắng"` is Hữu Thắng, `nói:"Bộ trưởng Y tế"` whoever holds the post.

Whoever an article calls by the post holds it in that article. Of several people with the name behind a title, those
count whom articles call by the title, where there are any.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from articles.entities.posts_called import holders_among, posts_meant
from articles.models import EntityKind, Post
from articles.nlp.names.gazetteer import AREAS, shipped_gazetteer
from articles.nlp.offices.office_forms import office_form
from articles.nlp.offices.typed_offices import title_lengths
from articles.search.fields import FACET_OF_FIELD, SPEAKER, post_value
from articles.search.parse_warnings import ParseWarning, QueryNote
from articles.search.query.language.tree import NameCondition

# Syllables of a name that is sought behind the words of a title; a shorter one stands right behind it.
_LONGEST_NAME: Final = 6
_SHORTEST_NAME: Final = 2

# Returns the people with a name; of those called so and nothing else where the second argument is true.
People = Callable[[NameCondition, bool], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class TitledName:
    """Whom a name with a title, or an office in place of a name, stands for, and the note that says so."""

    values: tuple[str, ...]
    note: QueryNote


def titled_name(node: NameCondition, found: tuple[str, ...], people: People) -> TitledName | None:
    """Return how a name with a title or an office is read; None for any other name.

    `found` are the values that have the name as it was typed. Whoever is called by what stands behind the title goes
    beside them, an office before them; else a title is left out only where there are none. SQL queries: for a name that
    begins with a title, one or two for posts, and three for each name that is sought behind the title.
    """
    lengths = list(title_lengths([one.folded for one in node.word.syllables]))
    if not lengths or EntityKind.PERSON not in FACET_OF_FIELD[node.word.field].kinds:
        return None
    if whole := _whole_name(node, lengths[0][0], people):
        return replace(whole, values=tuple(dict.fromkeys((*whole.values, *found))))
    may_be_office = node.word.field is SPEAKER.query and not node.letters and any(is_one for _, is_one in lengths)
    return (_office(node) if may_be_office else None) or _behind_title(node, found, lengths, people)


def _whole_name(node: NameCondition, length: int, people: People) -> TitledName | None:
    """Return who is called by the words right behind a title: "Chủ tịch Hồ Chí Minh" is no office."""
    if node.letters or len(node.word.syllables) < length + _SHORTEST_NAME:
        return None
    rest = _rest(node, length)
    is_place = shipped_gazetteer().has_any(AREAS, rest.word.text)
    return None if is_place else _with_title(node, rest, people(rest, True))


def _office(node: NameCondition) -> TitledName | None:
    form = office_form(node.word.text)
    posts = posts_meant(node.word.text)
    if not posts:
        return None
    values = tuple(post_value(post.pk, former=form.former) for post in posts)
    return TitledName(values, QueryNote(ParseWarning.OFFICE, _titles(posts, former=form.former)))


def _titles(posts: list[Post], *, former: bool) -> str:
    shortest = min((post.title for post in posts), key=len)
    title = f"nguyên {shortest}" if former else shortest
    return f"{title} … ({len(posts)})" if len(posts) > 1 else title


def _behind_title(
    node: NameCondition, found: tuple[str, ...], lengths: list[tuple[int, bool]], people: People
) -> TitledName | None:
    if found:
        # Beside those whom somebody took the title for a part of the name of: "Ông Thăng".
        first = _rest(node, lengths[0][0]) if len(node.word.syllables) > lengths[0][0] else None
        name = _with_title(node, first, people(first, False)) if first and first.word.text[:1].isupper() else None
        return replace(name, values=tuple(dict.fromkeys((*name.values, *found)))) if name else None
    names = (_with_title(node, rest, people(rest, False)) for rest in _rests(node, lengths[0][0]))
    return next((name for name in names if name), None)


def _rests(node: NameCondition, length: int) -> Iterator[NameCondition]:
    """Yield what may be the name behind a title: all of it, then less, since the body of an office stands before it."""
    count = len(node.word.syllables)
    if length < count:
        yield _rest(node, length)
    for start in range(max(length + 1, count - _LONGEST_NAME), count - _SHORTEST_NAME + 1):
        yield _rest(node, start)


def _rest(node: NameCondition, start: int) -> NameCondition:
    word = node.word
    text = word.text[word.syllables[start].start - word.syllables[0].start :]
    return replace(node, word=replace(word, text=text, syllables=word.syllables[start:], marked=word.marked[start:]))


def _with_title(node: NameCondition, name: NameCondition, found: tuple[str, ...]) -> TitledName | None:
    if not found:
        return None
    title = node.word.text[: len(node.word.text) - len(name.word.text)].strip(" .,")
    # "Ông" is no title that articles give.
    is_office = any(is_one for _, is_one in title_lengths([one.folded for one in node.word.syllables]))
    called = holders_among(found, title) if is_office and len(found) > 1 else ()
    values = tuple(value for value in found if value in called) or found
    return TitledName(values, QueryNote(ParseWarning.TITLE, name.word.text))
