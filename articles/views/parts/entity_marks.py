"""The text of an article cut where it names someone, so that a template can link the names."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.models import Article, Entity, EntityKind, Mention
from articles.text.running_text import BODY, CAPTION, LEAD, Part


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A stretch of text, and the entity that it names, if any."""

    text: str
    entity: Entity | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A part of an article in pieces; verse keeps its lines."""

    pieces: tuple[TextSpan, ...]
    verse: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """What an article says of a picture, and who made it ("" where unknown)."""

    pieces: tuple[TextSpan, ...]
    credit: str


@dataclass(frozen=True, slots=True)
class MarkedEntity:
    """The entities of one kind that an article names, the most often named first, each with how often."""

    kind: EntityKind
    entities: tuple[tuple[Entity, int], ...]


@dataclass(frozen=True, slots=True)
class MarkedText:
    """An article's lead, paragraphs and pictures with names marked, and the names themselves."""

    lead: tuple[TextSpan, ...]
    body: tuple[Paragraph, ...]
    pictures: tuple[Picture, ...]
    named: tuple[MarkedEntity, ...]


def mark(article: Article, mentions: Sequence[Mention]) -> MarkedText:
    """Mark the names of an article; `mentions` are in the order of the text, with their entities loaded."""
    marked = [(part, tuple(pieces(part, mentions))) for part in article.parts]
    credits = [caption.get("credit", "") for caption in article.captions if caption["text"]]
    captions = [found for part, found in marked if part.role == CAPTION]
    return MarkedText(
        lead=next((found for part, found in marked if part.role == LEAD), ()),
        body=tuple(Paragraph(found, "\n" in part.text) for part, found in marked if part.role == BODY),
        pictures=tuple(Picture(found, credit) for found, credit in zip(captions, credits, strict=True)),
        named=tuple(_named(mentions)),
    )


def pieces(part: Part, mentions: Sequence[Mention]) -> Iterator[TextSpan]:
    """Cut a part at its mentions; joined again the pieces are the part. One that overlaps another is passed over."""
    position = part.start
    for mention in mentions:
        if mention.start < position or mention.end > part.end:
            continue
        if mention.start > position:
            yield TextSpan(part.text[position - part.start : mention.start - part.start])
        yield TextSpan(part.text[mention.start - part.start : mention.end - part.start], mention.entity)
        position = mention.end
    if position < part.end:
        yield TextSpan(part.text[position - part.start :])


def _named(mentions: Sequence[Mention]) -> Iterator[MarkedEntity]:
    counts = Counter(mention.entity for mention in mentions)
    for kind in EntityKind:
        if found := tuple((entity, n) for entity, n in counts.most_common() if entity.kind == kind):
            yield MarkedEntity(kind, found)
