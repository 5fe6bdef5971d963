"""The dictionary of an OpenSearch index: its terms, and the number of documents that have each.

No request asks for it as such. How frequent terms are is told beside the terms of a document that is only sent, not
indexed; `TermLists` tells which terms start with a text. Both read dictionaries alone, no documents.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import chain
from typing import Any, Final

from haystack.exceptions import SearchBackendError

from haystack_engines.index_reader import TermTest
from haystack_engines.opensearch.client import opensearch_errors
from haystack_engines.opensearch.mapping import as_given, one_word, whole
from haystack_engines.opensearch.term_lists import TermLists, Word

# Terms whose frequency is kept.
_CACHED: Final = 50_000
# Terms of one request.
_AT_ONCE: Final = 2000


class ClusterDictionary:
    """The terms of an index. `texts` names the fields whose terms have positions; `client` returns the client."""

    def __init__(self, client: Callable[[], Any], index: str, texts: Iterable[str]) -> None:
        self._client = client
        self._index = index
        self._texts = frozenset(texts)
        self._frequencies: dict[Word, int] = {}
        self._lists = TermLists(client, index)
        self._routings = lru_cache(1)(self._find_routings)

    def frequency(self, field: str, term: str) -> int:
        """Return the number of documents that have a term in a field, deleted ones included."""
        return self.frequencies(field, [term])[term]

    def frequencies(self, field: str, terms: Iterable[str]) -> dict[str, int]:
        """Return the frequency of each term, in order."""
        words = {term: self._word(field, term) for term in terms}
        found = self._counted(words.values())
        return {term: found[word] for term, word in words.items()}

    def with_any_prefix(self, field: str, texts: Iterable[str], where: TermTest | None = None) -> list[tuple[str, int]]:
        """Return the terms of a field that start with one of the texts, in order, each with its frequency.

        With `where`, those alone for which it is true.
        """
        words = self._starting([self._word(field, text) for text in texts], where)
        found = self._counted(words)
        return [(self._given(word), found[word]) for word in words]

    def look_up(
        self,
        terms: Mapping[str, Iterable[str]],
        prefixes: Mapping[str, Iterable[str]],
        where: TermTest | None = None,
    ) -> None:
        """Read what will be asked for, in a request for all prefixes and one for all frequencies of each shard.

        `terms` are by their fields, and so are the `prefixes` of terms for which `where` is true.
        """
        starts = [self._word(field, text) for field, texts in prefixes.items() for text in texts]
        words = [self._word(field, term) for field, some in terms.items() for term in some]
        self._counted([*words, *self._starting(starts, where)])

    def _starting(self, starts: list[Word], where: TermTest | None) -> list[Word]:
        """Return the words that start so, in order."""
        words = sorted(set(chain.from_iterable(self._lists.starting(starts).values())))
        return [word for word in words if where is None or where(self._given(word))]

    def _word(self, field: str, term: str) -> Word:
        return field, one_word(term) if field in self._texts else whole(term)

    def _given(self, word: Word) -> str:
        return as_given(word[1]) if word[0] in self._texts else word[1]

    def _counted(self, words: Iterable[Word]) -> dict[Word, int]:
        known = {word: self._frequencies.get(word) for word in words}
        unknown = [word for word, documents in known.items() if documents is None and word[1]]
        for start in range(0, len(unknown), _AT_ONCE):
            known |= self._read_frequencies(unknown[start : start + _AT_ONCE])
        return {word: documents or 0 for word, documents in known.items()}

    def _read_frequencies(self, words: list[Word]) -> dict[Word, int]:
        by_field: defaultdict[str, list[str]] = defaultdict(list)
        for field, text in words:
            by_field[field].append(text)
        sent = {
            "doc": {field: " ".join(some) if field in self._texts else some for field, some in by_field.items()},
            "fields": list(by_field),
            "term_statistics": True,
            "field_statistics": False,
            "positions": False,
            "offsets": False,
        }
        with opensearch_errors(self._index):
            answers = [self._asked(sent, routing) for routing in self._routings()]
        by_shard = list(map(_frequencies, answers))
        found = {word: sum(shard.get(word, 0) for shard in by_shard) for word in words}
        if len(self._frequencies) > _CACHED:
            self._frequencies.clear()
        self._frequencies.update(found)
        return found

    def _asked(self, sent: dict[str, Any], routing: str) -> dict[str, Any]:
        """Ask one shard, of the copy on the node that is asked where it has one: another node may hang."""
        options = {"filter_path": "error,term_vectors.*.terms.*.doc_freq", "preference": "_local"}
        options |= {"routing": routing} if routing else {}
        answer: dict[str, Any] = self._client().termvectors(index=self._index, body=sent, params=options)
        return answer

    def _find_routings(self) -> list[str]:
        """Return for each shard a value that leads to it, "" where there is only one."""
        with opensearch_errors(self._index):
            shards = len(self._client().search_shards(index=self._index)["shards"])
            if shards == 1:
                return [""]
            found: dict[int, str] = {}
            for number in range(100 * shards):
                if len(found) == shards:
                    break
                [copies] = self._client().search_shards(index=self._index, routing=str(number))["shards"]
                found.setdefault(copies[0]["shard"], str(number))
        return list(found.values())


def _frequencies(answer: dict[str, Any]) -> dict[Word, int]:
    if "error" in answer:
        raise SearchBackendError(f"The frequency of terms cannot be read: {answer['error']}")
    return {
        (field, word): int(of.get("doc_freq", 0))
        for field, found in answer.get("term_vectors", {}).items()
        for word, of in found.get("terms", {}).items()
    }
