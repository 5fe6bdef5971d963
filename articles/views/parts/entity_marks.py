"""The text of an article, split at its mentions so that a template can link the names, with what matches a search."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from articles.models import Article, Entity, EntityKind, Mention
from articles.text.markup import headline_html, quoted_html
from articles.text.packing import Span
from articles.text.running_text import BODY, CAPTION, LEAD, TITLE, Part
from articles.text.terms import tokens
from articles.text.text_tables import CellSpan, text_table


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A piece of text, and the entity that it names, None for text between mentions.

    `protected` tells that the text is a name which the paper or the archive protects by an initial. `matches` are
    offsets into the text of what matches a search, `quoted` of what quotations that are set apart have of it.
    """

    text: str
    entity: Entity | None = None
    protected: bool = False
    matches: tuple[Span, ...] = ()
    quoted: tuple[Span, ...] = ()

    @property
    def html(self) -> SafeString:
        """The text as HTML, its matches and quotations marked."""
        return mark_safe(quoted_html(self.text, self.quoted, self.matches))  # noqa: S308


@dataclass(frozen=True, slots=True)
class TextMarks:
    """What is marked in a running text, as offsets into it, in order.

    `matches` match a search; `quoted` are quotations that are set apart.
    """

    matches: Sequence[Span] = ()
    quoted: Sequence[Span] = ()

    @property
    def is_any(self) -> bool:
        """Whether anything is marked."""
        return bool(self.matches or self.quoted)

    def inside(self, part: Part) -> "TextMarks":
        """Return the marks that a part of the text has something of."""
        return TextMarks(_reaching(self.matches, part), _reaching(self.quoted, part))


def _reaching(spans: Sequence[Span], part: Part) -> list[Span]:
    return [(start, end) for start, end in spans if start < part.end and end > part.start]


MarkedCell = tuple[TextSpan, ...]


@dataclass(frozen=True, slots=True)
class MarkedTable:
    """A table of an article, its cells split at their mentions; () for a caption or header that it does not have."""

    caption: tuple[MarkedCell, ...]
    header: tuple[MarkedCell, ...]
    rows: tuple[tuple[MarkedCell, ...], ...]
    columns: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an article, split at its mentions. Verse keeps its line breaks; a table is in `table` as well.

    `passage` numbers the lead, paragraphs and captions that have a match or a quotation; 0 where it has none.
    """

    spans: tuple[TextSpan, ...]
    verse: bool
    table: MarkedTable | None = None
    passage: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """The caption of a picture as a paragraph has it, and its credit ("" where unknown)."""

    spans: tuple[TextSpan, ...]
    credit: str
    passage: int = 0


@dataclass(frozen=True, slots=True)
class MentionedEntities:
    """The entities of one kind in an article, each with its number of mentions, most frequent first."""

    kind: EntityKind
    entities: tuple[tuple[Entity, int], ...]


@dataclass(frozen=True, slots=True)
class MarkedText:
    """The lead, paragraphs and captions of an article, split at its mentions, and the entities mentioned.

    `title` is HTML, without links. `lead` is None where there is none. `passages` of the lead, paragraphs and captions
    match a search.
    """

    title: SafeString
    lead: Paragraph | None
    body: tuple[Paragraph, ...]
    pictures: tuple[Picture, ...]
    entities_by_kind: tuple[MentionedEntities, ...]
    passages: int


def mark(article: Article, mentions: Sequence[Mention], marks: TextMarks = TextMarks()) -> MarkedText:
    """Split an article at its mentions and protected names. The mentions have their entities loaded."""
    names = _names(mentions, article.protected_spans())
    parts = article.parts
    repeated = _repeated(parts)
    paragraphs: dict[str, list[Paragraph]] = {LEAD: [], BODY: [], CAPTION: []}
    passages = 0
    for part in parts:
        if part is repeated or part.role == TITLE:
            continue
        own = marks.inside(part)
        passages += own.is_any
        table = marked_table(part, names, own) if part.role == BODY else None
        spans = tuple(split_at_names(part, names, own))
        paragraphs[part.role].append(Paragraph(spans, "\n" in part.text, table, passages if own.is_any else 0))
    credited = [caption.get("credit", "") for caption in article.captions if caption["text"]]
    captions = zip(paragraphs[CAPTION], credited, strict=True)
    return MarkedText(
        title=_title(article.title, names, marks.matches or marks.quoted),
        lead=next(iter(paragraphs[LEAD]), None),
        body=tuple(paragraphs[BODY]),
        pictures=tuple(Picture(caption.spans, credit, caption.passage) for caption, credit in captions),
        entities_by_kind=tuple(_by_kind(mentions)),
        passages=passages,
    )


# Start and end of a name, and its entity; None for a protected name.
MarkedName = tuple[int, int, Entity | None]


def _title(title: str, names: Sequence[MarkedName], matches: Sequence[Span]) -> SafeString:
    """Return the title, with which the running text begins, as HTML."""
    inside = [(start, end) for start, end, _ in names if end <= len(title)]
    html = headline_html(title, inside, [(start, end) for start, end in matches if start < len(title)])
    return mark_safe(html)  # noqa: S308


def _names(mentions: Sequence[Mention], protected: Sequence[Span]) -> list[MarkedName]:
    """Return mentions and protected names in the order of the text."""
    linked: list[MarkedName] = [(mention.start, mention.end, mention.entity) for mention in mentions]
    return sorted([*linked, *((start, end, None) for start, end in protected)], key=lambda name: name[:2])


def split_at_names(part: Part, names: Sequence[MarkedName], marks: TextMarks = TextMarks()) -> Iterator[TextSpan]:
    """Yield a part of an article in spans that join to its text. Names that overlap an earlier one are skipped."""
    position = part.start
    for start, end, entity in names:
        if start < position or end > part.end:
            continue
        if start > position:
            yield _span(part, position, start, marks)
        yield _span(part, start, end, marks, entity, protected=entity is None)
        position = end
    if position < part.end:
        yield _span(part, position, part.end, marks)


def _repeated(parts: Sequence[Part]) -> Part | None:
    """Return the paragraph that is the lead once more, or the lead where a paragraph begins with all of it."""
    lead = next((part for part in parts if part.role == LEAD), None)
    if lead is None or not (words := _words(lead)):
        return None
    for part in parts:
        if part.role == BODY and (own := _words(part))[: len(words)] == words:
            return part if len(own) == len(words) else lead
    return None


def _words(part: Part) -> list[str]:
    return [token.folded for token in tokens(part.text)]


def _span(
    part: Part, start: int, end: int, marks: TextMarks, entity: Entity | None = None, *, protected: bool = False
) -> TextSpan:
    """Return the piece of a part between two offsets into the running text."""
    text = part.text[start - part.start : end - part.start]
    return TextSpan(text, entity, protected, _cut(marks.matches, start, end), _cut(marks.quoted, start, end))


def _cut(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """Return what spans have between two offsets, as offsets from the first of these."""
    cut = ((max(first, start) - start, min(last, end) - start) for first, last in spans)
    return tuple(span for span in cut if span[0] < span[1])


def marked_table(part: Part, names: Sequence[MarkedName], marks: TextMarks = TextMarks()) -> MarkedTable | None:
    """Return the table that a part of an article holds, split at its names; None where it holds none."""
    table = text_table(part.text) if "\n" in part.text else None
    if table is None:
        return None
    inside = [name for name in names if part.start <= name[0] and name[1] <= part.end]

    def cells(spans: Sequence[CellSpan]) -> tuple[MarkedCell, ...]:
        if not spans:
            return ()
        first, last = part.start + spans[0][0], part.start + spans[-1][1]
        of_row = [name for name in inside if first <= name[0] and name[1] <= last]
        texts = [Part(part.role, part.text[start:end], part.start + start) for start, end in spans]
        return tuple(tuple(split_at_names(text, of_row, marks.inside(text))) for text in texts)

    return MarkedTable(cells(table.caption), cells(table.header), tuple(map(cells, table.rows)), table.columns)


def _by_kind(mentions: Sequence[Mention]) -> Iterator[MentionedEntities]:
    counts = Counter(mention.entity for mention in mentions)
    for kind in EntityKind:
        if found := tuple((entity, n) for entity, n in counts.most_common() if entity.kind == kind):
            yield MentionedEntities(kind, found)
