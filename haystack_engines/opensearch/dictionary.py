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

from haystack_engines.opensearch.client import in_time, opensearch_errors
from haystack_engines.opensearch.schema import as_given, one_word, whole

# Terms whose frequency is kept.
_CACHED: Final = 20_000
# A query stands for so many terms at most.
_TOO_MANY: Final = re.compile("too_many|maxClauseCount|too many", re.IGNORECASE)
_LAST_CHARACTER: Final = 0x10FFFF
# Characters that mean something in Lucene's regular expressions.
_SPECIAL: Final = re.compile(r'[.?+*|{}\[\]()"\\#@&<>~^$-]')


class TermDictionary:
    """The terms of an index. `texts` names the fields whose terms have positions; `client` returns the client."""

    def __init__(self, client: Callable[[], Any], index: str, texts: Iterable[str]) -> None:
        self._client = client
        self._index = index
        self._texts = frozenset(texts)
        self.frequency = lru_cache(_CACHED)(self._frequency)
        self._routings = lru_cache(1)(self._find_routings)

    def _frequency(self, field: str, term: str) -> int:
        """Return the number of documents that have a term in a field, deleted ones included."""
        if not term:
            return 0
        word = one_word(term) if field in self._texts else whole(term)
        sent = {
            "_index": self._index,
            "doc": {field: word if field in self._texts else [word]},
            "fields": [field],
            "term_statistics": True,
            "field_statistics": False,
            "positions": False,
            "offsets": False,
        }
        requests = [sent | ({"routing": routing} if routing else {}) for routing in self._routings()]
        with opensearch_errors(self._index):
            answers = self._client().mtermvectors(body={"docs": requests}, **in_time())["docs"]
        return sum(_frequency(answer, field, word) for answer in answers)

    def with_prefix(self, field: str, text: str) -> list[str]:
        """Return the terms of a field that start with a text, in order."""
        words = sorted(self._expanded(field, one_word(text) if field in self._texts else text))
        return list(map(as_given, words)) if field in self._texts else words

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
        pattern = f"{_SPECIAL.sub(lambda found: chr(92) + found[0], start)}[\\{chr(first)}-\\{chr(last)}].*"
        query = {"regexp": {field: {"value": pattern, "flags": "NONE", "rewrite": "scoring_boolean"}}}
        try:
            yield self._terms_of(field, query)
        except _TooManyTerms:
            middle = (first + last) // 2
            yield from self._by_next_character(field, start, first, middle)
            yield from self._by_next_character(field, start, middle + 1, last)

    def _terms_of(self, field: str, query: dict[str, Any]) -> set[str]:
        """Return the terms that a query stands for; raises _TooManyTerms."""
        options = {"rewrite": "true", "all_shards": "true"}
        with opensearch_errors(self._index):
            found = self._client().indices.validate_query(
                index=self._index, body={"query": query}, params=options, **in_time()
            )
        return {term for shard in found.get("explanations", ()) for term in _terms(shard, field)}

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


def _frequency(answer: dict[str, Any], field: str, word: str) -> int:
    if "error" in answer:
        raise SearchBackendError(f"The frequency of a term cannot be read: {answer['error']}")
    terms = answer.get("term_vectors", {}).get(field, {}).get("terms", {})
    return int(terms.get(word, {}).get("doc_freq", 0))


def _terms(shard: dict[str, Any], field: str) -> list[str]:
    """Read the terms of a query as Lucene prints it: field:one field:other."""
    if not shard.get("valid"):
        if _TOO_MANY.search(str(shard.get("error"))):
            raise _TooManyTerms
        raise SearchBackendError(f"The terms of '{field}' cannot be read: {shard.get('error')}")
    printed = shard["explanation"]
    # Where no term starts so, the query is printed as it was sent, or as one that matches nothing.
    if not printed.startswith(f"{field}:") or printed.endswith("*") or printed.startswith(f"{field}:/"):
        return []
    return [term for term in printed.removeprefix(f"{field}:").split(f" {field}:") if term]
