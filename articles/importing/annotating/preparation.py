"""From a document's bytes to everything that is stored of it. Pure work on text, done in worker processes.

Two steps: reading is quick, annotating slow, and between them it is seen what the archive has already.
"""

import hashlib
import logging
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.importing.metadata import complete
from articles.importing.opening.files import Document, Found, RefusedDocument
from articles.importing.options import ImportOptions, fill
from articles.importing.parsed_article import ParsedArticle, UnreadableDocument
from articles.importing.parsing import parse_document
from articles.nlp.annotation import VERSION, Annotation, RecognisedName, annotate, identifies
from articles.text.minhash import signature
from articles.text.packing import pack
from articles.text.running_text import parts, running_text
from articles.text.terms import terms

logger = logging.getLogger(__name__)

_LONGEST = {"title": 500, "url": 1000, "source": 200, "section": 200, "key": 200}
_LONGEST_NAME = 200
# A novel has a million characters; the words of more would fill the memory.
_LONGEST_TEXT = 1_000_000


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """A document that was understood: its article, what tells it from others, and its original packed.

    `content_hash` is that of its text alone (`text_hash`), `imported_hash` that of all that was understood of it.
    """

    path: str
    place: str
    article: ParsedArticle
    content_hash: str
    imported_hash: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Annotated:
    """What annotation adds to an article: its words packed, its mentions, and the signature that its like share."""

    words: bytes
    mentions: tuple[RecognisedName, ...]
    annotated_by: str
    signature: bytes


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article with all that is stored of it."""

    read: ReadArticle
    annotated: Annotated


def read_document(found: Found, options: ImportOptions) -> ReadArticle | RefusedDocument:
    """Read, clean and parse a document; what cannot be understood comes back with the reason."""
    if isinstance(found, RefusedDocument):
        return found
    try:
        article = understood(found, options)
        _refuse_overlong(article)
    except UnreadableDocument as error:
        place = ", ".join(filter(None, [found.place, error.place]))
        return RefusedDocument(found.path, place, str(error))
    except Exception as error:  # a fault of ours must not keep the other documents out; it is recorded and logged
        return _our_fault(found, error)
    return ReadArticle(
        path=found.path,
        place=found.place,
        article=article,
        content_hash=text_hash(article.title, article.lead, article.body),
        imported_hash=_hash(repr(replace(article, warnings=()))),
        raw=zlib.compress(found.data),
    )


def understood(document: Document, options: ImportOptions) -> ParsedArticle:
    """Return the article in a document, what it lacks filled in from what is known of it, then from the options.

    Raises UnreadableDocument.
    """
    article = parse_document(
        document.data, name=document.path, options=options, form=document.form, address=document.facts.url
    )
    article = replace(article, warnings=(*document.warnings, *article.warnings))
    return fill(complete(article, document.facts), options)


def annotate_read(read: ReadArticle) -> Prepared | RefusedDocument:
    """Find the words and the names of an article; where that fails the reason comes back."""
    article = read.article
    text = running_text(parts(article.title, article.lead, article.body, [c.text for c in article.captions]))
    try:
        annotation = annotate(text)
    except Exception as error:  # see read_document
        return _our_fault(read, error)
    made_of = story_syllables(article.title, article.lead, article.body)
    return Prepared(read, Annotated(pack(annotation.words), storable(annotation), VERSION, signature(made_of)))


def text_hash(title: str, lead: str, body: Sequence[str]) -> str:
    """Return what two documents with the same text share: a SHA-256 of title, lead and paragraphs, spaces aside."""
    return _hash(" ".join(" ".join([title, lead, *body]).split()))


def story_syllables(title: str, lead: str, body: Sequence[str]) -> list[str]:
    """Return the folded syllables of title, lead and paragraphs, by which two articles are compared."""
    return terms(" ".join([title, lead, *body])).folded


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _our_fault(found: Document | ReadArticle, error: Exception) -> RefusedDocument:
    logger.error("%s %s could not be prepared", found.path, found.place, exc_info=error)
    return RefusedDocument(found.path, found.place, f"an error of the importer, please report it: {error!r}")


def storable(annotation: Annotation) -> tuple[RecognisedName, ...]:
    """Leave out what is too long to be a name, and what is named in too few words to be told from others."""
    return tuple(m for m in annotation.mentions if max(len(m.text), len(m.name)) <= _LONGEST_NAME and identifies(m))


def _refuse_overlong(article: ParsedArticle) -> None:
    for field, longest in _LONGEST.items():
        if (length := len(getattr(article, field))) > longest:
            raise UnreadableDocument(f"its {field} has {length} characters, more than {longest}: not an article")
    if (length := sum(map(len, article.body))) > _LONGEST_TEXT:
        raise UnreadableDocument(f"its text has {length} characters, more than {_LONGEST_TEXT}: not an article")
