"""Digests: e-mails and texts of several articles, one below another, each with its own title and paper or author."""

import re
from collections.abc import Iterator
from email.message import EmailMessage
from itertools import groupby
from typing import Final

from articles.importing.cleaning.bylines import read_named_byline
from articles.importing.document import Document, Found
from articles.importing.encodings.decoding import Decoded, decode
from articles.importing.opening.inner import Inner
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.readers import has_binary_reader
from articles.importing.readers.html import looks_like_html
from articles.importing.readers.mail import is_mail, mail_text, open_mail
from articles.nlp.dates import read_dateline

# The heading of each article ("BÀI 1: Mưa lớn ở Huế", "2. Giá lúa tăng"), and the line between two.
_NUMBERED: Final = re.compile(
    r"\W*(?:(?P<kind>bài|tin|tin bài|mục|article|item)\s*(?:số\s*)?)?(?P<number>\d{1,2})\s*[:.)/–-]+\s*(?P<title>\S.*)",
    re.IGNORECASE,
)
_RULE: Final = re.compile(r"\s*(?P<sign>[-=_*~#+])(?:\s?(?P=sign)){4,}\s*")
# The same in bytes, before a text is decoded.
_MAY_BE_RULED: Final = re.compile(rb"^[ \t]*(?P<sign>[-=_*~#+])(?: ?(?P=sign)){4,}[ \t]*\r?$", re.MULTILINE)
_CALLED: Final = re.compile(r"điểm (?:báo|tin)|tin (?:tổng hợp|trong ngày)|tổng hợp (?:tin|báo)|digest", re.IGNORECASE)
_ABOVE: Final = 5  # lines in which a digest is called so
# An article has so many long lines below its title, and a date or a signature near its ends.
_PARAGRAPH, _LEAST_PARAGRAPHS, _EDGE = 60, 2, 4
_TITLE_WORDS: Final = range(3, 36)


def in_digest(whole: Found, inner: Inner) -> Iterator[Found]:
    """Yield each article of an e-mail or a text that is a digest, by itself; anything else as it is."""
    if isinstance(whole, Document) and not is_mail(whole.data):
        yield from _in_text(whole, inner.options.encoding)
        return
    message, parts = None, []
    if isinstance(whole, Document):
        try:
            message = open_mail(whole.data)
            parts = digest_parts(mail_text(message), str(message.get("Subject", "")))
        except (UnreadableDocument, LookupError):  # the reader says so
            parts = []
    if message is None or len(parts) < 2:
        yield whole
        return
    for number, part in enumerate(parts, start=1):
        place = ", ".join(filter(None, (whole.place, f"article {number}")))
        yield inner.document(whole.path, place, _alone(part, message), form="mail")


def _in_text(whole: Document, encoding: str) -> Iterator[Found]:
    """Yield the articles between the rules of a text, each of them signed or dated; any other document as it is."""
    parts: list[str] = []
    warnings: tuple[str, ...] = ()
    if _MAY_BE_RULED.search(whole.data) and not has_binary_reader(whole.data):
        try:
            decoded = decode(whole.data, encoding)
        except UnreadableDocument:  # the reader says so
            decoded = Decoded("")
        text, warnings = decoded.text, decoded.warnings
        articles, signed = _articles([] if looks_like_html(text) else _by_rule(text.splitlines()))
        parts = articles if signed == len(articles) else []
    if len(parts) < 2:
        yield whole
        return
    for number, part in enumerate(parts, start=1):
        yield Document(whole.path, f"record {number}", part.encode(), warnings=warnings)


def _articles(parts: list[list[str]]) -> tuple[list[str], int]:
    """Return the texts of the parts that are articles, and how many of them have a date or a signature."""
    articles = [part for part in map(_trimmed, parts) if _is_article(part)]
    return ["\n".join(part) for part in articles], sum(map(_is_signed, articles))


def digest_parts(text: str, subject: str = "") -> list[str]:
    """Return the texts of the articles in a digest, [] where a text is none.

    They stand below numbered headings or between rules. Each has a title and paragraphs, and either most have a date
    below the title or a signature at the end, or the text calls itself a digest: the numbered tips of one article are
    none.
    """
    lines = text.splitlines()
    filled = [line for line in lines if line.strip()]
    is_called = any(map(_CALLED.search, (subject, *filled[:_ABOVE])))
    for parts in (_by_number(lines), _by_rule(lines)):
        articles, signed = _articles(parts)
        if len(articles) > 1 and (is_called or 2 * signed > len(articles)):
            return articles
    return []


def _by_number(lines: list[str]) -> list[list[str]]:
    """Return the lines below each heading of a run that is numbered from 1 on, with the heading without its number."""
    parts: list[list[str]] = []
    for number, line in enumerate(lines):
        heading = _NUMBERED.fullmatch(line) if len(line) <= 250 else None
        is_next = heading is not None and int(heading["number"]) == len(parts) + 1
        if heading and is_next and len(heading["title"].split()) in _TITLE_WORDS and not _is_listed(lines, number):
            parts.append([heading["title"]])
        elif parts and not _RULE.fullmatch(line):
            parts[-1].append(line)
        elif parts:
            parts[-1].append("")
    return parts


def _is_listed(lines: list[str], number: int) -> bool:
    """Tell whether a numbered line is of the contents at the top: another one follows it at once."""
    below = next((line for line in lines[number + 1 :] if line.strip()), "")
    return _NUMBERED.fullmatch(below) is not None


def _by_rule(lines: list[str]) -> list[list[str]]:
    return [list(run) for is_rule, run in groupby(lines, key=lambda line: bool(_RULE.fullmatch(line))) if not is_rule]


def _trimmed(part: list[str]) -> list[str]:
    """Return the lines of a part without blank ones around them, and without the number before its title."""
    filled = [number for number, line in enumerate(part) if line.strip()]
    if not filled:
        return []
    title = _NUMBERED.fullmatch(part[filled[0]])
    return [title["title"] if title else part[filled[0]], *part[filled[0] + 1 : filled[-1] + 1]]


def _is_article(part: list[str]) -> bool:
    if not part or len(part[0].split()) not in _TITLE_WORDS or part[0].rstrip().endswith((".", ":", ";", ",")):
        return False
    paragraphs = (text for text in "\n".join(part[1:]).split("\n\n"))
    return sum(len(text) >= _PARAGRAPH for text in paragraphs) >= _LEAST_PARAGRAPHS


def _is_signed(part: list[str]) -> bool:
    """Tell whether an article has a date or a paper below its title, or a signature at its end."""
    filled = [line.strip() for line in part[1:] if line.strip()]
    ends = (*filled[: _EDGE - 1], *filled[-_EDGE:])
    return any(len(line) < _PARAGRAPH and (read_dateline(line) or read_named_byline(line)) for line in ends)


def _alone(text: str, message: EmailMessage) -> bytes:
    """Return an article of a digest as an e-mail with the head of the whole one."""
    alone = EmailMessage()
    for name in ("From", "Date"):
        if value := message.get(name):
            alone[name] = str(value)
    alone["Subject"] = " ".join(text.partition("\n")[0].split())
    alone.set_content(text)
    return alone.as_bytes()
