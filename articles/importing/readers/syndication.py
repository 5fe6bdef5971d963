"""RSS and Atom: the entries of a feed, and one entry as an article.

They are read by lxml, with entities, network and document types off. feedparser is as safe, but reads 900 entries a
second instead of 7,000, and does not return the XML of an entry, which the archive keeps as the original.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5
from typing import IO, Final, cast

from django.utils.translation import gettext_lazy as _
from lxml import etree

from articles.importing.cleaning.byline_names import is_paper, split_names
from articles.importing.cleaning.characters import clean_line
from articles.importing.cleaning.phrases import phrases
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.publication_dates import StatedDate, read_date_value
from articles.importing.readers.document_reader import DocumentReader
from articles.importing.readers.html import fragment_blocks
from articles.importing.readers.page import Block, Page, Role

_FEED: Final = re.compile(
    r"\s*(?:<\?xml[^>]*\?>|<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>]*>|\s)*<(?:rss|feed|(?:\w+:)?RDF)\b", re.DOTALL
)
_ENTRIES: Final = ("item", "entry")
# Types of entries in WordPress's exports that are not articles.
_OTHER_POSTS: Final = {"attachment", "nav_menu_item", "revision", "custom_css", "wp_block"}
_ENTITY: Final = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_OF_XML: Final = {b"amp", b"lt", b"gt", b"quot", b"apos"}
# Errors after which libxml2 stops; it recovers from others.
_ENDING_ERRORS: Final = {
    "ERR_RESOURCE_LIMIT",
    "ERR_TAG_NOT_FINISHED",
    "ERR_DOCUMENT_END",
    "ERR_INTERNAL_ERROR",
    "ERR_NO_MEMORY",
}
_LONGEST_ENTITY: Final = 33
_SECTIONS: Final = phrases("sections")
_FEED_WORDS: Final = re.compile(r"\b(?:RSS(?: feeds?)?|feeds?|tin mới nhất)\b", re.IGNORECASE)
_PARTS: Final = re.compile(r"\s+[-–|»:]\s+")


@dataclass(frozen=True, slots=True)
class FeedHead:
    """The paper and the section that a feed's title names, "" where it names none."""

    source: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One entry of a feed: its metadata, its summary and full content as HTML or text, and its XML.

    `content` is "" where the feed has summaries only.
    """

    feed: FeedHead
    title: str
    url: str
    key: str
    published: StatedDate
    authors: tuple[str, ...]
    section: str
    summary: str
    content: str
    xml: bytes


def looks_like_feed(text: str) -> bool:
    """Tell whether text begins as RSS (0.9 to 2.0) or Atom does."""
    return _FEED.match(text) is not None


def raw_entries(stream: IO[bytes]) -> Iterator[RawEntry]:
    """Yield the entries of a feed, with one of them in memory at a time.

    Raises UnreadableDocument where the XML is too broken to go on.
    """
    feed, title, parsed = FeedHead(), "", _parsed(stream)
    for _event, element in parsed:
        name, parent = _name(element), element.getparent()
        if name in _ENTRIES:
            if _text(element, "post_type") not in _OTHER_POSTS:
                yield _entry(element, feed)
            _forget(element)
        elif name == "title" and not title and parent is not None and _name(parent) in {"channel", "feed"}:
            title = clean_line("".join(element.itertext()))
            feed = _feed(title)
    for error in parsed.error_log:
        if error.type_name in _ENDING_ERRORS:
            raise UnreadableDocument(f"the XML is broken: {error.message}", f"line {error.line}")


def read_entry(xml: bytes) -> Page:
    """Read one entry from its XML (`RawEntry.xml`); raises UnreadableDocument where it has no text."""
    element = etree.fromstring(xml, _parser())
    if element is None:
        raise UnreadableDocument("the entry of the feed is broken")
    entry = _entry(element, FeedHead())
    summary, content = fragment_blocks(entry.summary), fragment_blocks(entry.content)
    if not summary and not content:
        raise UnreadableDocument("the entry of the feed has no text")
    lead = [block.with_role(Role.LEAD) for block in summary[:1] if content]
    return Page(
        (*([Block(entry.title, Role.TITLE)] if entry.title else []), *lead, *(content or summary)),
        authors=entry.authors,
        section=entry.section,
        published=entry.published.iso,
        url=entry.url,
        key=entry.key,
        warnings=(*entry.published.warnings, *(() if content else ("the feed gives a summary alone",))),
    )


# --- the XML


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)


def _parsed(stream: IO[bytes]) -> "etree.iterparse[tuple[str, etree._Element]]":
    return etree.iterparse(
        cast("IO[bytes]", _NumericEntities(stream)),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
        huge_tree=False,
    )


class _NumericEntities:
    """A stream of XML in which HTML entities that XML lacks ("&nbsp;") are replaced by numeric ones."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._kept = stream, b""

    def read(self, size: int) -> bytes:
        chunk = self._stream.read(size)
        text = self._kept + chunk
        cut = text.rfind(b"&", -_LONGEST_ENTITY) if chunk else -1
        self._kept = text[cut:] if cut > 0 and b";" not in text[cut:] else b""
        return _ENTITY.sub(_number, text[: len(text) - len(self._kept)])


def _number(entity: re.Match[bytes]) -> bytes:
    letters = html5.get(f"{entity[1].decode()};") if entity[1] not in _OF_XML else None
    return "".join(f"&#{ord(letter)};" for letter in letters).encode() if letters else entity[0]


def _forget(element: etree._Element) -> None:
    """Drop an element and those before it, so that a large feed is never in memory as a whole."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


# --- one entry


def _feed(title: str) -> FeedHead:
    parts = [
        part for text in _PARTS.split(title) if (part := " ".join(_FEED_WORDS.sub(" ", text).split()).strip("-–| "))
    ]
    section = next((part for part in parts if part.lower() in _SECTIONS), "")
    others = [part for part in parts if part != section]
    return FeedHead(next((part for part in others if is_paper(part)), others[0] if len(others) == 1 else ""), section)


def _entry(element: etree._Element, feed: FeedHead) -> RawEntry:
    key = clean_line(_text(element, "guid") or _text(element, "id"))
    return RawEntry(
        feed,
        clean_line(" ".join(block.text for block in fragment_blocks(_text(element, "title")))),
        _link(element) or (key if key.startswith(("http://", "https://")) else ""),
        key,
        _published(element),
        tuple(name for text in _authors(element) for name in split_names(text)),
        clean_line(_category(element) or feed.section),
        _text(element, "description") or _text(element, "summary"),
        _text(element, "encoded") or _text(element, "content"),
        etree.tostring(element, encoding="utf-8", with_tail=False),
    )


def _published(element: etree._Element) -> StatedDate:
    """Read the date of an entry, else that of its last change, with the warnings of both."""
    stated = read_date_value(_text(element, "pubDate") or _text(element, "published") or _text(element, "date"))
    if stated.iso:
        return stated
    changed = read_date_value(_text(element, "updated"))
    return StatedDate(changed.iso, (*stated.warnings, *changed.warnings))


def _children(element: etree._Element, name: str) -> list[etree._Element]:
    return [child for child in element if _name(child) == name]


def _text(element: etree._Element, name: str) -> str:
    """Return the text of the first child of that name with any text, with its markup (XHTML)."""
    for child in _children(element, name):
        inner = "".join(etree.tostring(part, encoding="unicode") for part in child if isinstance(part.tag, str))
        if text := ((child.text or "") + inner).strip():
            return text
    return ""


def _link(element: etree._Element) -> str:
    for link in _children(element, "link"):
        if link.get("rel", "alternate") == "alternate" and (address := (link.get("href") or link.text or "").strip()):
            return address
    return ""


def _authors(element: etree._Element) -> list[str]:
    names = [_text(author, "name") or author.text or "" for author in _children(element, "author")]
    names += [creator.text or "" for creator in _children(element, "creator")]
    # RSS writes an e-mail address with the name in brackets: "toasoan@bao.vn (Thạch Bình)".
    return [name for text in names if (name := clean_line(re.sub(r"^\S+@\S+\s*\(?|\)$", "", text.strip())))]


def _category(element: etree._Element) -> str:
    found = (one.get("label") or one.get("term") or one.text or "" for one in _children(element, "category"))
    return next((text for text in found if text.strip()), "")


# Feeds are split where they are opened, each entry into its XML.
READER: Final = DocumentReader(
    "feed",
    _("feed entry"),
    "an entry of RSS or Atom, or of WordPress's export; with its full content where the feed has it",
    read=lambda contents, _options: read_entry(contents.data),
    binary=True,
)
