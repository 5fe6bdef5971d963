from pathlib import Path

import pytest
from haystack import connections

from articles.search import SearchRequest, search
from articles.tests.making import Newsroom
from haystack_engines import tantivy
from haystack_engines.indexed_documents import IndexedDocument
from haystack_engines.tantivy import facet_counts


@pytest.fixture(autouse=True)
def engine(own_data_dir: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connections.connections_info["default"], "ENGINE", "haystack_engines.tantivy.TantivyEngine")
    connections.reload("default")


@pytest.mark.django_db
@pytest.mark.parametrize("first_look", [1, 2, 3])
def test_counts_in_two_looks_are_the_same_as_in_one(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, first_look: int
) -> None:
    monkeypatch.setattr("articles.search.answer.search_page.PAGE_FACETS", {"places": 2})
    names = ["An Giang", "Bạc Liêu", "Cà Mau", "Đắk Lắk", "Gia Lai", "Hà Nội", "Yên Bái"]
    for number in range(12):
        places = [name for step, name in enumerate(names, 1) if number % step == 0]
        newsroom.article(f"Tin {number} từ {', '.join(places)}", places=places)
    at_once = search(SearchRequest(query="tin")).facets
    monkeypatch.setattr(facet_counts, "_MANY_HITS", 0)
    monkeypatch.setattr(facet_counts, "_FIRST_LOOK", first_look)
    assert search(SearchRequest(query="tin")).facets == at_once


def test_a_new_index_is_one_segment_and_each_document_is_there_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tantivy, "_BUILDER_HEAP_BYTES", 15_000_000)  # the least that Tantivy takes
    backend = connections["default"].get_backend()
    names = [f"articles.article.{number}" for number in range(30)]
    words = [f"tiếng{number}" for number in range(60_000)]
    backend.build(tmp_path, (IndexedDocument(name, "articles.article", "1", {"text": words}) for name in names))
    reader = backend.open(tmp_path, None)
    assert reader._searcher.num_segments == 1
    assert [reader.frequency("id", name) for name in names] == [1] * 30
