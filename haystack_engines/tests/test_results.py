"""What a search returns beside its matches: stored values, order, pages, facets, similar objects, spelling."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Group, User
from haystack import connections
from haystack.query import SearchQuerySet
from haystack.utils import get_identifier

from haystack_engines import Term
from haystack_engines.tests.conftest import Needs
from haystack_engines.tests.people import GroupIndex, UserIndex, use_indexes

pytestmark = pytest.mark.usefixtures("people")


def _names(found: SearchQuerySet) -> list[str]:
    return [result.name for result in found.models(User)]


def test_stored_values_come_back_as_they_were() -> None:
    [found] = SearchQuerySet().filter(name="binh")
    assert (found.address, found.is_staff, found.level) == ("binh@bao.vn", False, None)
    assert sorted(found.groups) == ["Biên tập, trưởng", "Nhà thơ"]
    assert (found.joined, found.day) == (datetime(2024, 6, 15, tzinfo=UTC), date(2024, 6, 15))
    assert found.object == User.objects.get(username="binh")


def test_objects_are_loaded() -> None:
    found = SearchQuerySet().models(User).load_all()
    assert {result.object.username for result in found} == {"an", "binh", "chi"}


def test_values_are_returned_alone() -> None:
    assert sorted(SearchQuerySet().models(User).values_list("name", flat=True)) == ["an", "binh", "chi"]
    assert {"name": "an", "is_staff": True} in list(SearchQuerySet().models(User).values("name", "is_staff"))


def test_results_are_ordered_by_a_number_or_date() -> None:
    assert _names(SearchQuerySet().order_by("joined")) == ["chi", "an", "binh"]
    assert _names(SearchQuerySet().order_by("-day")) == ["binh", "an", "chi"]


@pytest.mark.parametrize("order", ["level", "-level"])
def test_objects_without_a_value_come_last(order: str) -> None:
    assert _names(SearchQuerySet().order_by(order))[0] == "an"


def test_results_are_ordered_by_a_keyword(needs: Needs) -> None:
    with needs("sort_by_keyword"):
        assert _names(SearchQuerySet().order_by("-name_exact")) == ["chi", "binh", "an"]


def test_results_are_ordered_by_several_fields(needs: Needs) -> None:
    with needs("sort_by_several"):
        assert _names(SearchQuerySet().order_by("is_staff", "-joined")) == ["binh", "chi", "an"]


def test_slices_are_pages() -> None:
    found = SearchQuerySet().models(User).order_by("joined")
    assert [result.name for result in found[1:3]] == ["an", "binh"]
    assert found[0].name == "chi"
    assert list(found[3:9]) == []


def test_facets_count_whole_values_and_narrow() -> None:
    found = SearchQuerySet().models(User).facet("groups")
    assert found.facet_counts()["fields"]["groups"] == [("Nhà thơ", 2), ("Biên tập, trưởng", 1)]
    assert _names(found.narrow('groups_exact:"Biên tập, trưởng"')) == ["binh"]


def test_facets_are_limited_and_count_what_is_found() -> None:
    found = SearchQuerySet().models(User).facet("groups", limit=1)
    assert found.facet_counts()["fields"]["groups"] == [("Nhà thơ", 2)]
    narrowed = SearchQuerySet().models(User).filter(content="cảng").facet("groups").facet_counts()
    assert narrowed["fields"]["groups"] == [("Biên tập, trưởng", 1), ("Nhà thơ", 1)]


def test_facets_count_only_the_values_asked_for() -> None:
    found = SearchQuerySet().models(User).facet("groups", only=["Biên tập, trưởng", "Nhà báo"])
    assert found.facet_counts()["fields"]["groups"] == [("Biên tập, trưởng", 1)]
    none = SearchQuerySet().models(User).facet("groups", only=[])
    assert none.facet_counts()["fields"]["groups"] == []


def test_more_like_this_finds_another_with_the_same_distinctive_words() -> None:
    assert _names(SearchQuerySet().more_like_this(User.objects.get(username="an"))) == ["binh"]


def test_more_like_this_can_be_narrowed_counted_and_sliced() -> None:
    similar = SearchQuerySet().models(User).more_like_this(User.objects.get(username="an"))
    assert similar.count() == 1
    assert [result.name for result in similar[:1]] == ["binh"]
    assert _names(similar.filter(groups="Biên tập, trưởng")) == ["binh"]
    assert _names(similar.filter(is_staff=True)) == []


def test_more_like_this_takes_what_is_not_indexed() -> None:
    unsaved = User(pk=10**6, username="em", first_name="Phố ngoại thành bên cảng", date_joined=datetime.now(UTC))
    assert _names(SearchQuerySet().more_like_this(unsaved))[0] == "chi"


def test_a_misspelt_word_is_corrected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connections.connections_info["default"], "INCLUDE_SPELLING", True)
    connections.reload("default")
    use_indexes(UserIndex(), GroupIndex())
    assert SearchQuerySet().filter(content="sôngg cảg").spelling_suggestion() == "sông cảng"
    assert SearchQuerySet().spelling_suggestion("ngaọi thành") == "ngoại thành"
    assert SearchQuerySet().filter(content="sông").spelling_suggestion() is None


def test_spelling_is_suggested_only_where_the_settings_say_so() -> None:
    assert SearchQuerySet().filter(content="sôngg").spelling_suggestion() is None


def test_a_result_has_the_model_of_its_object() -> None:
    assert SearchQuerySet().models(Group).count() == 2
    assert {result.model for result in SearchQuerySet().models(User)} == {User}


def test_the_identifiers_of_few_documents_are_told_and_those_of_many_are_not() -> None:
    reader = connections["default"].get_backend().reader()
    found = reader.identifiers(Term("text", "sông"), most=2)
    assert sorted(found) == sorted(map(get_identifier, User.objects.filter(username__in=["an", "binh"])))
    assert reader.identifiers(Term("text", "sông"), most=1) is None
    assert reader.identifiers(Term("text", "không"), most=1) == ()
