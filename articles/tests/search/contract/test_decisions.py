"""The index follows what editors decide about entities, at once or with the worker."""

import pytest

from articles.entities.deciding import Proposal, decide, undo
from articles.models import DecisionKind, Entity
from articles.search import SearchRequest, search
from articles.search.index import outbox
from articles.tests.making import Newsroom
from articles.tests.working import work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def newsroom() -> Newsroom:
    newsroom = Newsroom()
    newsroom.article("Cảng cá Borrell", people=["Borrell"])
    newsroom.article("Chợ cá Borell", people=["Borell"])
    return newsroom


def entity(name: str) -> Entity:
    return Entity.objects.get(name=name)


def people() -> dict[str, int]:
    facets = search(SearchRequest()).facets
    return {value.label: value.count for facet in facets if facet.facet.name == "person" for value in facet.values}


def test_a_merge_and_its_undoing_reach_the_facets(newsroom: Newsroom) -> None:
    decision = decide(Proposal(DecisionKind.MERGE, entity("Borell"), target=entity("Borrell")), None)
    assert people() == {"Borrell": 2}
    undo(decision, None)
    assert people() == {"Borrell": 1, "Borell": 1}


def test_a_hidden_one_leaves_the_facets(newsroom: Newsroom) -> None:
    decide(Proposal(DecisionKind.HIDE, entity("Borell")), None)
    assert people() == {"Borrell": 1}


def test_many_articles_are_left_to_the_worker(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "AT_ONCE", 0)
    decide(Proposal(DecisionKind.MERGE, entity("Borell"), target=entity("Borrell")), None)
    assert people() == {"Borrell": 1, "Borell": 1}
    work()
    assert people() == {"Borrell": 2}
