"""Pages that browsers save as one file (MHTML, RFC 2557), and e-mails that hold an article (RFC 5322)."""

import email
import email.policy
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from email.message import EmailMessage, MIMEPart
from typing import Final

from django.utils.translation import gettext_lazy as _

from articles.importing.cleaning.characters import clean_line, clean_text
from articles.importing.encodings.decoding import decode
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import MAIL, UnreadableDocument
from articles.importing.publication_dates import read_date_value
from articles.importing.readers.document_reader import DocumentReader
from articles.importing.readers.html import read_web
from articles.importing.readers.labelled_text import looks_labelled, read_labelled
from articles.importing.readers.letters import article_in, bare_subject
from articles.importing.readers.page import Block, Page, Role
from articles.importing.readers.plain import plain_blocks

_HEADER: Final = re.compile(rb"\s*(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}\r?\n")
_HEAD: Final = 16_384
_SAVED: Final = re.compile(rb"^(?:Snapshot-Content-Location|From: <Saved by|X-Snapshot)", re.MULTILINE | re.IGNORECASE)
_SUBJECT: Final = re.compile(rb"^Subject:[ \t]*([^\r\n]*)", re.MULTILINE | re.IGNORECASE)
_RELATED: Final = re.compile(rb"Content-Type:\s*multipart/related", re.IGNORECASE)
_MIME: Final = re.compile(
    rb"^(?:MIME-Version|Content-Type|Received|Message-ID|Return-Path):", re.MULTILINE | re.IGNORECASE
)
# An e-mail holds an article where it has so many characters in so many paragraphs, without the letter around it.
_LEAST_TEXT, _LEAST_PARAGRAPHS, _PARAGRAPH = 400, 3, 60
# The first line of a text is its title where it has so many words, and no stop at its end.
_TITLE_WORDS: Final = range(4, 31)
_STOPPED: Final = (".", ";", ":", ",", "…")


def is_saved_page(data: bytes) -> bool:
    """Tell whether a file is a web page that a browser saved as one file."""
    head = data[:_HEAD]
    return _HEADER.match(head) is not None and bool(_SAVED.search(head) or _RELATED.search(head))


def is_mail(data: bytes) -> bool:
    """Tell whether a file is an e-mail as mail programs save it (.eml)."""
    head = data[:_HEAD]
    return _HEADER.match(head) is not None and _MIME.search(head) is not None and b"Subject:" in head


def read_saved_page(data: bytes, always: Collection[str] = ()) -> Page:
    """Read the page in an MHTML file; raises UnreadableDocument where it has none."""
    message = _message(data)
    part = message.get_body(("html",)) or next(_parts(message, "text/html"), None)
    if part is None:
        raise UnreadableDocument("the saved page holds no page")
    page = read_web(_text(part), always)
    address = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "")
    return replace(page, url=page.url or (address if address.startswith("http") else ""))


def read_mail(data: bytes, options: ImportOptions) -> Page:
    """Read an article in an e-mail, without the letter around it. Raises UnreadableDocument where it holds none.

    The title is that of the text where it begins with one, else the subject.
    """
    message = _message(data)
    blocks, text = _article(message)
    paragraphs = [block.text for block in blocks if len(block.text) >= _PARAGRAPH]
    if sum(map(len, paragraphs)) < _LEAST_TEXT or len(paragraphs) < _LEAST_PARAGRAPHS:
        raise UnreadableDocument(MAIL)
    day = read_date_value(str(message.get("Date", ""))).iso[:10]
    if looks_labelled(text):
        return replace(read_labelled(text, options), likely_day=day)
    if _begins_with_title(blocks):
        title, blocks = bare_subject(blocks[0].text), blocks[1:]
    else:
        title = clean_line(bare_subject(_subject(message, data)))
    head = [Block(title, Role.TITLE)] if title else []
    return Page((*head, *blocks), likely_day=day)


def _article(message: EmailMessage) -> tuple[tuple[Block, ...], str]:
    """Return the article in an e-mail as blocks and as text; of HTML the page, where no letter stands around it."""
    plain = message.get_body(("plain",))
    part = plain or message.get_body(("html",))
    if part is None:
        raise UnreadableDocument(MAIL)
    blocks = () if plain is not None else read_web(_text(part)).blocks
    text = clean_text(_text(part), keep_tabs=True) if plain is not None else "\n\n".join(one.text for one in blocks)
    article = article_in(text)
    return blocks if blocks and article == text else plain_blocks(article), article


def _begins_with_title(blocks: Sequence[Block]) -> bool:
    first = blocks[0].text
    return (
        len(first.split()) in _TITLE_WORDS and not first.endswith(_STOPPED) and len(blocks[1].text) > len(first)
    ) or blocks[0].role is Role.TITLE


def _subject(message: EmailMessage, data: bytes) -> str:
    """Return the subject; one that is not encoded as it should be is read as the text of the e-mail is."""
    subject = str(message.get("Subject", ""))
    raw = _SUBJECT.search(data[:_HEAD]) if "\ufffd" in subject else None
    return decode(raw[1]).text if raw else subject


def _message(data: bytes) -> EmailMessage:
    try:
        return email.message_from_bytes(data.lstrip(), _class=EmailMessage, policy=email.policy.default)
    except (ValueError, LookupError, RecursionError) as error:
        raise UnreadableDocument(f"the e-mail or saved page is damaged: {error}") from error


def _parts(message: EmailMessage, kind: str) -> Iterator[EmailMessage]:
    for part in message.walk():
        if isinstance(part, EmailMessage) and part.get_content_type() == kind:
            yield part


def _text(part: "EmailMessage | MIMEPart") -> str:
    payload = part.get_payload(decode=True)
    return decode(payload if isinstance(payload, bytes) else b"").text


SAVED_PAGE: Final = DocumentReader(
    "mhtml",
    _("saved web page"),
    "a web page that a browser saved as one file (.mhtml, .mht), read as the web page in it",
    read=lambda contents, options: read_saved_page(contents.data, options.kept),
    matches=lambda contents: is_saved_page(contents.data),
    binary=True,
)
MAIL_READER: Final = DocumentReader(
    "mail",
    _("e-mail"),
    "an e-mail (.eml) whose text is an article; others are refused",
    read=lambda contents, options: read_mail(contents.data, options),
    matches=lambda contents: is_mail(contents.data),
    binary=True,
)
