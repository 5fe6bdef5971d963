"""What an editor decides about namesakes shows in the facet, on their pages and in their quotations, until undone."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, Decision, Entity
from articles.models.index_outbox import drain_outbox
from articles.tests.making import Newsroom
from articles.tests.quoting import say

pytestmark = pytest.mark.django_db

NAME, OTHER = "Trần Tuấn Anh", "Trần T. Anh"
OF_TRADE, OF_FOOTBALL = "xuất khẩu tăng mạnh", "hàng thủ chơi tốt"


@pytest.fixture
def on_football(newsroom: Newsroom) -> Article:
    """Have a name speak of trade in two articles, and of football in another, which is returned."""
    for day in (1, 2):
        _says(newsroom, f"Họp bàn thương mại lần {day}", NAME, OF_TRADE)
    return _says(newsroom, "Vòng loại", NAME, OF_FOOTBALL)


def _says(newsroom: Newsroom, title: str, name: str, said: str) -> Article:
    article = newsroom.article(title, f"Anh {name} nói: “{said}”.", people=[name])
    say(article, (said, name))
    return article


def _decide(editor: Client, entity: Entity, kind: str, **given: object) -> None:
    address = reverse("admin:articles_entity_decide", args=[entity.pk, kind])
    editor.post(address, given | {"confirmed": "1"})


def _undo_last(editor: Client) -> None:
    editor.post(reverse("admin:articles_decision_undo", args=[Decision.objects.latest("pk").pk]))


def _shown(editor: Client, entity: Entity) -> tuple[int, int, list[str]]:
    """Return what readers find of somebody: the count in the facet, the articles on the page, the words quoted."""
    drain_outbox()
    counts = {value.choice.value: value.count for value in editor.get("/search/values/person/").context["page"].values}
    page = editor.get(entity.get_absolute_url()).context
    said = editor.get(f"/entity/{entity.pk}/quotations").text
    return counts.get(str(entity.pk), 0), len(page["articles"]), [one for one in (OF_TRADE, OF_FOOTBALL) if one in said]


def test_a_namesake_split_off_has_his_own_words_until_that_is_undone(editor: Client, on_football: Article) -> None:
    name = Entity.objects.get(name=NAME)
    assert _shown(editor, name) == (3, 3, [OF_TRADE, OF_FOOTBALL])
    _decide(editor, name, "split", name=f"{NAME} (cầu thủ)", articles=[on_football.pk])
    player = Entity.objects.get(name=f"{NAME} (cầu thủ)")
    assert _shown(editor, name) == (2, 2, [OF_TRADE])
    assert _shown(editor, player) == (1, 1, [OF_FOOTBALL])
    _undo_last(editor)
    assert _shown(editor, name) == (3, 3, [OF_TRADE, OF_FOOTBALL])
    assert editor.get(f"/entity/{player.pk}/quotations").status_code == 404


def test_two_that_are_merged_have_the_words_of_both_until_that_is_undone(
    editor: Client, on_football: Article, newsroom: Newsroom
) -> None:
    name = Entity.objects.get(name=NAME)
    _says(newsroom, "Chuyện bên lề", OTHER, "tôi yêu bóng đá")
    other = Entity.objects.get(name=OTHER)
    _decide(editor, other, "merge", target=str(name.pk))
    assert _shown(editor, name) == (4, 4, [OF_TRADE, OF_FOOTBALL])
    assert "tôi yêu bóng đá" in editor.get(f"/entity/{name.pk}/quotations").text
    assert editor.get(other.get_absolute_url()).headers["Location"] == name.get_absolute_url()
    _undo_last(editor)
    assert _shown(editor, name) == (3, 3, [OF_TRADE, OF_FOOTBALL])
    assert "tôi yêu bóng đá" in editor.get(f"/entity/{other.pk}/quotations").text
