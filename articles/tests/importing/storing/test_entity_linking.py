import pytest

from articles.entities.deciding import Proposal, decide
from articles.entities.province_entities import province_now, provinces_before
from articles.importing.storing import entity_linking
from articles.importing.storing.entity_linking import EntityKey, write_mentions
from articles.models import DecisionKind, Entity, IndexOutbox, Mention
from articles.nlp.annotation import RecognisedName
from articles.tests.making import Newsroom


@pytest.mark.django_db
def test_a_former_province_brings_that_of_today_with_it(newsroom: Newsroom) -> None:
    article = newsroom.article("Lũ ở Bình Định")
    write_mentions({article.pk: [RecognisedName(6, 15, "place", "Bình Định", "Bình Định")]})
    former, today = Entity.objects.get(name="Bình Định"), Entity.objects.get(name="Gia Lai")
    assert (province_now(former), province_now(today)) == (today, None)
    assert (provinces_before(today), provinces_before(former)) == ([former], [])


@pytest.mark.django_db
def test_a_person_of_the_name_of_a_province_is_none(newsroom: Newsroom) -> None:
    article = newsroom.article("Ông Thái Bình")
    write_mentions({article.pk: [RecognisedName(4, 13, "person", "Thái Bình", "Thái Bình")]})
    assert Entity.objects.count() == 1
    assert province_now(Entity.objects.get()) is None


def _place(text: str, start: int) -> RecognisedName:
    return RecognisedName(start, start + len(text), "place", text, text)


@pytest.mark.django_db
def test_articles_of_a_former_province_are_indexed_again_when_that_of_today_is_new(newsroom: Newsroom) -> None:
    flood, market = newsroom.article("Lũ ở Bình Định"), newsroom.article("Chợ ở Gia Lai")
    former = Entity.objects.create(kind="place", found_kind="place", name="Bình Định", name_key="bình định")
    Mention.objects.create(article=flood, entity=former, recognised=former, start=6, end=15)
    IndexOutbox.objects.all().delete()
    write_mentions({market.pk: [_place("Gia Lai", 6)]})
    assert flood.pk in IndexOutbox.objects.values_list("article_id", flat=True)


@pytest.mark.django_db
def test_what_editors_decided_of_an_article_or_a_form_holds(newsroom: Newsroom) -> None:
    article, other = newsroom.article("Trần Văn Hùng họp"), newsroom.article("Ông Hùng và Trần Văn Hùng")
    hung = RecognisedName(0, 13, "person", "Trần Văn Hùng", "Trần Văn Hùng")
    short = RecognisedName(0, 8, "person", "Ông Hùng", "Trần Văn Hùng")
    found = {article.pk: [hung], other.pk: [short, RecognisedName(12, 25, "person", "Trần Văn Hùng", "Trần Văn Hùng")]}
    write_mentions(found)
    entity = Entity.objects.get()
    decide(Proposal(DecisionKind.SPLIT, entity, name="Trần Văn Hùng (cầu thủ)", articles=(article.pk,)), None)
    decide(Proposal(DecisionKind.SPLIT, entity, name="Hùng (ca sĩ)", form="ông Hùng"), None)
    write_mentions(found)
    names = Mention.objects.order_by("article", "start").values_list("entity__name", flat=True)
    assert list(names) == ["Trần Văn Hùng (cầu thủ)", "Hùng (ca sĩ)", "Trần Văn Hùng"]


@pytest.mark.django_db
def test_an_entity_that_another_process_creates_meanwhile_is_taken(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = newsroom.article("Chợ ở Huế")
    write_mentions({article.pk: [_place("Huế", 6)]})
    look_up = entity_linking._known
    answers: list[dict[EntityKey, int]] = [{}]
    monkeypatch.setattr(entity_linking, "_known", lambda keys: answers.pop() if answers else look_up(keys))
    write_mentions({article.pk: [_place("Huế", 6)]})
    assert article.mentions.get().entity == Entity.objects.get()
