"""A query as a tree of frozen nodes, independent of engines and indexes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date

from articles.search.fields import TEXT, QueryField
from articles.search.parse_warnings import QueryNote
from articles.search.query.language.operators import Link
from articles.text.terms import TextToken


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A word or several side by side, as typed; `marked` has for each syllable whether it was typed with marks.

    With `any_marks`, any marks match, whatever was typed and whatever the request says; then none is `marked`. One that
    is `apart` has something else before it, a phrase or a field, so it belongs to no plain word on that side. `sign` is
    what was typed in place of a space between it and the word before: "/" in 30/4.
    """

    text: str
    syllables: tuple[TextToken, ...]
    marked: tuple[bool, ...]
    quoted: bool = False
    field: QueryField = TEXT
    any_marks: bool = False
    apart: bool = False
    sign: str = dataclass_field(default="", compare=False)


def typed_text(words: Iterable[QueryWord]) -> str:
    """Return neighbouring words as they were typed, with the signs between them: 30/4, 1.000 tỉ đồng."""
    return "".join(f"{word.sign or ' '}{word.text}" if i else word.text for i, word in enumerate(words))


@dataclass(frozen=True, slots=True)
class Proximity:
    """Words in any order, with at most `distance` other words between two that were typed side by side."""

    word: QueryWord
    distance: int


@dataclass(frozen=True, slots=True)
class WordPrefix:
    """Words that begin with `letters`, which are in lower case; `word` is the same as a whole word."""

    word: QueryWord
    letters: str


@dataclass(frozen=True, slots=True)
class NameCondition:
    """Articles with a value of a facet (a person, a source) that has this name, or a name with it as a part.

    `letters` is the prefix that the last syllable was typed as, "" where it is whole. `values` are the values of the
    facet that have such a name; the parser leaves them empty, and `entity_lookup` fills them in, by today's provinces
    where the search goes by these.
    """

    word: QueryWord
    letters: str = ""
    values: tuple[str, ...] = ()
    todays_provinces: bool = False


@dataclass(frozen=True, slots=True)
class DateRange:
    """Articles of these days, both ends included; None is open."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Articles that the group does not match.

    Of a plain word behind a minus, the parser puts the plain words behind it into `following`: it cannot tell whether
    they belong to it, as in `-Hà Tĩnh`. `query.excluding` does.
    """

    group: "QueryGroup"
    following: tuple[QueryWord, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Articles that at least one of the groups matches.

    Where OR was typed with neither AND nor NOT beside it, `sides` has for each group its parts in order: each run of
    plain words, and each bracket, phrase or field by itself.
    """

    groups: "tuple[QueryGroup, ...]"
    sides: "tuple[tuple[QueryGroup, ...], ...]" = dataclass_field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Linked:
    """Articles where each operand stands as its link says to the one before; `links` are one fewer.

    An operand is plain words, a phrase, or alternatives of these. Plain words stand side by side where a link beside
    them counts words; else each unit of them is an operand of its own, linked by the link before them or, at the
    beginning, by the one behind them.
    """

    operands: "tuple[QueryGroup, ...]"
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """Articles that have every unit and phrase of the group so many times, or of alternatives together."""

    group: "QueryGroup"
    times: int


@dataclass(frozen=True, slots=True)
class InLead:
    """Articles whose title or lead has what the group asks for."""

    group: "QueryGroup"


@dataclass(frozen=True, slots=True)
class InQuotation:
    """Articles with one quotation that has all units and phrases of the group.

    `speakers` are the entities of which any says it, as values of their facet; None where anybody may. They were typed
    as the condition `named`, None where they were chosen. The parser makes none of these: `query.quoted_words` does.
    """

    group: "QueryGroup"
    speakers: tuple[str, ...] | None
    named: "NameCondition | Alternatives | None" = dataclass_field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class QueryGroup:
    """Conditions joined by AND; `words` are the plain words, a syllable each, which are ranked together."""

    words: tuple[QueryWord, ...] = ()
    conditions: "tuple[Condition, ...]" = ()

    def groups(self) -> Iterator["QueryGroup"]:
        """Yield this group and the groups within it, in order, but none that is excluded."""
        yield self
        for node in self.conditions:
            for group in _groups_of(node):
                yield from group.groups()

    def all_groups(self) -> Iterator["QueryGroup"]:
        """Yield this group and all groups within it, those that are excluded too."""
        yield self
        for node in self.conditions:
            for group in (node.group,) if isinstance(node, Exclusion) else _groups_of(node):
                yield from group.all_groups()

    def nodes(self) -> Iterator["Condition"]:
        """Yield the words and conditions of all `groups`."""
        for group in self.groups():
            yield from (*group.words, *group.conditions)

    def all_nodes(self) -> Iterator["Condition"]:
        """Yield the words and conditions of all groups, those within exclusions too."""
        for node in self.nodes():
            yield node
            if isinstance(node, Exclusion):
                yield from node.group.all_nodes()


Condition = (
    QueryWord
    | Proximity
    | WordPrefix
    | NameCondition
    | DateRange
    | Exclusion
    | Alternatives
    | Linked
    | Repeated
    | InLead
    | InQuotation
)


def _groups_of(node: Condition) -> "tuple[QueryGroup, ...]":
    match node:
        case Alternatives(groups):
            return groups
        case Linked(operands):
            return operands
        case Repeated(group=group) | InLead(group=group) | InQuotation(group=group):
            return (group,)
    return ()


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query: its tree, and warnings of what could not be parsed."""

    wanted: QueryGroup = QueryGroup()
    notes: tuple[QueryNote, ...] = ()

    @property
    def words(self) -> tuple[QueryWord, ...]:
        """The plain words: those outside quotes, brackets and fields, a syllable each."""
        return self.wanted.words

    @property
    def ranks(self) -> bool:
        """Whether articles differ in score: true for words, false for names and dates alone."""
        return any(isinstance(node, QueryWord | Proximity | WordPrefix) for node in self.wanted.nodes())

    @property
    def marks_typed(self) -> bool:
        """Whether any word, phrase or prefix that is not excluded was typed with marks."""
        return any(any(word.marked) for word in _words_of(self.wanted))


def _words_of(group: QueryGroup) -> Iterator[QueryWord]:
    """Yield the words and phrases of a group that an article's text may contain; not names, dates or exclusions."""
    for node in group.nodes():
        match node:
            case QueryWord():
                yield node
            case Proximity(word=word) | WordPrefix(word=word):
                yield word
