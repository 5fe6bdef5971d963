"""Clauses tried on single documents, against what the engines find by them."""

from random import Random
from typing import Any, ClassVar

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from haystack import connections, indexes
from haystack.query import SearchQuerySet

from haystack_engines import (
    And,
    AtLeast,
    Boosting,
    Chain,
    Clause,
    Clauses,
    DisMax,
    Everything,
    Filter,
    Near,
    Not,
    Nothing,
    Or,
    PercolatedDocument,
    PercolationTable,
    Phrase,
    PlacedField,
    Prefix,
    Range,
    Term,
    Terms,
    Unbroken,
    Within,
    clause_matcher,
    field_type,
    required_terms,
)
from haystack_engines.tests.people import use_indexes

_TEXTS = 60
_CLAUSES = 300
_WORDS = ["lũ", "về", "đêm", "huế", "lụt", "mưa"]


class RainIndex(indexes.SearchIndex, indexes.Indexable):
    text = indexes.CharField(document=True, stored=False)
    breaks = PlacedField(stored=False)
    places = indexes.MultiValueField(faceted=True)
    number = indexes.IntegerField(stored=False)
    name = indexes.CharField(model_attr="name", indexed=False)

    def get_model(self) -> type[Group]:
        return Group

    def prepare_text(self, group: Group) -> list[str]:
        return [word for word in group.name.split() if word in _WORDS]

    def prepare_breaks(self, group: Group) -> dict[str, list[int]]:
        breaks = [place for place, word in enumerate(self.prepare_text(group)) if word == "về" and place]
        return {".": breaks} if breaks else {}

    def prepare_places(self, group: Group) -> list[str]:
        return [word for word in ("huế", "mưa") if word in group.name]

    def prepare_number(self, group: Group) -> int:
        return int(group.name.split()[0])


@pytest.fixture
def documents(db: None, engine: str) -> dict[str, PercolatedDocument]:
    use_indexes(RainIndex())
    Group.objects.all().delete()
    random = Random(7)
    texts = (" ".join(random.choices(_WORDS, k=random.randint(1, 9))) for _ in range(_TEXTS))
    groups = Group.objects.bulk_create(Group(name=f"{number} {text}") for number, text in enumerate(texts))
    call_command("rebuild_index", interactive=False, verbosity=0)
    index = connections["default"].get_unified_index().get_index(Group)
    percolated = connections["default"].get_backend().percolated(index, groups)
    return dict(zip([group.name for group in groups], percolated, strict=True))


def _leaf(random: Random) -> Clause:
    one, other = random.sample(_WORDS, 2)
    phrases = [(Phrase("text", tuple(random.sample(_WORDS, random.randint(1, 2)))),) for _ in range(2)]
    links: list[Within | Unbroken] = [Within(2), Within(1, ordered=True), Unbroken("breaks", (".",))]
    leaves: list[Clause] = [
        Term("text", one),
        Term("places_exact", one),
        Terms("places_exact", (one, other)),
        Phrase("text", (one, other)),
        Phrase("text", (one, other, one)),
        Near("text", (one, other), random.randint(0, 3)),
        Prefix("text", one[:1]),
        Range("number", random.randint(0, 40), random.choice([None, 50])),
        Chain(tuple(phrases), (random.choice(links),)),
        AtLeast((phrases[0],), random.randint(1, 2)),
        Everything(),
        Nothing(),
    ]
    return random.choice(leaves)


def _clause(random: Random, depth: int = 2) -> Clause:
    if not depth or random.random() < 0.2:
        return _leaf(random)
    parts = tuple(_clause(random, depth - 1) for _ in range(random.randint(2, 3)))
    made: list[Any] = [
        And(parts),
        Or(parts),
        Or(parts, at_least=2),
        DisMax(parts),
        Boosting(parts[0], parts[1]),
        Not(parts[0]),
        Filter(parts[0]),
    ]
    chosen: Clause = random.choice(made)
    return chosen


def _found(clause: Clause) -> set[str]:
    return {result.name for result in SearchQuerySet().models(Group).filter(content=Clauses(clause))}


def test_a_document_matches_what_an_engine_finds_it_by(documents: dict[str, PercolatedDocument]) -> None:
    random = Random(11)
    sizes = set()
    for clause in (_clause(random) for _ in range(_CLAUSES)):
        found, matches = _found(clause), clause_matcher(clause)
        sizes.add(len(found))
        assert {name for name, one in documents.items() if matches(one)} == found, clause
    assert len(sizes) > _TEXTS / 3


def test_what_matches_is_a_candidate(documents: dict[str, PercolatedDocument]) -> None:
    random = Random(13)
    frequency = connections["default"].get_backend().reader().frequency
    clauses = [_clause(random) for _ in range(_CLAUSES)]
    matchers = list(map(clause_matcher, clauses))
    table = PercolationTable(required_terms(clause, frequency) for clause in clauses)
    left_out = 0
    for document in documents.values():
        candidates = table.candidates(document)
        assert {number for number, matches in enumerate(matchers) if matches(document)} <= candidates
        left_out += len(clauses) - len(candidates)
    assert left_out > len(clauses) * len(documents) / 5


def test_a_phrase_is_tried_on_documents_with_its_rarest_pair(documents: dict[str, PercolatedDocument]) -> None:
    phrase = Phrase("text", ("lũ", "về", "đêm"))
    frequency = {"lũ": 3, "về": 9, "đêm": 3}
    table = PercolationTable([required_terms(phrase, lambda _field, text: frequency[text])])
    tried = {name for name, document in documents.items() if table.candidates(document)}
    assert tried == {name for name in documents if "lũ về" in name} != set()


def test_only_the_fields_asked_for_are_prepared(documents: dict[str, PercolatedDocument]) -> None:
    class Prepared(dict[str, Any]):
        read: ClassVar[list[str]] = []

        def get(self, name: str, default: Any = None) -> Any:
            self.read.append(name)
            return super().get(name, default)

    fields = connections["default"].get_backend().fields()
    document = PercolatedDocument(
        Prepared(id="auth.group.1", django_ct="auth.group", django_id="1", text=["lũ", "về"], number=4),
        {name: field_type(field) for name, field in fields.items()},
    )
    assert clause_matcher(And((Phrase("text", ("lũ", "về")), Term("django_id", "1"))))(document)
    assert Prepared.read == ["text"]


def test_the_rarest_terms_are_required() -> None:
    frequency = {("text", "hà"): 900, ("text", "nội"): 800, ("pairs", "ha_noi"): 500, ("text", "lũ"): 20}
    ha_noi = And((Term("pairs", "ha_noi"), Phrase("text", ("hà", "nội"))))

    def known(field: str, text: str) -> int:
        return frequency.get((field, text), 0)

    assert required_terms(ha_noi, known) == frozenset([("pairs", "ha_noi")])
    assert required_terms(And((ha_noi, Term("text", "lũ"))), known) == frozenset([("text", "lũ")])
    # A term that no document has yet is the rarest of all.
    assert required_terms(Or((Term("text", "lũ"), Term("text", "mới"))), known) == frozenset(
        [("text", "lũ"), ("text", "mới")]
    )
    assert required_terms(Or((Term("text", "lũ"), Not(Term("text", "hà")))), known) is None
