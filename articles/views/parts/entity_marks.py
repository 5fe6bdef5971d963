"""The text of an article, split at its mentions so that a template can link the names."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.models import Article, Entity, EntityKind, Mention
from articles.text.packing import Span
from articles.text.running_text import BODY, CAPTION, LEAD, Part
from articles.text.text_tables import CellSpan, text_table


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A piece of text, and the entity that it names, None for text between mentions.

    `protected` tells that the text is a name which the paper or the archive protects by an initial.
    """

    text: str
    entity: Entity | None = None
    protected: bool = False


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
    """A paragraph of an article, split at its mentions. Verse keeps its line breaks; a table is in `table` as well."""

    spans: tuple[TextSpan, ...]
    verse: bool
    table: MarkedTable | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """The caption of a picture, split at its mentions, and its credit ("" where unknown)."""

    spans: tuple[TextSpan, ...]
    credit: str


@dataclass(frozen=True, slots=True)
class MentionedEntities:
    """The entities of one kind in an article, each with its number of mentions, most frequent first."""

    kind: EntityKind
    entities: tuple[tuple[Entity, int], ...]


@dataclass(frozen=True, slots=True)
class MarkedText:
    """The lead, paragraphs and captions of an article, split at its mentions, and the entities mentioned."""

    lead: tuple[TextSpan, ...]
    body: tuple[Paragraph, ...]
    pictures: tuple[Picture, ...]
    entities_by_kind: tuple[MentionedEntities, ...]


def mark(article: Article, mentions: Sequence[Mention]) -> MarkedText:
    """Split an article at its mentions and protected names. The mentions have their entities loaded."""
    names = _names(mentions, article.protected_spans())
    marked = [(part, tuple(split_at_names(part, names))) for part in article.parts]
    caption_credits = [caption.get("credit", "") for caption in article.captions if caption["text"]]
    captions = [found for part, found in marked if part.role == CAPTION]
    return MarkedText(
        lead=next((found for part, found in marked if part.role == LEAD), ()),
        body=tuple(
            Paragraph(found, "\n" in part.text, marked_table(part, names))
            for part, found in marked
            if part.role == BODY
        ),
        pictures=tuple(Picture(found, credit) for found, credit in zip(captions, caption_credits, strict=True)),
        entities_by_kind=tuple(_by_kind(mentions)),
    )


# Start and end of a name, and its entity; None for a protected name.
MarkedName = tuple[int, int, Entity | None]


def _names(mentions: Sequence[Mention], protected: Sequence[Span]) -> list[MarkedName]:
    """Return mentions and protected names in the order of the text."""
    linked: list[MarkedName] = [(mention.start, mention.end, mention.entity) for mention in mentions]
    return sorted([*linked, *((start, end, None) for start, end in protected)], key=lambda name: name[:2])


def split_at_names(part: Part, names: Sequence[MarkedName]) -> Iterator[TextSpan]:
    """Yield a part of an article in spans that join to its text. Names that overlap an earlier one are skipped."""
    position = part.start
    for start, end, entity in names:
        if start < position or end > part.end:
            continue
        if start > position:
            yield TextSpan(part.text[position - part.start : start - part.start])
        yield TextSpan(part.text[start - part.start : end - part.start], entity, protected=entity is None)
        position = end
    if position < part.end:
        yield TextSpan(part.text[position - part.start :])


def marked_table(part: Part, names: Sequence[MarkedName]) -> MarkedTable | None:
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
        texts = (Part(part.role, part.text[start:end], part.start + start) for start, end in spans)
        return tuple(tuple(split_at_names(text, of_row)) for text in texts)

    return MarkedTable(cells(table.caption), cells(table.header), tuple(map(cells, table.rows)), table.columns)


def _by_kind(mentions: Sequence[Mention]) -> Iterator[MentionedEntities]:
    counts = Counter(mention.entity for mention in mentions)
    for kind in EntityKind:
        if found := tuple((entity, n) for entity, n in counts.most_common() if entity.kind == kind):
            yield MentionedEntities(kind, found)
