"""What importing understood of one document: the dataclasses that cross from parsing to storing."""

from dataclasses import dataclass

from articles.nlp.dates import InferredDate

__all__ = ["Caption", "InferredDate", "ParsedArticle", "UnreadableDocument"]


class UnreadableDocument(Exception):
    """A document that cannot be read as an article.

    `str(error)` is the reason in English; `place` says where in the document ("" for the whole of it).
    """

    def __init__(self, reason: str, place: str = "") -> None:
        super().__init__(reason)
        self.place = place


@dataclass(frozen=True, slots=True)
class Caption:
    """The text under a picture and, apart from it, who made the picture ("" where it is not said)."""

    text: str
    credit: str = ""


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """One article in clean NFC text.

    `form` is "raw", "segmented", "html" or "json"; `published` is the posting date or datetime as the document
    states it in full (ISO, "" where it does not), `inferred` a date gathered otherwise; `key` is the id that the
    record itself gives ("" where none). A paragraph holds line breaks only where it is verse.
    """

    form: str
    title: str
    lead: str
    body: tuple[str, ...]
    captions: tuple[Caption, ...]
    authors: tuple[str, ...]
    source: str
    section: str
    published: str
    inferred: InferredDate | None
    url: str
    key: str
    warnings: tuple[str, ...] = ()
