"""From one document's bytes to one article: read in its form, then told apart from what is around it."""

from articles.importing.cleaning.names import split_names
from articles.importing.cleaning.stamps import take_stamp
from articles.importing.options import ImportOptions
from articles.importing.parsed import ParsedArticle, UnreadableDocument
from articles.importing.parsing.ending import take_bylines
from articles.importing.parsing.head import take_head
from articles.importing.parsing.limits import own_blocks
from articles.importing.parsing.pictures import take_captions
from articles.importing.parsing.text import paragraphs, split_lead
from articles.importing.readers import read
from articles.importing.readers.page import Page
from articles.nlp.dates import infer_date

__all__ = ["parse_document"]


def parse_document(data: bytes, *, name: str = "", options: ImportOptions | None = None) -> ParsedArticle:
    """Return the article in `data`, the bytes of one document in any form that a reader knows.

    `name`, the path it came by, is a hint for its date only; the options tell its encoding and the names
    of its fields. Raises UnreadableDocument where the bytes are no
    text, or the text holds no article.
    """
    return _understand(read(data, options or ImportOptions()), name)


def _understand(page: Page, name: str) -> ParsedArticle:
    head, rest = take_head(own_blocks(page.blocks))
    captions, rest = take_captions(rest, page.form)
    rest, byline = take_bylines(rest, head.authors)
    lead, body = split_lead(paragraphs(rest))
    stamped = take_stamp(lead or (body[0] if body else ""))
    lead, body = (stamped.text, body) if lead else ("", [stamped.text, *body[1:]])
    if not head.title or not body or not body[0]:
        raise UnreadableDocument("the document holds no article: no text after a title")
    published = page.published or head.published
    url = page.url if "://" in page.url else ""
    inferred = None if published else infer_date([lead, *body, *(c.text for c in captions)], url=url, path=name)
    return ParsedArticle(
        form=page.form,
        title=head.title,
        lead=lead,
        body=tuple(body),
        captions=captions,
        authors=_names(page.authors) or byline.authors or head.authors,
        source=byline.source or stamped.source or page.source or head.source,
        section=page.section or head.section,
        published=published,
        inferred=inferred,
        url=page.url,
        key=page.key,
        warnings=page.warnings,
    )


def _names(authors: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for author in authors for name in split_names(author))
