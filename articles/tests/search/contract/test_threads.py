"""Threads of one process, as gunicorn runs them, while another thread writes."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
from django.contrib.auth.models import Group
from haystack import connections, indexes
from haystack.query import SearchQuerySet
from haystack.utils.loading import UnifiedIndex


class GroupIndex(indexes.SearchIndex, indexes.Indexable):  # type: ignore[misc]
    text = indexes.CharField(document=True, model_attr="name")
    kind = indexes.FacetCharField()

    def get_model(self) -> type[Group]:
        return Group

    def prepare_kind(self, group: Group) -> str:
        return "odd" if group.pk % 2 else "even"


def _connect() -> UnifiedIndex:
    unified = UnifiedIndex()
    unified.build(indexes=[GroupIndex()])
    connections["default"]._index = unified
    return unified


def _search(expected: range) -> bool:
    _connect()
    found = SearchQuerySet().filter(text="river").facet("kind")
    counted = sum(number for _, number in found.facet_counts()["fields"]["kind"])
    hits = found[:3]
    return counted in expected and len(hits) == 3


@pytest.mark.usefixtures("engine")
def test_threads_search_while_one_writes() -> None:
    index = _connect().get_index(Group)
    backend = connections["default"].get_backend()
    backend.update(index, [Group(pk=pk, name="river") for pk in range(1, 11)])
    numbers = count(11)
    with ThreadPoolExecutor(4) as pool:
        answers = [pool.submit(_search, range(10, 21)) for _ in range(60)]
        for _ in range(10):
            backend.update(index, [Group(pk=next(numbers), name="river bank")])
    assert all(answer.result() for answer in answers)
    assert SearchQuerySet().filter(text="river").count() == 20
