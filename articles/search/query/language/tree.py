"""A query as a tree of frozen nodes: what a journalist asks for, before anything is known of engines or indexes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from articles.search.query.language.fields import Field
from articles.search.query.language.parse_warnings import QueryNote
from articles.text.terms import TextToken


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A word, or several side by side, as typed: its syllables, and for each whether it was typed with a mark."""

    text: str
    syllables: tuple[TextToken, ...]
    marked: tuple[bool, ...]
    quoted: bool = False
    field: Field = Field.TEXT


@dataclass(frozen=True, slots=True)
class Proximity:
    """Words of which each has at most `distance` others between it and the one typed next to it, in any order."""

    word: QueryWord
    distance: int


@dataclass(frozen=True, slots=True)
class WordPrefix:
    """Words that begin with these letters, in lower case; `word` is what they are as a whole word."""

    word: QueryWord
    letters: str


@dataclass(frozen=True, slots=True)
class NameCondition:
    """Articles with a person, place ... of that name, or of a name with it as a part.

    `letters` are those that the last syllable begins with, "" where it is whole. `values` are the names found, as
    facets know them: whoever has the lists fills them in.
    """

    word: QueryWord
    letters: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DateRange:
    """Articles of these days, both ends included; None is open."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Articles that the group does not match."""

    group: "QueryGroup"


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Articles that at least one of the groups matches."""

    groups: "tuple[QueryGroup, ...]"


@dataclass(frozen=True, slots=True)
class QueryGroup:
    """What must all be there: `words`, a syllable each, that make a ranking together, and other conditions."""

    words: tuple[QueryWord, ...] = ()
    conditions: "tuple[Condition, ...]" = ()

    def groups(self) -> Iterator["QueryGroup"]:
        """Yield the group and those within it that are wanted, in order."""
        yield self
        for node in self.conditions:
            if isinstance(node, Alternatives):
                for group in node.groups:
                    yield from group.groups()

    def nodes(self) -> Iterator["Condition"]:
        """Yield the words and conditions of all of them."""
        for group in self.groups():
            yield from (*group.words, *group.conditions)

    def everything(self) -> Iterator["Condition"]:
        """Yield the same, and what is kept out as well."""
        for node in self.nodes():
            yield node
            if isinstance(node, Exclusion):
                yield from node.group.everything()


Condition = QueryWord | Proximity | WordPrefix | NameCondition | DateRange | Exclusion | Alternatives
NOTHING: Final = QueryGroup()


@dataclass(frozen=True, slots=True)
class Query:
    """What is wanted, and what a reader must be told of how it was read."""

    wanted: QueryGroup = NOTHING
    notes: tuple[QueryNote, ...] = ()

    @property
    def words(self) -> tuple[QueryWord, ...]:
        """The words that stand outside quotes, brackets and fields, a syllable each."""
        return self.wanted.words

    @property
    def ranks(self) -> bool:
        """Whether one article can match better than another: by words, not by names and days alone."""
        return any(isinstance(node, QueryWord | Proximity | WordPrefix) for node in self.wanted.nodes())

    @property
    def marks_typed(self) -> bool:
        """Whether any wanted word was typed with a mark."""
        return any(any(word.marked) for word in words_of(self.wanted))


def words_of(group: QueryGroup) -> Iterator[QueryWord]:
    """Yield the wanted words of a group whose text can be found in articles, those of phrases as one."""
    for node in group.nodes():
        match node:
            case QueryWord():
                yield node
            case Proximity(word=word) | WordPrefix(word=word):
                yield word
