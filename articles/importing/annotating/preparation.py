"""From a document's bytes to everything that is stored of it. Worker processes do this: it touches no database.

It has two steps: reading is quick, annotating slow. Between them the archive is asked which articles it has already.
"""

import hashlib
import logging
import zlib
from collections.abc import Sequence, Set
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Final

from articles.importing.corrections import corrected
from articles.importing.document import Document, Found, RefusedDocument, refused_by_bug
from articles.importing.metadata import METADATA_FIELDS
from articles.importing.options import ImportOptions, fill
from articles.importing.parsed_article import ParsedArticle, UnreadableDocument, complete
from articles.importing.parsing import parse_document
from articles.nlp.annotation import VERSION, RecognisedName, annotate, identifies, is_protected
from articles.nlp.quotations.found import FoundQuotation
from articles.text.minhash import signature
from articles.text.packing import pack
from articles.text.quotation_spans import KINDS, QuotationRow
from articles.text.running_text import parts, running_text
from articles.text.terms import terms

logger = logging.getLogger(__name__)

# Characters that the columns of the database have room for; of other metadata `_LONGEST_VALUE`.
_LONGEST: Final = {"title": 500, "url": 1000}
_LONGEST_VALUE: Final = 200
_LONGEST_NAME: Final = 200
_HASHED: Final = (
    *("form", "title", "lead", "body", "captions", "authors", "source", "section", "published", "inferred", "url"),
    "key",
)
# What an older archive had not parsed, though it was the same document.
_NOT_HASHED: Final = ("warnings", "left_out", "credited")
# A novel has a million characters; annotating more would fill the memory.
_LONGEST_TEXT: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """A document read as an article, with its original, compressed by zlib, in `raw`.

    `content_hash` is that of its text alone (`text_hash`), `imported_hash` that of everything parsed from it, without
    what an editor corrected: the same document is known again, corrected or not.
    """

    path: str
    place: str
    article: ParsedArticle
    content_hash: str
    imported_hash: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Annotated:
    """What annotation adds to an article: its `AnnotatedText`, the recogniser's version and its MinHash."""

    words: bytes
    protected_names: bytes
    mentions: tuple[RecognisedName, ...]
    quotations: tuple[QuotationRow, ...]
    annotated_by: str
    signature: bytes


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article with everything that is stored of it."""

    read: ReadArticle
    annotated: Annotated


@dataclass(frozen=True, slots=True)
class StoredText:
    """The running text of a stored article, and when the article was last changed; path and place are for messages."""

    pk: int
    path: str
    place: str
    text: str
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """The packed words of a text, the packed places of its protected names, its mentions of entities and quotations."""

    words: bytes
    protected_names: bytes
    mentions: tuple[RecognisedName, ...]
    quotations: tuple[QuotationRow, ...]


@dataclass(frozen=True, slots=True)
class StoredAnnotation:
    """A stored text and its annotation."""

    text: StoredText
    annotated: AnnotatedText


def read_document(found: Found, options: ImportOptions) -> ReadArticle | RefusedDocument:
    """Read, clean and parse a document; one that cannot be read is returned as refused, with the reason.

    Raises MemoryError.
    """
    if isinstance(found, RefusedDocument):
        return found
    try:
        parsed = completed_article(found, options)
        article = corrected(parsed, found.path, found.place, options.rules, options.corrections)
        _refuse_overlong(article)
    except UnreadableDocument as error:
        place = ", ".join(filter(None, [found.place, error.place]))
        return RefusedDocument(found.path, place, str(error))
    except MemoryError:
        raise
    except Exception as error:  # a bug must not stop the other documents: it is recorded and logged
        logger.exception("%s %s could not be read", found.path, found.place)
        return refused_by_bug(found.path, found.place, error)
    return ReadArticle(
        path=found.path,
        place=found.place,
        article=article,
        content_hash=text_hash(article.title, article.lead, article.body),
        imported_hash=import_hash(parsed),
        raw=zlib.compress(found.data),
    )


def completed_article(document: Document, options: ImportOptions) -> ParsedArticle:
    """Return the article in a document, completed from the document's metadata and then from the options.

    Raises UnreadableDocument.
    """
    article = parse_document(
        document.data, name=document.path, options=options, form=document.form, address=document.metadata.url
    )
    article = replace(article, warnings=(*document.warnings, *article.warnings))
    return fill(complete(article, document.metadata), options)


def annotate_read(read: ReadArticle) -> Prepared | RefusedDocument:
    """Find the words and mentions of an article; where that fails it is returned as refused, with the reason."""
    article = read.article
    text = running_text(parts(article.title, article.lead, article.body, [c.text for c in article.captions]))
    try:
        found = annotated_text(text)
    except Exception as error:  # see read_document
        logger.exception("%s %s could not be annotated", read.path, read.place)
        return refused_by_bug(read.path, read.place, error)
    syllables = story_syllables(article.title, article.lead, article.body)
    return Prepared(
        read,
        Annotated(found.words, found.protected_names, found.mentions, found.quotations, VERSION, signature(syllables)),
    )


def annotate_stored(text: StoredText) -> StoredAnnotation | RefusedDocument:
    """Annotate the text of a stored article; where that fails it is returned as refused, with the reason."""
    try:
        return StoredAnnotation(text, annotated_text(text.text))
    except Exception as error:  # see read_document
        logger.exception("Article %s could not be annotated", text.pk)
        return RefusedDocument(text.path, text.place, repr(error))


def annotated_text(text: str) -> AnnotatedText:
    """Return what is stored of a running text's annotation.

    Mentions longer than a column, and those that identify nobody ("anh Vũ"), are left out.
    """
    annotation = annotate(text)
    fitting = [m for m in annotation.mentions if max(len(m.text), len(m.name)) <= _LONGEST_NAME and identifies(m)]
    kept = {mention.start for mention in fitting}
    protected = [(m.start, m.end) for m in annotation.mentions if is_protected(m)]
    return AnnotatedText(
        words=pack(annotation.words),
        protected_names=pack(protected) if protected else b"",
        mentions=tuple(fitting),
        quotations=tuple(_quotation_row(one, annotation.mentions, kept) for one in annotation.quotations),
    )


def _quotation_row(one: FoundQuotation, mentions: Sequence[RecognisedName], kept: Set[int]) -> QuotationRow:
    """Return what is stored of a quotation; `kept` are the starts of the mentions that are stored."""
    speaker = one.speaker
    mention = None if speaker.mention is None else mentions[speaker.mention].start
    return QuotationRow(
        one.start,
        one.end,
        KINDS[one.kind],
        speaker.start,
        speaker.end,
        mention if mention in kept else None,
        one.cue_start,
        one.cue_end,
    )


def import_hash(article: ParsedArticle) -> str:
    """Return a SHA-256 of everything parsed of a document but the warnings, what was left out, and credits.

    It is made of `_HASHED` as the repr of the first ParsedArticle was, so that archives of any age know what they have
    imported. A field that was added later counts only where it has a value.
    """
    article = replace(article, source=article.stored_source, inferred_source="")
    names = (field.name for field in fields(article) if field.name not in {*_HASHED, *_NOT_HASHED})
    later = [name for name in names if getattr(article, name)]
    values = ", ".join(f"{name}={getattr(article, name)!r}" for name in (*_HASHED, *later))
    return _hash(f"ParsedArticle({values}, warnings=())")


def text_hash(title: str, lead: str, body: Sequence[str]) -> str:
    """Return the SHA-256 of title, lead and paragraphs, where runs of spaces count as one space."""
    return _hash(" ".join(" ".join([title, lead, *body]).split()))


def story_syllables(title: str, lead: str, body: Sequence[str]) -> list[str]:
    """Return the folded syllables of title, lead and paragraphs, by which two articles are compared."""
    return terms(" ".join([title, lead, *body])).folded


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _refuse_overlong(article: ParsedArticle) -> None:
    for field in ("title", *METADATA_FIELDS):
        value, longest = getattr(article, field), _LONGEST.get(field, _LONGEST_VALUE)
        if isinstance(value, str) and len(value) > longest:
            raise UnreadableDocument(f"its {field} has {len(value)} characters, more than {longest}: not an article")
    if (length := sum(map(len, article.body))) > _LONGEST_TEXT:
        raise UnreadableDocument(f"its text has {length} characters, more than {_LONGEST_TEXT}: not an article")
