"""Resolving comes to the same whenever it is done; editors stand above it."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries

from articles.entities.deciding import Proposal, decide, undo
from articles.entities.resolving.automatic import resolve, resolve_entities, resolve_soon
from articles.entities.resolving.evidence import read_new_contexts
from articles.entities.resolving.same_names import kind_merges
from articles.models import Decision, DecisionKind, EntityKind, Mention, MentionContext
from articles.tests.entities.conftest import listed, of_kind
from articles.tests.making import Newsroom
from articles.tests.working import minutes_to_wait


def test_what_stands_beside_names_is_read_without_a_query_for_each_article(
    newsroom: Newsroom, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        newsroom.article(f"Tin {number}", "Ca sĩ Đức Phúc hát ở lễ hội", people=["Đức Phúc"])
    with django_assert_max_num_queries(10):
        read_new_contexts(again=True)
    assert set(Mention.objects.values_list("context", flat=True)) == {MentionContext.PERSON}


def test_it_comes_to_the_same_whenever_it_is_done_and_undoes_what_nothing_speaks_for(misread: None) -> None:
    assert resolve().made == 1
    again = resolve()
    assert (again.made, again.undone) == (0, 0)
    place = of_kind(EntityKind.PLACE, "Trương Hòa Bình")
    Mention.objects.filter(recognised=of_kind(EntityKind.PERSON, "Trương Hòa Bình")).delete()
    assert resolve().undone == 1
    place.refresh_from_db()
    assert place.merged_into is None


def test_what_an_editor_undid_is_never_made_again(misread: None) -> None:
    resolve()
    editor = User.objects.create_user("bien-tap")
    undo(Decision.objects.automatic().get(), editor)
    assert resolve().made == 0
    assert listed(EntityKind.PLACE) == {"Trương Hòa Bình": 1}


def test_what_an_editor_decided_about_a_name_stands_above_it(misread: None) -> None:
    place, person = of_kind(EntityKind.PLACE, "Trương Hoà Bình"), of_kind(EntityKind.PERSON, "Trương Hoà Bình")
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


def test_contexts_are_read_once_and_again_on_demand(newsroom: Newsroom) -> None:
    newsroom.article("Tin", "Ca sĩ Mỹ Tâm hát", people=["Mỹ Tâm"])
    resolve()
    assert Mention.objects.get().context == MentionContext.PERSON
    Mention.objects.update(context=MentionContext.NOTHING)
    resolve()
    assert Mention.objects.get().context == MentionContext.NOTHING
    resolve(again=True)
    assert Mention.objects.get().context == MentionContext.PERSON
