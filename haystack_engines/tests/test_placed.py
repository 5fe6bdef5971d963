"""Chains of phrases and phrases that stand several times, on both engines, against a search of our own."""

from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from haystack import connections, indexes
from haystack.query import SearchQuerySet

from haystack_engines import And, AtLeast, Chain, Clause, Clauses, Not, Or, Phrase, PlacedField, Term, Unbroken, Within
from haystack_engines.tests.people import use_indexes

# More texts than a packed block of postings has documents; words of very different frequency.
_TEXTS = 300
_WORDS = ["lũ", "lũ", "lũ", "lũ", "lũ", "về", "về", "về", "đêm", "đêm", "huế"]


@cache
def _texts() -> tuple[str, ...]:
    """Return texts of sentences, ended by a full stop, and paragraphs, ended by a bar."""
    random = Random(5)
    return tuple(" ".join(random.choices([*_WORDS, ".", "|"], k=random.randint(1, 14))) for _ in range(_TEXTS))


class LineIndex(indexes.SearchIndex, indexes.Indexable):
    text = indexes.CharField(document=True, stored=False)
    shouted = indexes.CharField(stored=False)
    breaks = PlacedField(stored=False)
    name = indexes.CharField(model_attr="name", indexed=False)

    def get_model(self) -> type[Group]:
        return Group

    def prepare_text(self, group: Group) -> list[str]:
        return _words(group.name)

    def prepare_shouted(self, group: Group) -> list[str]:
        return [word.upper() for word in _words(group.name)]

    def prepare_breaks(self, group: Group) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {".": [], "|": []}
        position = 0
        for word in _split(group.name):
            if word in found:
                found[word].append(position)
            else:
                position += 1
        return {mark: sorted(set(positions)) for mark, positions in found.items() if positions}


def _split(name: str) -> list[str]:
    return name.partition(": ")[2].split()


def _words(name: str) -> list[str]:
    return [word for word in _split(name) if word not in (".", "|")]


@pytest.fixture
def lines(db: None, engine: str) -> None:
    """Index the texts, each with a number before it, since names differ; two of them are changed afterwards."""
    use_indexes(LineIndex())
    Group.objects.all().delete()
    Group.objects.bulk_create(Group(name=f"{i}: {text}") for i, text in enumerate(_texts()))
    call_command("rebuild_index", interactive=False, verbosity=0)
    for group in Group.objects.filter(name__regex="^(7|8): "):
        group.name = f"{group.name.partition(':')[0]}: huế . lũ về"
        group.save()
    call_command("update_index", verbosity=0)


def _found(clause: Clause) -> set[str]:
    return {result.name for result in SearchQuerySet().models(Group).filter(content=Clauses(clause))}


def _p(*terms: str) -> tuple[Phrase, ...]:
    return (Phrase("text", terms),)


SENTENCE = Unbroken("breaks", (".", "|"))
PARAGRAPH = Unbroken("breaks", ("|",))
CHAINS = [
    Chain((_p("lũ"), _p("huế")), (SENTENCE,)),
    Chain((_p("lũ"), _p("huế")), (PARAGRAPH,)),
    Chain((_p("lũ", "về"), _p("huế")), (SENTENCE,)),
    Chain((_p("đêm", "lũ"), _p("về", "lũ")), (PARAGRAPH,)),
    Chain((_p("lũ"), _p("đêm"), _p("huế")), (SENTENCE, SENTENCE)),
    Chain((_p("huế"), _p("đêm")), (Within(0, ordered=True),)),
    Chain((_p("huế"), _p("đêm")), (Within(2, ordered=True),)),
    Chain((_p("huế"), _p("đêm")), (Within(2),)),
    Chain((_p("lũ", "về"), _p("đêm", "lũ")), (Within(3),)),
    Chain((_p("lũ"), _p("đêm"), _p("huế")), (Within(1, ordered=True), PARAGRAPH)),
    Chain(((*_p("huế"), *_p("về", "về")), (Phrase("shouted", ("ĐÊM",)),)), (Within(1),)),
]


@pytest.mark.usefixtures("lines")
def test_chains_match_where_the_phrases_stand_so() -> None:
    for clause in CHAINS:
        wanted = {name for name in Group.objects.values_list("name", flat=True) if _is_chained(clause, name)}
        assert 5 < len(wanted) < _TEXTS
        assert _found(clause) == wanted, clause


@pytest.mark.usefixtures("lines")
@pytest.mark.parametrize("times", [1, 2, 3])
def test_phrases_are_counted(times: int) -> None:
    words = (*_p("lũ", "về"), *_p("huế"), Phrase("shouted", ("HUẾ",)))
    shouted = (Phrase("shouted", ("LŨ", "LŨ")),)
    wanted = {
        name
        for name in Group.objects.values_list("name", flat=True)
        if sum(len({start for p in phrases for start, _ in _spans(p, name)}) for phrases in (words, shouted)) >= times
    }
    assert 5 < len(wanted) < _TEXTS
    assert _found(AtLeast((words, shouted), times)) == wanted


@pytest.mark.usefixtures("lines")
def test_chains_join_with_other_clauses() -> None:
    chain = Chain((_p("lũ"), _p("huế")), (SENTENCE,))
    both = _found(And((Term("text", "lũ"), Term("text", "huế"))))
    assert _found(And((Term("text", "huế"), Not(chain)))) == _found(Term("text", "huế")) - _found(chain)
    assert _found(chain) < both


@pytest.mark.usefixtures("lines")
def test_unknown_terms_match_nothing() -> None:
    assert _found(Chain((_p("lũ"), _p("kéo")), (SENTENCE,))) == set()
    assert _found(AtLeast((_p("kéo"),), 1)) == set()


@pytest.mark.usefixtures("lines")
def test_these_clauses_do_not_score() -> None:
    clause = Chain((_p("lũ"), _p("huế")), (SENTENCE,))
    assert {result.score for result in SearchQuerySet().models(Group).filter(content=Clauses(clause))} == {0}


@pytest.mark.usefixtures("lines")
def test_what_stands_where_chains_end_is_counted() -> None:
    ending = Chain((_p("lũ"), (Phrase("shouted", ("HUẾ",)), Phrase("shouted", ("ĐÊM",)))), (SENTENCE,))
    among = Or((Term("text", "về"), Term("text", "huế")))
    reader = connections["default"].get_backend().reader()
    counts = list(reader.counts_at_ends(among, [ending], ["HUẾ", "ĐÊM", "VỀ", "KÉO"]))
    alone = [Chain((_p("lũ"), (Phrase("shouted", (word,)),)), (SENTENCE,)) for word in ("HUẾ", "ĐÊM")]
    assert counts == [*(len(_found(And((among, one)))) for one in alone), 0, 0]
    assert min(counts[:2]) > 5


def _is_chained(clause: Chain, name: str) -> bool:
    breaks = LineIndex().prepare_breaks(Group(name=name))
    reached = set(_operand(clause.operands[0], name))
    for operand, link in zip(clause.operands[1:], clause.links, strict=True):
        reached = {b for b in _operand(operand, name) if any(_is_linked(a, b, link, breaks) for a in reached)}
    return bool(reached)


def _is_linked(a: tuple[int, int], b: tuple[int, int], link: Any, breaks: dict[str, list[int]]) -> bool:
    if isinstance(link, Within):
        gaps = [b[0] - a[1]] if link.ordered else [b[0] - a[1], a[0] - b[1]]
        return any(0 <= gap <= link.distance for gap in gaps)
    inside = range(min(a[0], b[0]) + 1, max(a[1], b[1]))
    return not any(position in inside for term in link.terms for position in breaks.get(term, ()))


def _operand(phrases: tuple[Phrase, ...], name: str) -> list[tuple[int, int]]:
    """Return the places of any of the phrases, the longest at each."""
    longest: dict[int, int] = {}
    for start, end in (span for phrase in phrases for span in _spans(phrase, name)):
        longest[start] = max(end, longest.get(start, 0))
    return list(longest.items())


def _spans(phrase: Phrase, name: str) -> Iterator[tuple[int, int]]:
    words, terms = _words(name), [term.lower() for term in phrase.terms]
    for start in range(len(words)):
        if words[start : start + len(terms)] == terms:
            yield start, start + len(terms)
