"""All articles in which a name stands decide together what it is; editors stand above them."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.entities.deciding import Proposal, decide, undo
from articles.entities.resolving.automatic import resolve, resolve_entities, resolve_soon
from articles.entities.resolving.same_names import kind_merges
from articles.models import Decision, DecisionKind, Entity, EntityKind, Mention
from articles.models.entity import listed_from
from articles.tests.making import Newsroom
from articles.tests.working import minutes_to_wait


def _of_kind(kind: EntityKind, name: str) -> Entity:
    return Entity.objects.get(found_kind=kind, name=name)


def _listed(kind: EntityKind) -> dict[str, int]:
    return dict(Entity.objects.listed().filter(kind=kind).values_list("name", "article_count"))


@pytest.fixture
def misread(newsroom: Newsroom) -> None:
    for number in range(4):
        newsroom.article(f"Tin {number}", "Phó thủ tướng Trương Hoà Bình chỉ đạo", people=["Trương Hoà Bình"])
    newsroom.article("Tin khác", "Ông cùng Trương Hoà Bình đến dự", places=["Trương Hoà Bình"])


def test_a_person_taken_for_a_place_once_is_the_person_everywhere(misread: None) -> None:
    resolve()
    assert _listed(EntityKind.PERSON) == {"Trương Hòa Bình": 5}
    assert _listed(EntityKind.PLACE) == {}


def test_a_street_is_not_the_general_whose_name_it_has(newsroom: Newsroom) -> None:
    for number in range(4):
        newsroom.article(f"Tin {number}", "Kẹt xe trên đường Trần Hưng Đạo", places=["Trần Hưng Đạo"])
    newsroom.article("Lịch sử", "Đại tướng Trần Hưng Đạo thắng giặc", people=["Trần Hưng Đạo"])
    resolve()
    assert _listed(EntityKind.PLACE) == {"Trần Hưng Đạo": 4}
    assert _listed(EntityKind.PERSON) == {"Trần Hưng Đạo": 1}


def test_a_surname_alone_is_the_one_bearer_that_the_archive_knows(newsroom: Newsroom) -> None:
    for number in range(4):
        newsroom.article(f"Tin {number}", "Donald Trump gặp Kim Jong-un", people=["Donald Trump", "Kim Jong-un"])
    newsroom.article("Tin khác", "Trump gặp Kim Jong-un lần nữa", people=["Trump", "Kim Jong-un"])
    resolve()
    assert _listed(EntityKind.PERSON) == {"Donald Trump": 5, "Kim Jong-un": 5}


def test_a_slip_of_a_frequent_name_is_that_name_and_is_not_shown(newsroom: Newsroom, client) -> None:  # type: ignore[no-untyped-def]
    _write_with_slip(newsroom)
    resolve()
    assert _listed(EntityKind.PERSON) == {"Donald Trump": 101}
    page = client.get(_of_kind(EntityKind.PERSON, "Donald Trump").get_absolute_url()).content.decode()
    assert "Donad" not in page.split("<main")[1].split("entity-names")[0]
    assert "Tên gọi khác" not in page


def _write_with_slip(newsroom: Newsroom) -> None:
    article = newsroom.article("Tin đầu", "Donald Trump phát biểu", people=["Donald Trump"])
    trump = _of_kind(EntityKind.PERSON, "Donald Trump")
    for number in range(99):
        other = newsroom.article(f"Tin {number}", "Donald Trump phát biểu")
        start = other.text.index("Donald")
        Mention.objects.create(article=other, entity=trump, start=start, end=start + 12)
    newsroom.article("Tin cuối", "Donad Trump phát biểu", people=["Donad Trump"])
    Entity.objects.filter(pk=trump.pk).update(article_count=100)
    assert article.pk


def test_it_comes_to_the_same_whenever_it_is_done_and_undoes_what_nothing_speaks_for(misread: None) -> None:
    assert resolve().made == 1
    again = resolve()
    assert (again.made, again.undone) == (0, 0)
    place = _of_kind(EntityKind.PLACE, "Trương Hòa Bình")
    Mention.objects.filter(recognised=_of_kind(EntityKind.PERSON, "Trương Hòa Bình")).delete()
    assert resolve().undone == 1
    place.refresh_from_db()
    assert place.merged_into is None


def test_what_an_editor_undid_is_never_made_again(misread: None) -> None:
    resolve()
    editor = User.objects.create_user("bien-tap")
    undo(Decision.objects.automatic().get(), editor)
    assert resolve().made == 0
    assert _listed(EntityKind.PLACE) == {"Trương Hòa Bình": 1}


def test_what_an_editor_decided_about_a_name_stands_above_it(misread: None) -> None:
    place, person = _of_kind(EntityKind.PLACE, "Trương Hoà Bình"), _of_kind(EntityKind.PERSON, "Trương Hoà Bình")
    decide(Proposal(DecisionKind.DISTINCT, place, target=person), User.objects.create_user("bien-tap"))
    assert resolve().made == 0


def _record_run(seconds: int, ended: timedelta) -> None:
    end = timezone.now() - ended
    started = end - timedelta(seconds=seconds)
    run = resolve_entities.enqueue()
    DBTaskResult.objects.filter(pk=run.id).update(status="SUCCESSFUL", started_at=started, finished_at=end)


def test_imports_of_the_next_minutes_are_resolved_together(db: None) -> None:
    resolve_soon()
    resolve_soon()
    assert minutes_to_wait() == [5]


def test_an_archive_that_takes_long_to_resolve_is_resolved_less_often(db: None) -> None:
    _record_run(seconds=10, ended=timedelta(hours=2))
    _record_run(seconds=400, ended=timedelta(hours=1))
    resolve_soon()
    assert minutes_to_wait() == [60]


def test_records_of_past_runs_do_not_grow_for_ever(db: None) -> None:
    _record_run(seconds=400, ended=timedelta(days=2))
    resolve_soon()
    assert DBTaskResult.objects.count() == 1


def test_only_the_names_asked_for_are_looked_at(misread: None) -> None:
    assert kind_merges(["hà nội"]) == {}
    assert len(kind_merges(["trương hòa bình"])) == 1


@pytest.mark.parametrize(
    ("kind", "name", "articles"),
    [
        ("person", "Durbin", 1),
        ("person", "Ngọc", 2),
        ("place", "Huế", 1),
        ("place", "Izhevsk", 1),
        ("person", "Nguyễn hữu Hoàng", 2),
        ("person", "Wendy Sherman", 1),
        ("person", "Vincent van Gogh", 1),
        ("place", "Trần", 2),
        ("place", "Quốc lộ 1A", 1),
        ("organization", "UBND", 1),
        ("organization", "Bệnh viện Bạch Mai", 1),
        ("organization", "Thành ủy “", 2),
    ],
)
def test_a_name_of_an_odd_shape_needs_a_second_article(kind: str, name: str, articles: int) -> None:
    assert listed_from(kind, name) == articles


def test_a_doubtful_name_is_marked_and_enters_lists_with_its_second_article(newsroom: Newsroom) -> None:
    first = newsroom.article("Một", "Sinh viên Khoong nói", people=["Khoong"])
    assert _listed(EntityKind.PERSON) == {}
    assert first.mentions.shown().count() == 1
    newsroom.article("Hai", "Khoong trả lời", people=["Khoong"])
    assert _listed(EntityKind.PERSON) == {"Khoong": 2}
