"""From one document's bytes to one article: read in its form, then told apart from what is around it."""

from articles.importing.cleaning.furniture import is_furniture, starts_tail
from articles.importing.cleaning.names import split_names
from articles.importing.cleaning.stamps import take_stamp
from articles.importing.parsed import ParsedArticle, UnreadableDocument
from articles.importing.parsing.ending import take_bylines
from articles.importing.parsing.head import take_head
from articles.importing.parsing.pictures import take_captions
from articles.importing.parsing.text import paragraphs, split_lead
from articles.importing.readers import read
from articles.importing.readers.page import Block, Page, Role
from articles.nlp.dates import infer_date

__all__ = ["parse_document"]


def parse_document(data: bytes, *, name: str = "") -> ParsedArticle:
    """Return the article in `data`, the bytes of one document in any form that a reader knows.

    `name`, the path it came by, is a hint for its date only. Raises UnreadableDocument where the bytes are no
    text, or the text holds no article.
    """
    return _understand(read(data), name)


def _understand(page: Page, name: str) -> ParsedArticle:
    head, rest = take_head(_own_blocks(page.blocks))
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


def _own_blocks(blocks: tuple[Block, ...]) -> list[Block]:
    """Return the blocks without furniture, up to the heading of what follows the article."""
    kept: list[Block] = []
    parted = False
    for index, block in enumerate(blocks):
        if block.role is not Role.TITLE and starts_tail(block.text) and index > 0:
            if any(b.role is Role.CAPTION for b in blocks[index:]) or len(kept) < 2:
                continue
            break
        if block.role is not Role.TITLE and is_furniture(block.text):
            parted = True
            continue
        kept.append(Block(block.text, block.role, block.gap or parted, block.credit))
        parted = False
    return kept


def _names(authors: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for author in authors for name in split_names(author))
