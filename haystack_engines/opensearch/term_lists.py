"""Which terms of an OpenSearch index start with a text: told by how a query for them is understood.

The query is not run, so dictionaries alone are read, no documents.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from haystack.constants import ID
from haystack.exceptions import SearchBackendError

from haystack_engines.index_errors import IndexIncomplete
from haystack_engines.opensearch.client import opensearch_errors

# A word as it is indexed, behind its field.
Word = tuple[str, str]
Query = dict[str, Any]

# Words in the lists that are kept, and texts that one request asks for.
_CACHED: Final = 200_000
_AT_ONCE: Final = 500
_LAST_CHARACTER: Final = 0x10FFFF
# Between these stand halves of characters, which no text has.
_BEFORE_HALVES, _BEHIND_HALVES = 0xD7FF, 0xE000
# How large a regular expression may be once it is a machine.
_MOST_STATES: Final = 200_000
# Characters that mean something in Lucene's regular expressions.
_SPECIAL: Final = re.compile(r'[.?+*|{}\[\]()"\\#@&<>~^$-]')
# Asked for beside the others, so that a query never stands for nothing: such a one would be printed as it was sent.
_ALWAYS: Final[Query] = {"term": {ID: "\x1e"}}


class TermLists:
    """The words of an index by what they start with. `client` returns the client."""

    def __init__(self, client: Callable[[], Any], index: str) -> None:
        self._client = client
        self._index = index
        self._lists: dict[Word, list[Word]] = {}
        self._cached = 0

    def starting(self, starts: Sequence[Word]) -> dict[Word, list[Word]]:
        """Return for each start the words of its field that start so; those not known yet are asked for at once."""
        known = {start: self._lists.get(start) for start in starts}
        unknown = sorted(start for start, words in known.items() if words is None)
        for first in range(0, len(unknown), _AT_ONCE):
            some = unknown[first : first + _AT_ONCE]
            words = sorted(self._expanded(_shortest(some)))
            found = {start: _those_from(words, start) for start in some}
            self._keep(found)
            known |= found
        return {start: words or [] for start, words in known.items()}

    def _keep(self, found: dict[Word, list[Word]]) -> None:
        if self._cached > _CACHED:
            self._lists.clear()
            self._cached = 0
        self._lists |= found
        self._cached += sum(1 + len(words) for words in found.values())

    def _expanded(self, starts: Sequence[Word]) -> set[Word]:
        """Return the words that start with any of the starts, none of which starts with another."""
        try:
            return self._words_of([_prefix(*start) for start in starts])
        except _TooManyTerms:
            if len(starts) == 1:
                return self._long_list(*starts[0])
            middle = len(starts) // 2
            return self._expanded(starts[:middle]) | self._expanded(starts[middle:])

    def _long_list(self, field: str, start: str) -> set[Word]:
        """Return the words that start so, part by part: they are more than a query may have."""
        alone = self._words_of([_regexp(field, _escaped(start))]) if start else set[Word]()
        return alone.union(*self._by_next_character(field, start, 0, _LAST_CHARACTER))

    def _by_next_character(self, field: str, start: str, first: int, last: int) -> Iterator[set[Word]]:
        """Yield the words that go on with a character in a range; the range is halved while they are too many."""
        if first == last:
            yield self._expanded([(field, start + chr(first))])
            return
        query = _regexp(field, f"{_escaped(start)}[{_escaped(chr(first))}-{_escaped(chr(last))}].*")
        try:
            yield self._words_of([query])
        except _TooManyTerms:
            middle = (first + last) // 2
            before, behind = middle, middle + 1
            if _BEFORE_HALVES <= middle < _BEHIND_HALVES:
                before, behind = _BEFORE_HALVES, _BEHIND_HALVES
            yield from self._by_next_character(field, start, first, before)
            yield from self._by_next_character(field, start, behind, last)

    def _words_of(self, queries: Sequence[Query]) -> set[Word]:
        """Return the words that queries stand for; raises _TooManyTerms."""
        query = {"bool": {"should": [*queries, _ALWAYS]}}
        options = {"rewrite": "true", "all_shards": "true"}
        with opensearch_errors(self._index):
            found = self._client().indices.validate_query(index=self._index, body={"query": query}, params=options)
        for failure in found["_shards"].get("failures", ()):
            if str(failure["reason"]["type"]).startswith("too_many"):
                raise _TooManyTerms
            raise IndexIncomplete(f"the terms of a part of the index cannot be read now: {failure['reason']}")
        for shard in found["explanations"]:
            if not shard["valid"]:
                raise SearchBackendError(f"The terms of the index cannot be read: {shard['error']}")
        fields = {field for query in queries for asked in query.values() for field in asked}
        return {word for shard in found["explanations"] for word in _printed_words(shard["explanation"], fields)}


class _TooManyTerms(Exception):
    """More terms start so than a query may have."""


def _shortest(starts: Sequence[Word]) -> list[Word]:
    """Return sorted starts without those that start with another, which are told by that one."""
    found: list[Word] = []
    for start in starts:
        if not found or found[-1][0] != start[0] or not start[1].startswith(found[-1][1]):
            found.append(start)
    return found


def _those_from(words: Sequence[Word], start: Word) -> list[Word]:
    """Return the words that start so, of sorted ones."""
    first = bisect_left(words, start)
    end = bisect_left(words, (start[0], start[1] + chr(_LAST_CHARACTER)), lo=first)
    return list(words[first:end])


def _prefix(field: str, start: str) -> Query:
    return {"prefix": {field: {"value": start, "rewrite": "scoring_boolean"}}}


def _regexp(field: str, pattern: str) -> Query:
    options = {"flags": "NONE", "rewrite": "scoring_boolean", "max_determinized_states": _MOST_STATES}
    return {"regexp": {field: {"value": pattern, **options}}}


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", text)


def _printed_words(printed: str, fields: Iterable[str]) -> Iterator[Word]:
    """Yield the words of a query as Lucene prints it: field:one field:other id:..."""
    found = re.split(f"(?:^| )({'|'.join(map(re.escape, (*fields, ID)))}):", printed)
    return ((field, word) for field, word in zip(found[1::2], found[2::2], strict=True) if field != ID)
