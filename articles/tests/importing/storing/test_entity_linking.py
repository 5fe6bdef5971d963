import pytest

from articles.entities.provinces import province_now, provinces_before
from articles.importing.storing.entity_linking import write_mentions
from articles.models import Entity
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
