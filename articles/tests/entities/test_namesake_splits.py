"""Bearers of one name are people of their own in the archive; editors stand above that."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from articles.entities.deciding import Proposal, decide, undo
from articles.entities.namesakes.archive_splits import settle_namesakes
from articles.entities.namesakes.known_bearers import KnownBearer, matched_groups
from articles.entities.resolving.automatic import resolve
from articles.importing.storing.office_rows import write_offices
from articles.models import NAMESAKES, Article, Decision, DecisionKind, Entity
from articles.nlp.annotation import NamedOffice, RecognisedName
from articles.search import suggest, update_index
from articles.tests.making import Newsroom

NAME = "Trần Tuấn Anh"
# A sentence about each, whose first words are the office, and who is named with him.
_MINISTER = (
    "Bộ trưởng Công Thương {} phát biểu tại hội nghị xúc tiến xuất khẩu nông sản, thủy sản, dệt may",
    ("Nguyễn Xuân Phúc", "Đỗ Thắng Hải", "Trần Quốc Khánh"),
)
_PLAYER = (
    "Tiền vệ {} ghi bàn, huấn luyện viên khen ngợi đường chuyền, khung thành đối phương rung chuyển sau cú sút "
    "xa của cầu thủ trẻ, khán giả hò reo vang dội khắp sân vận động",
    ("Nguyễn Công Phượng", "Park Hang Seo", "Lương Xuân Trường"),
)
_WORDS = (
    *("ghi bàn", "huấn luyện viên", "khen ngợi", "đường chuyền", "khung thành", "đối phương", "rung chuyển", "cú sút"),
    *("cầu thủ", "khán giả", "hò reo", "vang dội", "sân vận động"),
    *("hội nghị", "xúc tiến", "xuất khẩu", "nông sản", "thủy sản", "dệt may"),
)


def _write(newsroom: Newsroom, about: tuple[str, tuple[str, ...]], number: int) -> Article:
    sentence, others = about
    article = newsroom.article(
        f"Tin {number}",
        sentence.format(NAME),
        f"Cùng dự có {', '.join(others)}.",
        people=[NAME, *others],
        compounds=_WORDS,
        published=f"201{number}-05-01",
    )
    start = article.text.index(sentence.format(NAME))
    title = sentence.split(" {}")[0]
    office = NamedOffice(start, start + len(title), title, former=False, body="")
    at = start + len(title) + 1
    write_offices({article.pk: [RecognisedName(at, at + len(NAME), "person", NAME, NAME, (office,))]})
    return article


@pytest.fixture
def players(newsroom: Newsroom) -> list[Article]:
    """Write four articles of a minister and two of a footballer of his name, settled; return the footballer's."""
    for number in range(4):
        _write(newsroom, _MINISTER, number)
    found = [_write(newsroom, _PLAYER, number) for number in (5, 6)]
    for number in range(40):
        newsroom.article(f"Tin khác {number}", "Trời mưa to")
    settle_namesakes()
    return found


def _bearers() -> list[tuple[int, str]]:
    found = Entity.objects.listed().filter(name=NAME).order_by("-article_count", "pk")
    return [(entity.article_count, entity.told_apart) for entity in found]


def _player() -> Entity:
    return Entity.objects.get(namesake_of__isnull=False)


def _minister() -> Entity:
    return Entity.objects.get(name=NAME, namesake_of=None)


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_user("bien-tap")


def test_two_people_of_one_name_are_two_entities_that_say_who_they_are(players: list[Article]) -> None:
    assert _bearers() == [(4, "Bộ trưởng Công Thương · 2010–2013"), (2, "Tiền vệ · 2015–2016")]
    assert set(_player().articles()) == set(players)


@pytest.mark.parametrize("of_minister", [0, 1, 2])
def test_two_articles_tell_two_people_apart_where_both_say_enough(newsroom: Newsroom, of_minister: int) -> None:
    first = _write(newsroom, _MINISTER if of_minister else _PLAYER, 1)
    _write(newsroom, _MINISTER if of_minister > 1 else _PLAYER, 2)
    newsroom.article("Tin khác", "Trời mưa to")
    settle_namesakes()
    assert {entity.article_count for entity in Entity.objects.called("person", NAME)} == {1 if of_minister == 1 else 2}
    assert first.mentions.filter(entity__name=NAME).exists()


def test_a_name_is_looked_at_again_only_where_its_articles_changed(
    players: list[Article], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(6):
        assert settle_namesakes() == 0
    assert settle_namesakes(again=True) == len((NAME, *_MINISTER[1], "Nguyễn Công Phượng", "Lương Xuân Trường"))
    assert Decision.objects.filter(automatic=NAMESAKES).count() == 1


def test_an_article_that_comes_joins_the_right_one(players: list[Article], newsroom: Newsroom) -> None:
    player = _player()
    new = _write(newsroom, _PLAYER, 7)
    assert settle_namesakes() == len((NAME, "Nguyễn Công Phượng", "Lương Xuân Trường"))
    assert new in set(player.articles())
    assert [count for count, _ in _bearers()] == [4, 3]


def test_resolving_keeps_them_apart(players: list[Article]) -> None:
    assert resolve().undone == 0
    assert [count for count, _ in _bearers()] == [4, 2]


def test_namesakes_that_an_editor_merges_stay_one_until_that_is_undone(players: list[Article], editor: User) -> None:
    merge = decide(Proposal(DecisionKind.MERGE, _player(), target=_minister()), editor)
    settle_namesakes(again=True)
    assert _bearers() == [(6, "")]
    undo(merge, editor)
    settle_namesakes(again=True)
    assert [count for count, _ in _bearers()] == [4, 2]


def test_a_split_that_an_editor_undid_is_never_made_again(
    players: list[Article], editor: User, newsroom: Newsroom, client: Client
) -> None:
    player = _player()
    undo(Decision.objects.get(automatic=NAMESAKES), editor)
    _write(newsroom, _PLAYER, 7)
    settle_namesakes()
    assert _bearers() == [(7, "")]
    assert client.get(player.get_absolute_url())["Location"] == _minister().get_absolute_url()


def test_articles_that_an_editor_split_off_are_left_to_him(players: list[Article], editor: User) -> None:
    ids = (players[0].pk,)
    decide(Proposal(DecisionKind.SPLIT, _player(), name=f"{NAME} (cầu thủ trẻ)", articles=ids), editor)
    settle_namesakes(again=True)
    young = Entity.objects.get(name=f"{NAME} (cầu thủ trẻ)")
    assert [article.pk for article in young.articles()] == [*ids]


def test_the_page_names_the_namesakes_with_links(players: list[Article], client: Client) -> None:
    page = client.get(_minister().get_absolute_url()).content.decode()
    assert f'<a href="{_player().get_absolute_url()}">{NAME} · Tiền vệ · 2015–2016</a>' in page
    assert f'<a href="{_minister().get_absolute_url()}">' in client.get(_player().get_absolute_url()).content.decode()


def test_suggestions_and_facets_tell_them_apart(players: list[Article], client: Client) -> None:
    update_index(article.pk for article in Article.objects.all())
    notes = {one.note for one in suggest("trần tuấn") if one.label == NAME}
    assert notes == {"Bộ trưởng Công Thương · 2010–2013", "Tiền vệ · 2015–2016"}
    page = client.get(reverse("search"), {"person": _player().pk}).content.decode()
    assert f"{NAME} · Tiền vệ · 2015–2016" in page


def test_people_keep_their_entity_when_another_has_more_articles_now() -> None:
    minister = KnownBearer(None, frozenset(range(4)))
    split = Decision(pk=7, kind=DecisionKind.SPLIT)
    player = KnownBearer(split, frozenset((5, 6)))
    matched = matched_groups([[5, 6, 7, 8, 9], [0, 1, 2, 3], [20, 21]], [minister, player])
    assert (matched.by_decision, matched.new) == ({7: [5, 6, 7, 8, 9]}, [[20, 21]])
