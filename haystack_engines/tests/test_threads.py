"""Threads of one process search while another thread writes."""

from concurrent.futures import ThreadPoolExecutor

from django.contrib.auth.models import Group
from haystack import connections
from haystack.query import SearchQuerySet

from haystack_engines import ClauseBackend, Term
from haystack_engines.tests.people import GroupIndex, use_indexes


def _group(pk: int) -> Group:
    return Group(pk=pk, name=f"sông {pk}")


def _search() -> tuple[int, int]:
    """Return the number of hits, and of their facet values, of which each hit has one."""
    use_indexes(GroupIndex())
    found = connections["default"].get_backend().search(Term("text", "sông"), facets={"groups_exact": {"limit": 100}})
    return found["hits"], sum(number for _, number in found["facets"]["fields"]["groups_exact"])


def test_threads_search_while_one_writes(backend: ClauseBackend) -> None:
    backend.update(GroupIndex(), map(_group, range(10)))
    with ThreadPoolExecutor(4) as pool:
        searches = [pool.submit(_search) for _ in range(60)]
        for pk in range(10, 20):
            backend.update(GroupIndex(), [_group(pk)])
    found = {search.result() for search in searches}
    assert found <= {(number, number) for number in range(10, 21)}
    assert SearchQuerySet().filter(text="sông").count() == 20


def test_threads_share_one_reader(backend: ClauseBackend) -> None:
    backend.update(GroupIndex(), [_group(1)])
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(lambda: connections["default"].get_backend().reader()).result()
    assert other is backend.reader()
