"""The engines as backends of any Haystack project: users and groups of Django, which know nothing of articles."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from haystack import connections, indexes
from haystack.exceptions import SearchBackendError
from haystack.inputs import AltParser, AutoQuery, Not, Raw
from haystack.query import SQ, SearchQuerySet
from haystack.utils.loading import UnifiedIndex

from articles.tests.search.contract.conftest import Needs


class UserIndex(indexes.SearchIndex, indexes.Indexable):  # type: ignore[misc]
    text = indexes.CharField(document=True, model_attr="first_name")
    name = indexes.CharField(model_attr="username", faceted=True)
    joined = indexes.DateTimeField(model_attr="date_joined")
    number = indexes.IntegerField(model_attr="pk")
    is_staff = indexes.BooleanField(model_attr="is_staff")
    groups = indexes.MultiValueField(faceted=True)
    address = indexes.CharField(model_attr="email", indexed=False)

    def get_model(self) -> type[User]:
        return User

    def prepare_groups(self, user: User) -> list[str]:
        return [group.name for group in user.groups.all()]


class GroupIndex(indexes.SearchIndex, indexes.Indexable):  # type: ignore[misc]
    text = indexes.CharField(document=True, model_attr="name")
    groups = indexes.MultiValueField(faceted=True)

    def get_model(self) -> type[Group]:
        return Group

    def prepare_groups(self, group: Group) -> list[str]:
        return [group.name]


@pytest.fixture(autouse=True)
def people(db: None, engine: str) -> None:
    unified = UnifiedIndex()
    unified.build(indexes=[UserIndex(), GroupIndex()])
    connections["default"]._index = unified
    editors, poets = (Group.objects.create(name=name) for name in ("Editors, chief", "Poets"))
    for number, (name, about, groups, staff) in enumerate(
        [
            ("an", "writes poems about the river and the old bridge", [poets], True),
            ("binh", "writes poems about the river in winter", [editors, poets], False),
            ("chi", "mends bicycles in town", [], False),
        ]
    ):
        joined = datetime(2024, 6, 14 + number, tzinfo=UTC)
        user = User.objects.create(
            username=name, first_name=about, email=f"{name}@b.vn", is_staff=staff, date_joined=joined
        )
        user.groups.set(groups)
    call_command("rebuild_index", interactive=False, verbosity=0)


def _names(found: SearchQuerySet) -> list[str]:
    return [result.name for result in found.models(User)]


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        (SQ(content="river"), ["an", "binh"]),
        (SQ(content="river winter"), ["binh"]),
        (SQ(content=AutoQuery('"old bridge" river')), ["an"]),
        (SQ(content=AutoQuery("river -winter")), ["an"]),
        (SQ(content=AutoQuery('river -"old bridge"')), ["binh"]),
        (SQ(content=Not("river")), ["chi"]),
        (SQ(content__exact=""), []),
        (SQ(text__startswith="bicy"), ["chi"]),
        (SQ(is_staff=True), ["an"]),
        (SQ(joined=datetime(2024, 6, 15, tzinfo=UTC)), ["binh"]),
        (SQ(joined__in=["2024-06-14T00:00:00", datetime(2024, 6, 16, tzinfo=UTC)]), ["an", "chi"]),
        (SQ(joined__gt=datetime(2024, 6, 14, 12, tzinfo=UTC)), ["binh", "chi"]),
        (SQ(groups="Editors, chief"), ["binh"]),
        (SQ(groups__in=["Editors, chief", "Poets"]), ["an", "binh"]),
        (SQ(content="river") & ~SQ(is_staff=True), ["binh"]),
        (SQ(content="bicycles") | SQ(is_staff=True), ["an", "chi"]),
    ],
)
def test_filters(filters: SQ, names: list[str]) -> None:
    assert sorted(_names(SearchQuerySet().filter(filters))) == names


def test_an_object_is_found_by_its_identifier() -> None:
    user = User.objects.get(username="an")
    assert _names(SearchQuerySet().filter(id=f"auth.user.{user.pk}")) == ["an"]


def test_stored_values_come_back_as_they_were() -> None:
    [found] = SearchQuerySet().filter(name="binh")
    assert (found.address, found.is_staff, sorted(found.groups)) == ("binh@b.vn", False, ["Editors, chief", "Poets"])
    assert found.joined == datetime(2024, 6, 15, tzinfo=UTC)
    assert found.object == User.objects.get(username="binh")


def test_facets_count_whole_values_and_narrow() -> None:
    found = SearchQuerySet().models(User).facet("groups")
    assert found.facet_counts()["fields"]["groups"] == [("Poets", 2), ("Editors, chief", 1)]
    assert _names(found.narrow('groups_exact:"Editors, chief"')) == ["binh"]


def test_models_are_told_apart() -> None:
    assert SearchQuerySet().count() == 3 + Group.objects.count()
    assert SearchQuerySet().models(Group).count() == Group.objects.count()
    assert {result.model for result in SearchQuerySet().models(Group)} == {Group}


def test_hits_are_ordered_by_a_number() -> None:
    assert _names(SearchQuerySet().order_by("-joined")) == ["chi", "binh", "an"]


def test_hits_are_ordered_by_a_keyword(needs: Needs) -> None:
    with needs("sort_by_keyword"):
        assert _names(SearchQuerySet().order_by("-name_exact")) == ["chi", "binh", "an"]


def test_hits_are_ordered_by_several_fields(needs: Needs) -> None:
    with needs("sort_by_several"):
        assert _names(SearchQuerySet().order_by("is_staff", "-joined")) == ["chi", "binh", "an"]


def test_values_are_given_alone() -> None:
    assert sorted(SearchQuerySet().models(User).values_list("name", flat=True)) == ["an", "binh", "chi"]


def test_more_like_this_shares_telling_words_and_is_another() -> None:
    assert _names(SearchQuerySet().more_like_this(User.objects.get(username="an"))) == ["binh"]


def test_more_like_this_can_be_narrowed_counted_and_sliced() -> None:
    alike = SearchQuerySet().models(User).more_like_this(User.objects.get(username="an"))
    assert alike.count() == 1
    assert [result.name for result in alike[:1]] == ["binh"]
    assert _names(alike.filter(groups="Editors, chief")) == ["binh"]
    assert _names(alike.filter(is_staff=True)) == []


def test_more_like_this_takes_what_is_not_indexed() -> None:
    unsaved = User(pk=99, username="em", first_name="Poems about bicycles in town")
    assert _names(SearchQuerySet().more_like_this(unsaved))[0] == "chi"


def test_a_misspelt_word_is_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connections.connections_info["default"], "INCLUDE_SPELLING", True)
    index = connections["default"].get_unified_index()
    connections.reload("default")
    connections["default"]._index = index
    assert SearchQuerySet().filter(content="rivver brigde").spelling_suggestion() == "river bridge"
    assert SearchQuerySet().spelling_suggestion("pomes") == "poems"
    assert SearchQuerySet().filter(content="river").spelling_suggestion() is None


def test_spelling_is_suggested_only_where_it_is_set() -> None:
    assert SearchQuerySet().filter(content="rivver").spelling_suggestion() is None


def test_update_index_follows_the_database() -> None:
    User.objects.filter(username="an").update(first_name="sings")
    User.objects.get(username="chi").delete()
    call_command("update_index", remove=True, verbosity=0)
    assert _names(SearchQuerySet().filter(content="sings")) == ["an"]
    assert sorted(_names(SearchQuerySet())) == ["an", "binh"]


def test_a_backend_updates_removes_and_clears() -> None:
    backend, index = connections["default"].get_backend(), connections["default"].get_unified_index().get_index(User)
    user = User.objects.create(username="dung", first_name="climbs")
    backend.update(index, [user, user])
    assert _names(SearchQuerySet().filter(content="climbs")) == ["dung"]
    backend.remove(user)
    backend.remove("auth.user.4711")
    assert _names(SearchQuerySet().filter(content="climbs")) == []
    backend.clear([User])
    assert (SearchQuerySet().models(User).count(), SearchQuerySet().count()) == (0, Group.objects.count())
    backend.clear()
    assert SearchQuerySet().count() == 0


@pytest.mark.parametrize(
    "ask",
    [
        lambda: SearchQuerySet().filter(nothing="x"),
        lambda: SearchQuerySet().filter(address="an@b.vn"),
        lambda: SearchQuerySet().filter(name__endswith="x"),
        lambda: SearchQuerySet().filter(name__gt="x"),
        lambda: SearchQuerySet().filter(joined__startswith="2024"),
        lambda: SearchQuerySet().filter(content=Raw("river AND winter")),
        lambda: SearchQuerySet().filter(content=AltParser("dismax", "river")),
        lambda: SearchQuerySet().facet("text"),
        lambda: SearchQuerySet().facet("nothing"),
        lambda: SearchQuerySet().narrow("text:river OR winter"),
        lambda: SearchQuerySet().order_by("nothing"),
        lambda: SearchQuerySet().order_by("text"),
        lambda: SearchQuerySet().boost("river", 2),
        lambda: SearchQuerySet().query_facet("name", "a*"),
    ],
)
def test_what_it_cannot_do_it_says(ask: Any) -> None:
    with pytest.raises(SearchBackendError):
        list(ask())


def test_an_index_of_other_fields_fails_aloud_on_a_new_one(engine: str, tmp_path: Path) -> None:
    unified = UnifiedIndex()
    unified.build(indexes=[GroupIndex()])
    connections["default"]._index = unified
    call_command("rebuild_index", interactive=False, verbosity=0)
    unified.build(indexes=[GroupIndex(), UserIndex()])
    backend = connections["default"].get_backend()
    with pytest.raises(SearchBackendError):
        backend.update(unified.get_index(User), User.objects.all())
