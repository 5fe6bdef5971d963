"""The dictionary of an OpenSearch index: its terms, and the number of documents that have each.

No request asks for it as such. How frequent terms are is told beside the terms of a document that is only sent, not
indexed; which terms start with a text is told by how a query for them is understood. Both read dictionaries alone,
no documents.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

from haystack.exceptions import SearchBackendError

from haystack_engines.index_errors import IndexIncomplete
from haystack_engines.opensearch.client import in_time, opensearch_errors
from haystack_engines.opensearch.mapping import as_given, one_word, whole

# Terms whose frequency is kept, and lists of terms.
_CACHED: Final = 50_000
_CACHED_LISTS: Final = 256
# Terms of one request.
_AT_ONCE: Final = 1000
_LAST_CHARACTER: Final = 0x10FFFF
# Between these stand halves of characters, which no text has.
_BEFORE_HALVES, _BEHIND_HALVES = 0xD7FF, 0xE000
# How large a regular expression may be once it is a machine.
_MOST_STATES: Final = 200_000
# Characters that mean something in Lucene's regular expressions.
_SPECIAL: Final = re.compile(r'[.?+*|{}\[\]()"\\#@&<>~^$-]')


class ClusterDictionary:
    """The terms of an index. `texts` names the fields whose terms have positions; `client` returns the client."""

    def __init__(self, client: Callable[[], Any], index: str, texts: Iterable[str]) -> None:
        self._client = client
        self._index = index
        self._texts = frozenset(texts)
        self._frequencies: dict[tuple[str, str], int] = {}
        self._routings = lru_cache(1)(self._find_routings)
        self.with_any_prefix = lru_cache(_CACHED_LISTS)(self._with_any_prefix)

    def frequency(self, field: str, term: str) -> int:
        """Return the number of documents that have a term in a field, deleted ones included."""
        return self.frequencies(field, [term])[term]

    def frequencies(self, field: str, terms: Iterable[str]) -> dict[str, int]:
        """Return the frequency of each term, in order."""
        words = {term: self._word(field, term) for term in terms}
        known = {word: self._frequencies.get((field, word)) for word in words.values()}
        unknown = [word for word, articles in known.items() if articles is None and word]
        for start in range(0, len(unknown), _AT_ONCE):
            known |= self._read_frequencies(field, unknown[start : start + _AT_ONCE])
        return {term: known[word] or 0 for term, word in words.items()}

    def _with_any_prefix(self, field: str, texts: tuple[str, ...]) -> list[tuple[str, int]]:
        """Return the terms of a field that start with one of the texts, in order, each with its frequency."""
        words = sorted(self._starting(field, [self._word(field, text) for text in texts]))
        found: dict[str, int] = {}
        for start in range(0, len(words), _AT_ONCE):
            found |= self._read_frequencies(field, words[start : start + _AT_ONCE])
        return [(as_given(word) if field in self._texts else word, articles) for word, articles in found.items()]

    def _word(self, field: str, term: str) -> str:
        return one_word(term) if field in self._texts else whole(term)

    def _read_frequencies(self, field: str, words: list[str]) -> dict[str, int]:
        sent = {
            "_index": self._index,
            "doc": {field: " ".join(words) if field in self._texts else words},
            "fields": [field],
            "term_statistics": True,
            "field_statistics": False,
            "positions": False,
            "offsets": False,
        }
        requests = [sent | ({"routing": routing} if routing else {}) for routing in self._routings()]
        with opensearch_errors(self._index):
            answers = self._client().mtermvectors(body={"docs": requests}, **in_time())["docs"]
        by_shard = [_frequencies(answer, field) for answer in answers]
        found = {word: sum(shard.get(word, 0) for shard in by_shard) for word in words}
        if len(self._frequencies) > _CACHED:
            self._frequencies.clear()
        self._frequencies.update({(field, word): articles for word, articles in found.items()})
        return found

    def _starting(self, field: str, starts: list[str]) -> set[str]:
        if len(starts) == 1:
            return self._expanded(field, starts[0])
        try:
            return self._terms_of(field, _regexp(field, f"({'|'.join(map(_escaped, starts))}).*"))
        except _TooManyTerms:
            return set[str]().union(*(self._expanded(field, start) for start in starts))

    def _expanded(self, field: str, start: str) -> set[str]:
        try:
            return self._terms_of(field, {"prefix": {field: {"value": start, "rewrite": "scoring_boolean"}}})
        except _TooManyTerms:
            alone = {start} if self.frequency(field, as_given(start)) else set()
            return alone.union(*self._by_next_character(field, start, 0, _LAST_CHARACTER))

    def _by_next_character(self, field: str, start: str, first: int, last: int) -> Iterator[set[str]]:
        """Yield the terms that go on with a character in a range; the range is halved while they are too many."""
        if first == last:
            yield self._expanded(field, start + chr(first))
            return
        query = _regexp(field, f"{_escaped(start)}[{_escaped(chr(first))}-{_escaped(chr(last))}].*")
        try:
            yield self._terms_of(field, query)
        except _TooManyTerms:
            middle = (first + last) // 2
            before, behind = middle, middle + 1
            if _BEFORE_HALVES <= middle < _BEHIND_HALVES:
                before, behind = _BEFORE_HALVES, _BEHIND_HALVES
            yield from self._by_next_character(field, start, first, before)
            yield from self._by_next_character(field, start, behind, last)

    def _terms_of(self, field: str, query: dict[str, Any]) -> set[str]:
        """Return the terms that a query stands for; raises _TooManyTerms."""
        options = {"rewrite": "true", "all_shards": "true"}
        with opensearch_errors(self._index):
            found = self._client().indices.validate_query(
                index=self._index, body={"query": query}, params=options, **in_time()
            )
        for failure in found["_shards"].get("failures", ()):
            if failure["reason"]["type"] == "too_many_clauses":
                raise _TooManyTerms
            raise IndexIncomplete(f"the terms of a part of the index cannot be read now: {failure['reason']}")
        for shard in found["explanations"]:
            if not shard["valid"]:
                raise SearchBackendError(f"The terms of '{field}' cannot be read: {shard['error']}")
        return {term for shard in found["explanations"] for term in _terms(shard["explanation"], field)}

    def _find_routings(self) -> list[str]:
        """Return for each shard a value that leads to it, "" where there is only one."""
        with opensearch_errors(self._index):
            shards = len(self._client().search_shards(index=self._index, **in_time())["shards"])
            if shards == 1:
                return [""]
            found: dict[int, str] = {}
            for number in range(100 * shards):
                if len(found) == shards:
                    break
                [copies] = self._client().search_shards(index=self._index, routing=str(number), **in_time())["shards"]
                found.setdefault(copies[0]["shard"], str(number))
        return list(found.values())


class _TooManyTerms(Exception):
    """More terms start so than a query may have."""


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", text)


def _regexp(field: str, pattern: str) -> dict[str, Any]:
    options = {"flags": "NONE", "rewrite": "scoring_boolean", "max_determinized_states": _MOST_STATES}
    return {"regexp": {field: {"value": pattern, **options}}}


def _frequencies(answer: dict[str, Any], field: str) -> dict[str, int]:
    if "error" in answer:
        raise SearchBackendError(f"The frequency of terms cannot be read: {answer['error']}")
    terms = answer.get("term_vectors", {}).get(field, {}).get("terms", {})
    return {word: int(of.get("doc_freq", 0)) for word, of in terms.items()}


def _terms(printed: str, field: str) -> list[str]:
    """Read the terms of a query as Lucene prints it: field:one field:other.

    Where no term starts so, the query is printed as it was sent, or as one that matches nothing.
    """
    if not printed.startswith(f"{field}:") or printed.endswith("*") or printed.startswith(f"{field}:/"):
        return []
    return [term for term in printed.removeprefix(f"{field}:").split(f" {field}:") if term]
