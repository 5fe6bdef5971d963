import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.importing.storing.entity_linking import write_mentions
from articles.models import Article, Entity, EntityAlias, NameStart
from articles.nlp.annotation import RecognisedName as FoundMention
from articles.search.query.entity_lookup import prefixes
from articles.search.query.entity_lookup.prefixes import entities_by_prefix
from articles.tests.making import Newsroom
from articles.text.beginnings import Beginning


def names(typed: str, limit: int = 6) -> list[tuple[str, str]]:
    return [(one.name, one.other_name) for one in entities_by_prefix(Beginning.of(typed), limit)]


@pytest.fixture
def people(newsroom: Newsroom) -> Newsroom:
    """Articles that name one person twice, and others once."""
    newsroom.article("Một", "Bùi Thanh Sơn.", people=["Bùi Thanh Sơn"])
    newsroom.article("Hai", "Bùi Thanh Sơn, Sòn Sòn.", people=["Bùi Thanh Sơn", "Sòn Sòn"])
    newsroom.article("Ba", "Mỹ Tâm ở Sơn La.", people=["Mỹ Tâm"], places=["Sơn La"])
    return newsroom


@pytest.fixture(params=[2000, 0], ids=["few", "many"])
def many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a test as with few names, and as with very many."""
    monkeypatch.setattr(prefixes, "_MANY", request.param)
    monkeypatch.setattr(prefixes, "_OFTEN", 1)


@pytest.mark.usefixtures("many")
def test_names_are_met_by_any_word_the_most_named_first(people: Newsroom) -> None:
    assert [name for name, _ in names("son")] == ["Bùi Thanh Sơn", "Sòn Sòn", "Sơn La"]
    assert names("thanh s") == [("Bùi Thanh Sơn", "")]
    assert names("son", limit=1) == [("Bùi Thanh Sơn", "")]


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("sơn", {"Bùi Thanh Sơn", "Sơn La"}),
        ("sòn", {"Sòn Sòn"}),
        ("mĩ", {"Mỹ Tâm"}),
        ("mi t", {"Mỹ Tâm"}),
        ("xa", set()),
    ],
)
def test_marks_that_are_typed_are_respected(people: Newsroom, typed: str, found: set[str]) -> None:
    assert {name for name, _ in names(typed)} == found


@pytest.mark.usefixtures("many")
def test_another_name_leads_to_the_entity_and_is_told(people: Newsroom) -> None:
    EntityAlias.objects.create(entity=Entity.objects.get(name="Bùi Thanh Sơn"), text="ngoại trưởng Việt Nam")
    assert names("truong viet") == [("Bùi Thanh Sơn", "ngoại trưởng Việt Nam")]


@pytest.mark.usefixtures("many")
def test_hidden_names_are_not_met_and_merged_ones_lead_to_their_entity(people: Newsroom) -> None:
    son = Entity.objects.get(name="Bùi Thanh Sơn")
    Entity.objects.filter(name="Sòn Sòn").update(merged_into=son)
    Entity.objects.filter(name="Sơn La").update(hidden=True)
    assert names("son") == [("Bùi Thanh Sơn", "")]
    assert names("sòn") == [("Bùi Thanh Sơn", "Sòn Sòn")]


def test_a_name_that_no_article_has_any_more_is_not_met(people: Newsroom) -> None:
    Entity.objects.filter(name="Mỹ Tâm").update(article_count=0)
    assert names("my tam") == []


def test_imported_names_are_met_by_all_their_forms(newsroom: Newsroom) -> None:
    article = newsroom.article("Hà Kim Ngọc ở Hà Nội", "Ông Ngọc nói.")
    mentions = [
        FoundMention(start=0, end=11, kind="person", text="Hà Kim Ngọc", name="Hà Kim Ngọc"),
        FoundMention(start=25, end=29, kind="person", text="ông Ngọc", name="Hà Kim Ngọc"),
    ]
    write_mentions({article.pk: mentions})
    assert names("kim ng") == [("Hà Kim Ngọc", "")]
    assert names("ông n") == [("Hà Kim Ngọc", "ông Ngọc")]


def test_a_new_name_is_met_and_an_old_one_no_more(people: Newsroom) -> None:
    entity = Entity.objects.get(name="Mỹ Tâm")
    entity.name = "Phan Thị Mỹ Tâm"
    entity.save()
    assert names("phan t") == [("Phan Thị Mỹ Tâm", "")]
    entity.delete()
    assert not NameStart.objects.filter(entity=entity.pk or 0).exists()
    assert names("phan t") == []


def test_queries_do_not_grow_with_names(newsroom: Newsroom) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            entities_by_prefix(Beginning.of("sơn"), 6)
        return len(captured)

    newsroom.article("Một", "Sơn Một.", people=["Sơn Một"])
    few = count()
    for number in range(20):
        newsroom.article(f"Tin {number}", f"Sơn Số{number}.", people=[f"Sơn Số{number}"])
    assert Article.objects.count() == 21
    assert count() == few <= 3
