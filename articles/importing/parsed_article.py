"""What importing makes of one document: the dataclasses that cross from parsing to storing."""

from dataclasses import dataclass, replace
from typing import Final

from articles.importing.metadata import Metadata, first_stated
from articles.nlp.dates import InferredDate
from articles.text.markup import is_web_address

__all__ = ["Caption", "InferredDate", "ParsedArticle", "UnreadableDocument", "complete"]


class UnreadableDocument(Exception):
    """A document that cannot be read as an article.

    `str(error)` is the reason in English; `place` is where in the document, "" for the whole of it.
    """

    def __init__(self, reason: str, place: str = "") -> None:
        super().__init__(reason)
        self.place = place


# Kinds of documents that are no articles, as they are named to editors. In an archive each kind is counted.
ARTICLE_LIST: Final = "this is a list of articles, not an article"
SIGN_IN: Final = "this page asks to sign in"
ERROR_PAGE: Final = "this is an error page"
HEADLINES: Final = "this is a list of headlines, not an article"
CORPUS: Final = "this is a corpus in columns, not an article"
CODE: Final = "this is source code"
LOG: Final = "this is a log"
CHAT: Final = "this is a chat without an article"
MAIL: Final = "this is an e-mail without an article"
FORM: Final = "this is a table, a form or data, not an article"
OF_SITE: Final = "this is a text of a site about itself, not an article"
OFFICIAL: Final = "this is an official paper or a contract, not an article"
ADVERTS: Final = "these are classified advertisements, not an article"
COMMENTS: Final = "these are readers' comments, not an article"
XML_UNKNOWN: Final = "this is XML of no known kind"


@dataclass(frozen=True, slots=True)
class Caption:
    """The text under a picture, and who made the picture ("" where it is not said)."""

    text: str
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedArticle(Metadata):
    """One article in clean NFC text, with its metadata.

    `form` is the form of its document (the key of a reader). `published` is the posting date as the document states
    it in full; `inferred` is a date gathered otherwise. `credited` is what its byline credits, which is also its
    `source` where it states no other. `inferred_source` is the paper that only masthead, menu or imprint of its page
    tell, where none is stated or only by its initials. A paragraph holds line breaks only where it is verse, or a
    table: a line for each row, its cells separated by " | ". `left_out` are the lines of the document that are no part
    of the article, which is not stored.
    """

    form: str
    title: str
    lead: str
    body: tuple[str, ...]
    captions: tuple[Caption, ...]
    inferred: InferredDate | None
    credited: str = ""
    inferred_source: str = ""
    warnings: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def stored_source(self) -> str:
        """The source that the archive stores: an inferred one names a paper, where the stated one has its initials."""
        return self.inferred_source or self.source


def complete(article: ParsedArticle, metadata: Metadata) -> ParsedArticle:
    """Return the article with the metadata that it does not state itself; what is stated replaces what is inferred."""
    values = first_stated(article, metadata)
    if article.inferred_source or article.source == article.credited:
        values["source"] = metadata.source or article.source
    values["url"] = article.url if is_web_address(article.url) else metadata.url
    return replace(
        article,
        inferred=None if values["published"] else article.inferred,
        inferred_source="" if metadata.source else article.inferred_source,
        **values,
    )
