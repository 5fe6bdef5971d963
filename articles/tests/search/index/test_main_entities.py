import pytest

from articles.models import Article, Mention
from articles.search.index.article_entities import article_entities, main_entities
from articles.search.index.fingerprint import fingerprint
from articles.search.index.main_entities import MAIN_RULE, EntityMentions
from articles.tests.making import Newsroom


@pytest.mark.parametrize(
    ("first", "times", "is_main"),
    [(40, 1, True), (180, 1, True), (300, 1, False), (300, 2, True), (600, 2, False), (600, 3, True), (1200, 5, True)],
)
def test_early_and_frequent_mentions_make_a_main_entity(first: int, times: int, is_main: bool) -> None:
    assert MAIN_RULE.holds(EntityMentions(first, times), title_length=60) is is_main


def test_a_name_in_a_very_long_title_is_main() -> None:
    assert MAIN_RULE.holds(EntityMentions(230, 1), title_length=240)
    assert not MAIN_RULE.holds(EntityMentions(230, 1), title_length=220)


def test_the_fingerprint_tells_a_name_that_became_main(newsroom: Newsroom) -> None:
    before = newsroom.article("Giá lúa", "Trời nắng. " * 30 + "Bà Lan Chi vui.", people=["Lan Chi"])
    mention = Mention.objects.get()
    assert main_entities(before) == []
    Mention.objects.create(article=before, entity=mention.entity, start=0, end=3)
    after = Article.objects.get(pk=before.pk)
    assert main_entities(after) == [mention.entity_id]
    assert article_entities(after) == article_entities(before)
    assert fingerprint(after) != fingerprint(before)
