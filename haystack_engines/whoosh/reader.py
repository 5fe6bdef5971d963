"""An open Whoosh index: search over its segments, and its terms."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from haystack.exceptions import SearchBackendError
from haystack.fields import SearchField
from haystack.models import SearchResult
from numpy.typing import NDArray
from whoosh import index as whoosh_index
from whoosh.reading import SegmentReader

from haystack_engines.clauses import Chain, Clause
from haystack_engines.field_types import FieldType, field_type
from haystack_engines.index_reader import MappedFiles, TermTest, refuse_changed
from haystack_engines.positions import ChainEnds
from haystack_engines.search_time import SearchAbandoned, check_time, held_in_time
from haystack_engines.whoosh.scoring import Scorer
from haystack_engines.whoosh.segments import Floats, Mask, Segment, Vocabulary

# How many values of a facet are returned by default.
_FACET_LIMIT = 100
# A merge removes segments. If one is gone before it is opened, the new list of segments is read.
_TRIES = 10


def open_index(folder: Path) -> whoosh_index.FileIndex:
    """Open the index in a folder; raises SearchBackendError where it cannot be read."""
    with whoosh_errors(folder):
        return whoosh_index.open_dir(folder)


@contextmanager
def whoosh_errors(folder: Path) -> Iterator[None]:
    """Raise all errors as SearchBackendError. A damaged file can cause any: of struct, pickle, zlib, an index ..."""
    try:
        yield
    except (SearchBackendError, SearchAbandoned):
        raise
    except Exception as error:
        raise SearchBackendError(f"The search index in {folder} cannot be read: {error!r}") from error


class WhooshReader:
    """The index in a folder as it was at one commit. Segments that an older reader has read are reused.

    One thread searches at a time, since Whoosh's readers share open files.
    """

    def __init__(self, folder: Path, before: "WhooshReader | None", fields: dict[str, SearchField]) -> None:
        self.folder = folder
        self._fields = fields
        self._lock: Lock = before._lock if before else Lock()
        self._index: whoosh_index.FileIndex = before._index if before else open_index(folder)
        self._vocabularies: dict[str, Vocabulary] = before._vocabularies if before else {}
        reusable: dict[str, Segment] = before._segments if before else {}
        self._segments: dict[str, Segment]
        self._live: dict[str, Mask]
        with whoosh_errors(folder):
            for attempt in range(_TRIES):
                try:
                    self._commit, self._segments, self._live = self._read(reusable)
                    break
                except OSError:
                    if attempt == _TRIES - 1:
                        raise
        self._files = MappedFiles(file for name in self._segments for file in folder.glob(f"{name}.*"))
        self._scorer = Scorer(list(self._segments.values()))

    def is_latest(self) -> bool:
        """Tell whether nothing was committed since. Raises SearchBackendError where a file was cut short."""
        changed = self._files.changed()
        if self._commit != self._index.latest_generation():
            return False
        refuse_changed(self.folder, changed)
        return True

    def _read(self, reusable: dict[str, Segment]) -> tuple[int, dict[str, Segment], dict[str, Mask]]:
        contents = whoosh_index.TOC.read(self._index.storage, self._index.indexname)
        segments, live = {}, {}
        for info in contents.segments:
            name = info.segment_id()
            segments[name] = reusable.get(name) or self._open(contents.schema, info)
            live[name] = segments[name].live(info.deleted_docs() or ())
        return contents.generation, segments, live

    def _open(self, schema: Any, info: Any) -> Segment:
        return Segment(SegmentReader(self._index.storage, schema, info), self._vocabularies)

    def document_count(self) -> int:
        """Return the number of documents that are not deleted."""
        return int(sum(mask.sum() for mask in self._live.values()))

    def search(self, clause: Clause, options: dict[str, Any]) -> dict[str, Any]:
        """Search for a clause; see `ClauseBackend.search`."""
        facets, result_class = options.get("facets") or {}, options.get("result_class") or SearchResult
        with held_in_time(self._lock), whoosh_errors(self.folder):
            matching, scores = self._matching(clause)
            ranked = self._ranked(matching, scores, options)
            return {
                "results": [self._result(result_class, *hit) for hit in ranked],
                "hits": int(sum(mask.sum() for mask in matching)),
                "facets": {"fields": {f: self._facet(f, matching, o) for f, o in facets.items()}},
            }

    def identifiers(self, clause: Clause, *, most: int) -> tuple[str, ...] | None:
        """Read them from the documents."""
        with held_in_time(self._lock), whoosh_errors(self.folder):
            matching, _ = self._matching(clause)
            if sum(mask.sum() for mask in matching) > most:
                return None
            documents = (
                segment.document(number)
                for segment, mask in zip(self._segments.values(), matching, strict=True)
                for number in np.flatnonzero(mask).tolist()
            )
            return tuple(f"{document['model']}.{document['pk']}" for document in documents)

    def counts_at_ends(self, clause: Clause, chains: Sequence[Chain], terms: Iterable[str]) -> Iterator[int]:
        """Count by the positions of the terms in each segment, of all at once: the lock is not held meanwhile."""
        with held_in_time(self._lock), whoosh_errors(self.folder):
            ends = []
            for segment, mask in zip(self._segments.values(), self._matching(clause)[0], strict=True):
                documents = np.flatnonzero(mask)
                read = partial(segment.places, docs=documents.astype(np.int32))
                ends.append(ChainEnds(chains, documents, read=read, read_once=read))
            counts = [sum(one.count(term) for one in ends) for term in terms]
        return iter(counts)

    def frequency(self, field: str, text: str) -> int:
        """Add up the term's document frequencies in the segments."""
        with held_in_time(self._lock):
            return int(sum(segment.reader.doc_frequency(field, text) for segment in self._segments.values()))

    def frequencies(self, field: str, texts: Iterable[str]) -> dict[str, int]:
        """Read the document frequency of each term."""
        return {text: self.frequency(field, text) for text in texts}

    def terms_with_prefix(self, field: str, text: str) -> list[tuple[str, int]]:
        """Read the dictionary of each segment from the prefix on."""
        found: Counter[str] = Counter()
        with held_in_time(self._lock):
            for segment in self._segments.values():
                check_time()
                for term in map(bytes.decode, segment.reader.expand_prefix(field, text)):
                    found[term] += segment.reader.doc_frequency(field, term)
        return list(found.items())

    def terms_with_any_prefix(
        self, field: str, texts: Iterable[str], where: TermTest | None = None
    ) -> Iterator[tuple[str, int]]:
        """Read the dictionary from each prefix on."""
        found = (one for text in texts for one in self.terms_with_prefix(field, text))
        return found if where is None else (one for one in found if where(one[0]))

    def _matching(self, clause: Clause) -> tuple[list[Mask], list[Floats]]:
        matching, scores = [], []
        for name, segment in self._segments.items():
            found = self._scorer.evaluate(clause, segment)
            matching.append(found.mask & self._live[name])
            scores.append(found.score)
        return matching, scores

    def _ranked(
        self, matching: list[Mask], scores: list[Floats], options: dict[str, Any]
    ) -> list[tuple[Segment, int, float]]:
        """Return segment, document number and score of the hits on the page, best first; ties in index order."""
        docs = [np.flatnonzero(mask) for mask in matching]
        segments = list(self._segments.values())
        owner = np.concatenate([np.full(len(d), i) for i, d in enumerate(docs)] or [np.empty(0, int)])
        number = np.concatenate(docs or [np.empty(0, int)])
        score = np.concatenate([s[d] for s, d in zip(scores, docs, strict=True)] or [np.empty(0, np.float32)])
        keys = [-score, *(self._sort_key(key, docs) for key in reversed(options.get("sort_by") or []))]
        start, end = options.get("start_offset") or 0, options.get("end_offset")
        order = np.lexsort(keys)[start:end]
        return [(segments[owner[i]], int(number[i]), float(score[i])) for i in order]

    def _sort_key(self, field: str, docs: list[NDArray[np.int64]]) -> NDArray[np.float64]:
        """Return numbers that sort the matches by a field ("-field": descending), those without a value last."""
        name = field.removeprefix("-")
        values = [self._order(name, segment)[d] for segment, d in zip(self._segments.values(), docs, strict=True)]
        keys = np.concatenate(values or [np.empty(0)])
        return np.where(np.isnan(keys), np.inf, -keys if field.startswith("-") else keys)

    def _order(self, name: str, segment: Segment) -> NDArray[np.float64]:
        field = self._fields.get(name)
        if field is None or field_type(field) is FieldType.TEXT:
            raise SearchBackendError(f"Hits cannot be sorted by '{name}': it holds no keywords, numbers or dates")
        if field_type(field) is FieldType.ORDERED:
            return segment.ordered(name)
        docs, values = segment.keywords(name)
        keys = np.full(segment.size, np.nan)
        keys[docs] = self._vocabularies[name].ranks()[values] if len(docs) else 0
        return keys

    def _facet(self, field: str, matching: list[Mask], options: dict[str, Any]) -> list[tuple[str, int]]:
        """Return the values of a field in the matches with their counts, the most frequent first."""
        rows = [segment.keywords(field) for segment in self._segments.values()]
        values = self._vocabularies.get(field, Vocabulary()).values
        size = len(values)  # taken once: another thread that opens a newer reader adds values
        counts = np.zeros(size, np.int64)
        for (docs, numbers), mask in zip(rows, matching, strict=True):
            check_time()
            counts += np.bincount(numbers[mask[docs]], minlength=size)
        if "only" in options:
            wanted = set(options["only"])
            counts[[i for i in range(size) if values[i] not in wanted]] = 0
        return _most_frequent(values, counts, options.get("limit", _FACET_LIMIT))

    def _result(self, result_class: type[SearchResult], segment: Segment, number: int, score: float) -> SearchResult:
        document = segment.document(number)
        app_label, model_name = document["model"].split(".")
        return result_class(app_label, model_name, document["pk"], score, **document["stored"])


def _most_frequent(values: list[str], counts: NDArray[np.int64], limit: int) -> list[tuple[str, int]]:
    found = np.flatnonzero(counts)
    if len(found) > limit:
        # Keep all values as frequent as the last one, so that ties at the limit are broken by value.
        threshold = np.partition(counts[found], -limit)[-limit] if limit else np.inf
        found = found[counts[found] >= threshold]
    pairs = sorted(((values[i], int(counts[i])) for i in found), key=lambda pair: (-pair[1], pair[0]))
    return pairs[:limit]
