"""A text annotated again. Pure work on text, done in worker processes, which know no database."""

import logging
from dataclasses import dataclass
from datetime import datetime

from articles.importing.annotating.preparation import storable
from articles.importing.opening.files import RefusedDocument
from articles.nlp.annotation import RecognisedName, annotate
from articles.text.packing import pack

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StoredText:
    """The running text of an article as it was when it was read; path and place are for messages."""

    pk: int
    path: str
    place: str
    text: str
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class StoredAnnotation:
    """What was found in a text: the words packed, and the mentions."""

    text: StoredText
    words: bytes
    mentions: tuple[RecognisedName, ...]


def reannotate(text: StoredText) -> StoredAnnotation | RefusedDocument:
    """Annotate a text; where that fails the reason comes back, and the others go on."""
    try:
        annotation = annotate(text.text)
    except Exception as error:  # a fault of ours in one article; it is logged
        logger.exception("Article %s could not be annotated", text.pk)
        return RefusedDocument(text.path, text.place, repr(error))
    return StoredAnnotation(text, pack(annotation.words), storable(annotation))
