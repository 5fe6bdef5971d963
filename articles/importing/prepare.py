"""From a document's bytes to everything that is stored of it. Pure work on text, done in worker processes."""

import hashlib
import logging
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from articles.importing.documents import Document, Found, Refused
from articles.importing.facts import complete
from articles.importing.options import ImportOptions, fill
from articles.importing.parsed import ParsedArticle, UnreadableDocument
from articles.importing.parsing import parse_document
from articles.nlp.annotation import VERSION, Annotation, Mention, annotate
from articles.text.layout import parts, running_text
from articles.text.minhash import signature
from articles.text.packing import pack
from articles.text.terms import terms, tokens

logger = logging.getLogger(__name__)

_LONGEST = {"title": 500, "url": 1000, "source": 200, "section": 200, "key": 200}
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article ready to be stored: what was understood, its words packed, its mentions, its original packed."""

    path: str
    place: str
    article: ParsedArticle
    content_hash: str
    words: bytes
    mentions: tuple[Mention, ...]
    annotated_by: str
    signature: bytes
    raw: bytes


def prepare(found: Found, options: ImportOptions | None = None) -> Prepared | Refused:
    """Read, clean, parse and annotate a document; what cannot be understood comes back with the reason."""
    if isinstance(found, Refused):
        return found
    try:
        article = understood(found, options or ImportOptions())
        _refuse_overlong(article)
        return _prepared(found, article)
    except UnreadableDocument as error:
        place = ", ".join(filter(None, [found.place, error.place]))
        return Refused(found.path, place, str(error))
    except Exception as error:  # a fault of ours must not keep the other documents out; it is recorded and logged
        logger.exception("%s %s could not be prepared", found.path, found.place)
        return Refused(found.path, found.place, f"an error of the importer, please report it: {error!r}")


def understood(document: Document, options: ImportOptions) -> ParsedArticle:
    """Return the article in a document, what it lacks filled in from what is known of it, then from the options.

    Raises UnreadableDocument.
    """
    article = parse_document(document.data, name=document.path, options=options)
    return fill(complete(article, document.facts), options)


def _prepared(document: Document, article: ParsedArticle) -> Prepared:
    text = running_text(parts(article.title, article.lead, article.body, [c.text for c in article.captions]))
    annotation = annotate(text)
    return Prepared(
        path=document.path,
        place=document.place,
        article=article,
        content_hash=text_hash(article.title, article.lead, article.body),
        words=pack(annotation.words),
        mentions=_storable(annotation),
        annotated_by=VERSION,
        signature=signature(story_syllables(article.title, article.lead, article.body)),
        raw=zlib.compress(document.data),
    )


def text_hash(title: str, lead: str, body: Sequence[str]) -> str:
    """Return what two documents with the same text share: a SHA-256 of title, lead and paragraphs, spaces aside."""
    words = " ".join([title, lead, *body]).split()
    return hashlib.sha256(" ".join(words).encode()).hexdigest()


def story_syllables(title: str, lead: str, body: Sequence[str]) -> list[str]:
    """Return the folded syllables of title, lead and paragraphs, by which two articles are compared."""
    return terms(" ".join([title, lead, *body])).folded


def _storable(annotation: Annotation) -> tuple[Mention, ...]:
    """Leave out what is too long to be a name, and people of whom the newspaper gives initials alone ("em T.")."""
    return tuple(m for m in annotation.mentions if max(len(m.text), len(m.name)) <= _LONGEST_NAME and not _initials(m))


def _initials(mention: Mention) -> bool:
    return mention.kind == "person" and all(len(syllable.exact) == 1 for syllable in tokens(mention.name))


def _refuse_overlong(article: ParsedArticle) -> None:
    for field, longest in _LONGEST.items():
        if (length := len(getattr(article, field))) > longest:
            raise UnreadableDocument(f"its {field} has {length} characters, more than {longest}: not an article")
