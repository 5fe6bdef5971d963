"""After any decision about entities the index is what a rebuild would make of the database."""

import random
from collections.abc import Callable

import pytest

from articles.entities.deciding import Proposal, ProposalRefused, decide, foresee, undo
from articles.importing.storing.entity_linking import write_mentions
from articles.models import Article, Decision, DecisionKind, Entity, EntityKind
from articles.nlp.annotation import RecognisedName
from articles.search import IndexDifferences, differences
from articles.search.index.outbox import drain
from articles.tests.making import Newsroom

pytestmark = pytest.mark.django_db

SAME = [IndexDifferences((), (), ())]
_DECISIONS = 15


@pytest.fixture
def former(newsroom: Newsroom) -> Article:
    """Return an article that mentions Bình Định, which is part of Gia Lai today, in an archive with more of both."""
    newsroom.article("Cà phê Gia Lai", places=["Gia Lai"])
    newsroom.article("Ông Hùng ở Pleiku", places=["Pleiku"], people=["Hùng"])
    article = newsroom.article("Lũ ở Bình Định", places=["Bình Định"])
    drain()
    assert list(differences()) == SAME
    return article


def _entity(name: str) -> Entity:
    return Entity.objects.get(name=name)


def _merge(name: str, into: str) -> Proposal:
    return Proposal(DecisionKind.MERGE, _entity(name), target=_entity(into))


PROPOSALS: list[Callable[[], Proposal]] = [
    lambda: _merge("Gia Lai", "Pleiku"),
    lambda: _merge("Bình Định", "Pleiku"),
    lambda: Proposal(DecisionKind.HIDE, _entity("Gia Lai")),
    lambda: Proposal(DecisionKind.RETYPE, _entity("Gia Lai"), to_kind=EntityKind.ORGANIZATION),
    lambda: Proposal(DecisionKind.ALIAS, _entity("Pleiku"), name="Gia Lai"),
]


@pytest.mark.parametrize("proposal", PROPOSALS)
def test_articles_about_a_former_province_follow_that_of_today(
    former: Article, proposal: Callable[[], Proposal]
) -> None:
    assert foresee(proposal()) == len({former.pk, *_articles_of(proposal())})
    decision = decide(proposal(), None)
    drain()
    assert list(differences()) == SAME
    undo(decision, None)
    drain()
    assert list(differences()) == SAME


def _articles_of(proposal: Proposal) -> set[int]:
    changed = "Bình Định" if proposal.entity.name == "Bình Định" else "Gia Lai"
    return set(_entity(changed).mentions.values_list("article", flat=True))


def test_a_province_that_is_merged_on_in_two_steps_is_still_that_of_today(newsroom: Newsroom, former: Article) -> None:
    decide(_merge("Gia Lai", "Pleiku"), None)
    newsroom.article("Tây Nguyên", places=["Tây Nguyên"])
    decide(_merge("Pleiku", "Tây Nguyên"), None)
    drain()
    assert list(differences()) == SAME
    decide(Proposal(DecisionKind.HIDE, _entity("Tây Nguyên")), None)
    drain()
    assert list(differences()) == SAME


def test_a_province_of_today_that_is_first_named_later_takes_the_articles_of_its_former_ones(
    newsroom: Newsroom,
) -> None:
    newsroom.article("Lũ ở Bình Định", places=["Bình Định"])
    other = newsroom.article("Cà phê Gia Lai")
    write_mentions({other.pk: [RecognisedName(7, 14, "place", "Gia Lai", "Gia Lai")]})
    drain()
    assert [one.outdated for one in differences()] == [(other.pk,)]  # which the caller of `write_mentions` notes


@pytest.mark.parametrize("seed", range(3))
def test_after_random_decisions_the_index_is_as_rebuilt(former: Article, newsroom: Newsroom, seed: int) -> None:
    dice = random.Random(seed)
    newsroom.article("Huế và Thừa Thiên Huế", places=["Huế", "Thừa Thiên Huế"], people=["Lan", "Hùng"])
    newsroom.article("Bà Lan và Gia Lai", places=["Gia Lai", "Quy Nhơn"], people=["Lan"], organizations=["Pleiku FC"])
    accepted = 0
    for _ in range(_DECISIONS):
        accepted += _decide_something(dice)
        drain()
        assert list(differences()) == SAME
    assert accepted > _DECISIONS / 3


def _decide_something(dice: random.Random) -> bool:
    """Make or undo a decision; return whether it was not refused."""
    entities = list(Entity.objects.filter(merged_into=None).order_by("pk"))
    provinces = [entity for entity in entities if entity.name_key in ("gia lai", "bình định")] or entities
    one = dice.choice(dice.choice([entities, provinces]))
    other = dice.choice([entity for entity in entities if entity != one])
    articles = Article.objects.filter(mentions__entity=one).values_list("pk", flat=True)[:1]
    proposals = [
        Proposal(DecisionKind.MERGE, one, target=other),
        Proposal(DecisionKind.SPLIT, one, name=dice.choice([other.name, "Gia Lai", "Tên khác"]), articles=(*articles,)),
        Proposal(DecisionKind.RENAME, one, name=dice.choice([other.name, "Tên khác nữa"])),
        Proposal(DecisionKind.RETYPE, one, to_kind=dice.choice(list(EntityKind))),
        Proposal(DecisionKind.HIDE, one),
        Proposal(DecisionKind.ALIAS, one, name=dice.choice([other.name, "Bí danh"])),
    ]
    try:
        if dice.random() < 0.3 and (made := list(Decision.objects.in_force().order_by("pk"))):
            undo(dice.choice(made), None)
        else:
            decide(dice.choice(proposals), None)
    except ProposalRefused:
        return False
    return True
