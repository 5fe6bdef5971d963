"""A page copied as plain text, or an article in it: the form of what no other reader knows."""

from dataclasses import replace
from typing import Final

from django.utils.translation import gettext_lazy as _

from articles.importing.cleaning.characters import clean_text, drop_stray_tags, without_pictographs
from articles.importing.cleaning.furniture import strip_null
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import CHAT, MAIL, XML_UNKNOWN, UnreadableDocument
from articles.importing.readers.document_reader import DocumentReader
from articles.importing.readers.kinds.text_kinds import no_article
from articles.importing.readers.labelled.record_zones import without_labels_around
from articles.importing.readers.lines.cut_lines import whole_lines
from articles.importing.readers.lines.line_blocks import plain_blocks
from articles.importing.readers.lines.printed_marks import with_plain_captions, without_jumps
from articles.importing.readers.lines.quoted_lines import without_quote_marks
from articles.importing.readers.lines.running_heads import told_by_heads, without_running_heads
from articles.importing.readers.lines.text_damage import mended
from articles.importing.readers.messages.chat_articles import article_in_chat
from articles.importing.readers.messages.letters import forwarded, without_note
from articles.importing.readers.messages.mail_quoting import without_quoting
from articles.importing.readers.messages.post_heads import without_post_head
from articles.importing.readers.page import Page, Role, holds_article
from articles.importing.readers.records.record import record_page
from articles.importing.readers.several_articles.article_parts import article_parts
from articles.importing.readers.xml_elements import declares_xml

_NOT_READ: Final = "another message of the chat holds an article too, which is not read"
_LEAST_KEPT: Final = 4  # words of a line that is no name of an author


def read_plain(text: str, options: ImportOptions) -> Page:
    """Read a copied page or other plain text: every line that is not blank is a block, but for tables.

    Raises UnreadableDocument where the text is no article.
    """
    text, chatter, warnings = _out_of_chat(text)
    text, heads = without_running_heads(mended(text))
    lines, around = without_quoting(without_post_head(text).splitlines())
    unbroken, jumps = without_jumps("\n".join(lines))
    whole = whole_lines(without_quote_marks(unbroken)).replace("\f", "\n\n")
    cleaned = without_note(strip_null(drop_stray_tags(clean_text(drop_stray_tags(whole), keep_tabs=True))))
    mail = forwarded(cleaned)
    # What the readers of XML know they have taken before.
    if kind := XML_UNKNOWN if declares_xml(text) else no_article(whole if mail is None else mail[0]):
        raise UnreadableDocument(kind)
    if mail is None:
        page = _of_one(plain_page(cleaned, options), article_parts(text).doubt)
    else:
        page = plain_page(mail[0], options)
        if not holds_article(page):
            raise UnreadableDocument(MAIL)
        page = replace(page, url=page.url or mail[1])
    told = {name: value for name, value in told_by_heads(heads).items() if value and not getattr(page, name)}
    outside = (*page.outside, *heads, *around, *jumps, *chatter)
    return replace(page, outside=outside, warnings=(*page.warnings, *warnings), **told)


def _out_of_chat(text: str) -> tuple[str, list[str], tuple[str, ...]]:
    """Return the article of a chat with the other messages and warnings, any other text as it is.

    Raises UnreadableDocument for a chat without an article.
    """
    chat = article_in_chat(text)
    if chat is None:
        return text, [], ()
    article, around, has_others = chat
    if not article:
        raise UnreadableDocument(CHAT)
    return article, around, (_NOT_READ,) if has_others else ()


def _of_one(page: Page, doubt: str) -> Page:
    """Return a page of which nothing is left out, with a warning, where it may hold several articles."""
    if not doubt:
        return page
    lines = (line for block in page.blocks for line in block.text.split("\n"))
    kept = frozenset(line for line in lines if len(line.split()) >= _LEAST_KEPT)
    return replace(page, warnings=(*page.warnings, doubt), kept=kept)


def plain_page(text: str, options: ImportOptions) -> Page:
    """Return clean text as a page, with what labels above or below it say of where it is from."""
    article, labels, around = without_labels_around(with_plain_captions(without_pictographs(text)))
    page = record_page({**labels, "body": article}, options) if labels else Page(())
    captions = (block for block in page.blocks if block.role is Role.CAPTION)
    return replace(page, blocks=(*plain_blocks(article), *captions), outside=(*page.outside, *around))


READER = DocumentReader(
    "raw",
    _("copied text"),
    "text copied from a web page, with its junk, or clean text: title, lead and paragraphs on lines of their own",
    read=lambda contents, options: read_plain(contents.text, options),
    matches=lambda contents: True,
)
