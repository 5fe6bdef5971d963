"""What only the Tantivy engine has: one segment after a rebuild, and facets counted in two passes."""

import pytest
from django.contrib.auth.models import Group
from haystack.query import SearchQuerySet

from haystack_engines import ClauseBackend, IndexedDocument, tantivy
from haystack_engines.tantivy import facet_counts
from haystack_engines.tests.people import GroupIndex

pytestmark = pytest.mark.parametrize("engine", ["tantivy"], indirect=True)

_PROVINCES = ("An Giang", "Bạc Liêu", "Cà Mau", "Đắk Lắk", "Gia Lai", "Hà Nội", "Yên Bái")


def _facets() -> list[tuple[str, int]]:
    found = SearchQuerySet().filter(text="tin").facet("groups", limit=2).facet_counts()
    counts: list[tuple[str, int]] = found["fields"]["groups"]
    return counts


@pytest.mark.parametrize("first_pass", [1, 2, 3])
def test_counts_in_two_passes_are_the_same_as_in_one(
    backend: ClauseBackend, monkeypatch: pytest.MonkeyPatch, first_pass: int
) -> None:
    index = GroupIndex()
    monkeypatch.setattr(
        index, "prepare_groups", lambda group: [name for step, name in enumerate(_PROVINCES, 1) if group.pk % step == 0]
    )
    for pk in range(6):
        backend.update(index, [Group(pk=pk, name="tin")])
    backend.update(index, [Group(pk=pk, name="tin") for pk in range(6, 12)])
    assert backend.reader()._searcher.num_segments > 1  # type: ignore[attr-defined]
    assert _facets() == [("An Giang", 12), ("Bạc Liêu", 6)]
    monkeypatch.setattr(facet_counts, "_MANY_HITS", 0)
    monkeypatch.setattr(facet_counts, "_FIRST_PASS", first_pass)
    assert _facets() == [("An Giang", 12), ("Bạc Liêu", 6)]


def test_a_rebuilt_index_is_one_segment_with_each_document_once(
    backend: ClauseBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tantivy, "_REBUILD_HEAP_BYTES", 15_000_000)  # the least that Tantivy takes
    names = [f"auth.group.{number}" for number in range(30)]
    words = [f"tiếng{number}" for number in range(60_000)]
    with backend.versions.new_version() as folder:
        backend.build(folder, (IndexedDocument(name, "auth.group", "1", {"text": words}) for name in names))
        reader = backend.open(folder, None)
        assert reader._searcher.num_segments == 1  # type: ignore[attr-defined]
        assert [reader.frequency("id", name) for name in names] == [1] * 30
