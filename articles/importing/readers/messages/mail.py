"""E-mails that hold an article (RFC 5322)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from email.message import EmailMessage, Message
from typing import Final

from django.utils.translation import gettext_lazy as _

from articles.importing.cleaning.byline_names import is_name
from articles.importing.cleaning.bylines import read_beside_date
from articles.importing.cleaning.characters import clean_line, clean_text
from articles.importing.encodings.decoding import decode
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import MAIL, UnreadableDocument
from articles.importing.publication_dates import read_date_value
from articles.importing.readers.document_reader import Contents, DocumentReader
from articles.importing.readers.labelled.labelled_text import looks_labelled, read_labelled
from articles.importing.readers.lines.cut_lines import whole_lines
from articles.importing.readers.lines.quoted_lines import without_quote_marks
from articles.importing.readers.messages.letters import article_in, bare_subject
from articles.importing.readers.messages.mail_parts import (
    HEAD_BYTES,
    MAIL_HEADER,
    body_part,
    mail_text,
    open_mail,
    part_text,
)
from articles.importing.readers.office_files import docx, open_text, pdf, rich_text
from articles.importing.readers.page import Block, Page, Role, holds_article
from articles.importing.readers.plain import plain_page
from articles.importing.readers.web.html import read_web
from articles.nlp.dates import read_dateline
from articles.text.papers import paper_key, paper_named

_SUBJECT: Final = re.compile(rb"^Subject:[ \t]*([^\r\n]*)", re.MULTILINE | re.IGNORECASE)
_MIME: Final = re.compile(
    rb"^(?:MIME-Version|Content-Type|Received|Message-ID|Return-Path):", re.MULTILINE | re.IGNORECASE
)
# Roles that an e-mail in HTML tells and its plain text does not, and how much of that text it must have.
_TOLD: Final = frozenset({Role.TITLE, Role.CAPTION, Role.TABLE})
_AS_LONG: Final = 0.8
# The names of offices and companies, which send what they tell the press; letters of a name that a domain has too.
_OFFICE: Final = re.compile(
    r"(?:văn phòng|vpubnd|ubnd|ủy ban|uỷ ban|sở|cục|chi cục|tổng cục|công an|bộ|vụ|viện|học viện|đại học|trường"
    r"|bệnh viện|công ty|tổng công ty|tập đoàn|hội|liên đoàn|hiệp hội|quỹ|ngân hàng|trung tâm"
    r"|đại sứ quán|thành phố)\s+\S",
    re.IGNORECASE,
)
_SITE: Final = 6
# Files attached to an e-mail that may hold its article.
_FILES: Final = (docx.READER, rich_text.READER, open_text.READER, pdf.READER)
_NOT_READ: Final = "another attached file holds an article too, which is not read"
# The first line of a text is its title where it has so many words, and no stop at its end.
_TITLE_WORDS: Final = range(4, 31)
_BELOW_TITLE: Final = 4  # lines, up to the first paragraph
_STOPPED: Final = (".", ";", ":", ",")


def is_mail(data: bytes) -> bool:
    """Tell whether a file is an e-mail as mail programs save it (.eml)."""
    head = data[:HEAD_BYTES]
    return MAIL_HEADER.match(head) is not None and _MIME.search(head) is not None and b"Subject:" in head


def read_mail(data: bytes, options: ImportOptions) -> Page:
    """Read an article in an e-mail, without the letter around it. Raises UnreadableDocument where it holds none.

    Where the letter holds none, the longest article in a file that is attached to it is read. The title is that of the
    text where it begins with one, else the subject. A sender with the name of a paper is the likely source.
    """
    message = open_mail(data)
    subject = clean_line(bare_subject(_subject(message, data)))
    page = _written(message, options) or _attached(message, options)
    if page is None:
        raise UnreadableDocument(MAIL)
    day = read_date_value(str(message.get("Date", ""))).iso[:10]
    return replace(
        page,
        blocks=_titled(page.blocks, subject),
        likely_day=day,
        likely_source=page.likely_source or _sending_paper(message),
    )


def _titled(blocks: tuple[Block, ...], subject: str) -> tuple[Block, ...]:
    """Return the blocks of an article with its title as the first, which may be the subject of the e-mail."""
    if any(block.role is Role.TITLE for block in blocks):
        return blocks
    first = next((index for index, block in enumerate(blocks) if not _is_note(block.text)), 0)
    if _begins_with_title(blocks[first:]):
        return Block(bare_subject(blocks[first].text), Role.TITLE), *blocks[:first], *blocks[first + 1 :]
    return (Block(subject, Role.TITLE), *blocks) if subject else blocks


def _written(message: EmailMessage, options: ImportOptions) -> Page | None:
    """Return the article in the text of an e-mail; None where it has none.

    It is read from the part in HTML where that says what its lines are: a title, captions, a table.
    """
    html = body_part(message, "html")
    article = _in_text(mail_text(message), options)
    page = _in_html(part_text(html), options) if html is not None else None
    if article is None or page is None:
        return article or page
    is_richer = any(block.role in _TOLD for block in page.blocks)
    return page if is_richer and _length(page) >= _AS_LONG * _length(article) else article


def _in_text(text: str, options: ImportOptions) -> Page | None:
    article = whole_lines(without_quote_marks(article_in(text)))
    page = read_labelled(article, options) if looks_labelled(article) else plain_page(article, options)
    return page if holds_article(page) else None


def _in_html(text: str, options: ImportOptions) -> Page | None:
    """Return the article of an e-mail in HTML as the page that it is, without the letter around it."""
    try:
        page = read_web(text, options.kept)
    except UnreadableDocument:
        return None
    article = article_in("\n\n".join(block.text for block in page.blocks))
    if looks_labelled(article):
        return _in_text(article, options)
    own = replace(page, blocks=tuple(block for block in page.blocks if _is_within(block.text, article)))
    return own if holds_article(own) else None


def _is_within(text: str, article: str) -> bool:
    """Tell whether the lines of a block are of the article."""
    return f"\n{text}\n" in f"\n{article}\n"


def _attached(message: EmailMessage, options: ImportOptions) -> Page | None:
    """Return the longest article in the files that are attached to an e-mail, None where they hold none."""
    pages = [page for part in message.walk() if (page := _in_file(part, options)) is not None]
    if not pages:
        return None
    longest = max(pages, key=_length)
    return replace(longest, warnings=(*longest.warnings, *(_NOT_READ for page in pages if page is not longest)))


def _in_file(part: Message, options: ImportOptions) -> Page | None:
    """Return the article in an attached file, or in an attached e-mail; None where it holds none."""
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        inner = inner[0] if isinstance(inner, list) and inner else None
        return _written(inner, options) if isinstance(inner, EmailMessage) else None
    payload = part.get_payload(decode=True) if part.get_filename() else None
    if not isinstance(payload, bytes) or not payload:
        return None
    contents = Contents(payload)
    reader = next((one for one in _FILES if one.matches(contents)), None)
    try:
        if reader is not None:
            page = reader.read(contents, options)
            return page if holds_article(page) else None
        if part.get_content_maintype() != "text":
            return None
        text = contents.text
        return _in_html(text, options) if part.get_content_subtype() == "html" else _in_text(clean_text(text), options)
    except UnreadableDocument:
        return None


def _length(page: Page) -> int:
    return sum(len(block.text) for block in page.blocks)


def _sending_paper(message: EmailMessage) -> str:
    """Return the paper whose name the sender of an e-mail has, "" where it has none."""
    addresses = getattr(message.get("From"), "addresses", ())
    named = (one.display_name for one in addresses if _names_sender(one.display_name, one.domain))
    return next(named, "")


def _names_sender(name: str, domain: str) -> bool:
    """Tell whether the name of a sender is that of a paper or an office: known, or the one that its site has."""
    key = paper_key(name)
    is_office = _OFFICE.match(name) is not None and not is_name(name)
    return bool(paper_named(name)) or is_office or (len(key) >= _SITE and key in domain)


def _begins_with_title(blocks: Sequence[Block]) -> bool:
    """Tell whether the first block is a title: a line without a stop above a longer one; between may stand a date."""
    first = blocks[0].text
    is_title = len(first.split()) in _TITLE_WORDS and (first.endswith("...") or not first.endswith(_STOPPED))
    return is_title and any(len(block.text) > len(first) for block in blocks[1:_BELOW_TITLE])


def _is_note(text: str) -> bool:
    """Tell whether a line above the title says when and where an article was printed: "Báo Đất Mũi, 8/11/2005"."""
    dateline = read_dateline(text)
    return dateline is not None and (not dateline.rest or read_beside_date(dateline.rest) is not None)


def _subject(message: EmailMessage, data: bytes) -> str:
    """Return the subject; one that is not encoded as it should be is read as the text of the e-mail is."""
    subject = str(message.get("Subject", ""))
    raw = _SUBJECT.search(data[:HEAD_BYTES]) if "\ufffd" in subject else None
    return decode(raw[1]).text if raw else subject


MAIL_READER: Final = DocumentReader(
    "mail",
    _("e-mail"),
    "an e-mail (.eml) whose text, or a file attached to it, is an article; others are refused",
    read=lambda contents, options: read_mail(contents.data, options),
    matches=lambda contents: is_mail(contents.data),
    binary=True,
)
