"""What only the Tantivy engine has: one segment after a rebuild, and facets counted in two passes."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from haystack.exceptions import SearchBackendError
from haystack.query import SearchQuerySet

from haystack_engines import (
    And,
    AtLeast,
    Clause,
    ClauseBackend,
    Clauses,
    Filter,
    IndexedDocument,
    Near,
    Not,
    Or,
    Phrase,
    Term,
    tantivy,
)
from haystack_engines.tantivy import checksums, facet_counts, queries, segment_bytes
from haystack_engines.tantivy.schema import identifier
from haystack_engines.tantivy.writer import tantivy_errors
from haystack_engines.tests.people import GroupIndex

pytestmark = pytest.mark.parametrize("engine", ["tantivy"], indirect=True)

_SEGMENT_FILES = {".term", ".store", ".fast", ".idx", ".pos", ".fieldnorm"}
_PROVINCES = ("An Giang", "Bạc Liêu", "Cà Mau", "Đắk Lắk", "Gia Lai", "Hà Nội", "Yên Bái")


def test_the_identifier_is_what_the_whole_document_says(engine: str) -> None:
    kept = [{"model": "auth.group", "pk": key, "stored": {"id": "x.y"}} for key in ("7", 7, "a-7", 'a"7', "Đ 7")]
    assert [identifier(json.dumps(one)) for one in kept] == [f"{one['model']}.{one['pk']}" for one in kept]


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


@pytest.mark.parametrize("few", [0, 50])
def test_values_as_frequent_as_the_last_one_wanted_come_in_their_order(
    backend: ClauseBackend, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    index = GroupIndex()
    monkeypatch.setattr(index, "prepare_groups", lambda _: [f"Tỉnh {number:02}" for number in range(40, 0, -1)])
    monkeypatch.setattr(facet_counts, "_FEW_HITS", few)
    backend.update(index, [Group(pk=1, name="tin"), Group(pk=2, name="tin")])
    assert backend.reader()._searcher.num_segments == 1  # type: ignore[attr-defined]
    assert _facets() == [("Tỉnh 01", 2), ("Tỉnh 02", 2)]


_LU = Term("text", "lũ")
_ALTERNATIVES = Or((Phrase("text", ("công", "an")), Near("text", ("bão", "tan"), 3), And((Term("text", "ca"), _LU))))


@pytest.mark.parametrize("many_more", [1, 2, 1000])
@pytest.mark.parametrize(
    ("clause", "found"),
    [
        (And((_LU, _ALTERNATIVES)), {1, 2, 3}),
        (And((_ALTERNATIVES, Filter(Or((_ALTERNATIVES,))))), {1, 2, 3, 5}),
        (And((_LU, Or((_ALTERNATIVES, Term("text", "mưa")), at_least=2))), {3}),
        (And((_LU, Not(_ALTERNATIVES))), {4}),
        (And((Or(()), _LU)), set()),
    ],
)
def test_alternatives_match_the_same_however_they_are_asked(
    backend: ClauseBackend, monkeypatch: pytest.MonkeyPatch, clause: Clause, found: set[int], many_more: int
) -> None:
    monkeypatch.setattr(queries, "_MANY_MORE", many_more)
    texts = ["công an lũ", "lũ tan sau bão", "lũ mưa ca", "an công lũ", "công an"]
    backend.update(GroupIndex(), [Group(pk=pk, name=text) for pk, text in enumerate(texts, 1)])
    results = backend.search(Filter(clause))["results"]
    assert {int(result.pk) for result in results} == found


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


def _flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for place in range(0, len(content) // 2, 3):
        content[place] ^= 0xFF
    file.write_bytes(content)


def test_a_flipped_byte_in_any_file_is_noticed(backend: ClauseBackend) -> None:
    backend.update(GroupIndex(), [Group(pk=1, name="tin mới")])
    assert backend.damaged_files() == []
    files = [file for file in backend.versions.current().iterdir() if file.suffix in _SEGMENT_FILES]
    assert len(files) >= len(_SEGMENT_FILES)
    for file in files:
        content = file.read_bytes()
        file.write_bytes(bytes([content[0] ^ 1]) + content[1:])
        assert backend.damaged_files() == [file]
        file.write_bytes(content[:-1])
        assert backend.damaged_files() == [file]
        file.write_bytes(content)


@pytest.mark.parametrize("suffix", [".term", ".store", ".fast", ".idx"])
def test_damaged_files_are_an_error_of_the_index_and_no_panic(backend: ClauseBackend, suffix: str) -> None:
    names = [Group(pk=pk, name=f"tin số {pk}") for pk in range(1, 50)]
    backend.update(GroupIndex(), names)
    for file in backend.versions.current().glob(f"*{suffix}"):
        _flip(file)
    for ask in (
        lambda: SearchQuerySet().filter(text="tin")[:3],
        lambda: SearchQuerySet().filter(text="tin").facet("groups").facet_counts(),
        lambda: backend.reader().terms_with_prefix("text", "t"),
        lambda: backend.reader().frequency("text", "tin"),
    ):
        with suppress(SearchBackendError):
            ask()


def test_a_panic_is_an_error_of_the_index(engine: str, tmp_path: Path) -> None:
    class PanicException(BaseException):
        """As pyo3 names it."""

    with pytest.raises(SearchBackendError, match="no entry found"), tantivy_errors(tmp_path):
        raise PanicException("no entry found")
    with pytest.raises(KeyboardInterrupt), tantivy_errors(tmp_path):
        raise KeyboardInterrupt


def test_files_of_another_format_have_no_positions(backend: ClauseBackend, monkeypatch: pytest.MonkeyPatch) -> None:
    backend.update(GroupIndex(), [Group(pk=1, name="lũ về")])
    monkeypatch.setattr(segment_bytes, "_FORMAT", 6)
    assert SearchQuerySet().filter(content=Clauses(Phrase("text", ("lũ", "về")))).count() == 1
    with pytest.raises(SearchBackendError, match="format 7 of Tantivy, not 6"):
        SearchQuerySet().filter(content=Clauses(AtLeast(((Phrase("text", ("lũ",)),),), 1))).count()


@pytest.mark.parametrize("suffix", sorted(_SEGMENT_FILES))
def test_a_damaged_index_is_not_written_to(backend: ClauseBackend, suffix: str) -> None:
    index = GroupIndex()
    backend.update(index, [Group(pk=1, name="tin")])
    [file] = backend.versions.current().glob(f"*{suffix}")
    kept = file.read_bytes()
    file.write_bytes(bytes(255 - byte for byte in kept[:10]) + kept[10:])
    with pytest.raises(SearchBackendError, match=rf"{file.name}\): rebuild it"):
        backend.update(index, [Group(pk=2, name="tin")])
    with pytest.raises(SearchBackendError, match=rf"{file.name}\): rebuild it"):
        backend.clear([Group])
    file.write_bytes(kept)
    backend.update(index, [Group(pk=2, name="tin")])
    assert backend.document_count() == 2


def test_whole_files_are_read_once(backend: ClauseBackend, monkeypatch: pytest.MonkeyPatch) -> None:
    index = GroupIndex()
    backend.update(index, [Group(pk=1, name="tin")])
    backend.update(index, [Group(pk=2, name="tin")])
    read: list[Path] = []

    def is_whole(file: Path) -> bool:
        read.append(file)
        return True

    monkeypatch.setattr(checksums, "_is_whole", is_whole)
    backend.update(index, [Group(pk=3, name="tin")])
    backend.update(index, [Group(pk=4, name="tin")])
    assert read
    assert len(read) == len(set(read))
