"""RSS and Atom: the entries of a feed, and one entry as an article.

They are read by lxml, with entities, network and document types off. feedparser is as safe, but reads 900 entries a
second instead of 7,000, and does not return the XML of an entry, which the archive keeps as the original.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import IO, Final
from urllib.parse import urljoin

from django.utils.translation import gettext_lazy as _
from lxml import etree

from articles.importing.cleaning.byline_names import is_paper, split_names
from articles.importing.cleaning.characters import clean_line
from articles.importing.cleaning.phrases import is_section_name
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.publication_dates import StatedDate, read_date_value
from articles.importing.readers.document_reader import DocumentReader
from articles.importing.readers.feed_xml import FeedXml
from articles.importing.readers.page import Block, Page, Role
from articles.importing.readers.records.post_markup import post_markup
from articles.importing.readers.records.posting import DRAFTS, OTHERS, kind_not_posted
from articles.importing.readers.web.html import fragment_blocks
from articles.importing.readers.xml_elements import ending_error, forget, inner_markup, parsed_elements, xml_parser
from articles.text.papers import paper_of_address

_FEED: Final = re.compile(
    r"(?:(?><!--.*?-->)|(?><\?.*?\?>)|<!DOCTYPE[^>]*>|\s)*+<(?:rss|feed|(?:\w+:)?RDF)\b", re.DOTALL
)
_ENTRIES: Final = ("item", "entry")
# The namespaces of RSS 0.9, 1.0 and 2.0 (which has none) and of Atom 0.3 and 1.0.
_FORMATS: Final = (
    "",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://purl.org/rss/1.0/",
    "http://www.w3.org/2005/Atom",
    "http://purl.org/atom/ns#",
)
# The beginnings of the namespaces of other elements that are read, and their usual prefixes.
_VOCABULARIES: Final = {
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://purl.org/dc/": "dc",
    "http://wordpress.org/export/": "wp",
    "http://purl.org/atom/app": "app",
    "http://www.w3.org/2007/app": "app",
}
_Parts = dict[str, list[etree._Element]]
_BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"
# The excerpt in an export of WordPress is <excerpt:encoded>, whose namespace lies below that of "wp".
# How Blogger's exports say of what kind an entry is: the end of a category's address.
_KIND: Final = "schemas.google.com/g/2005#kind"
_POST: Final = "kind#post"
_FEED_WORDS: Final = re.compile(r"\b(?:RSS(?: feeds?)?|feeds?|tin mới nhất)\b", re.IGNORECASE)
_SLOGAN: Final = re.compile(r"\b(?:tin tức|cập nhật|hôm nay|mới nhất|24h qua|liên tục)\b", re.IGNORECASE)
_OF_FEED: Final = ("title", "link", "generator")
_PROGRAM: Final = re.compile(
    r"\d|://|\b(?:wordpress|blogger|drupal|joomla|jekyll|hugo|ghost|rss|feed\w*|generator|python|php|cms)\b",
    re.IGNORECASE,
)
_PARTS: Final = re.compile(r"\s+[-–|»:]\s+")
_WRITERS: Final = ("author", "dc:creator", "source")  # what an entry names its author in


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


def raw_entries(stream: IO[bytes], not_posted: Counter[str] | None = None) -> Iterator[RawEntry]:
    """Yield the entries of a feed, with one of them in memory at a time.

    An entry of Atom without an author has those of its feed (RFC 4287, 4.2.1), unless they are the paper itself.
    Those that an export has beside its posted articles (pages, pictures, drafts) are counted by kind in `not_posted`.
    Raises UnreadableDocument where the XML is too broken to go on.
    """
    stated: dict[str, str] = {}
    names: dict[str, str] = {}
    not_posted = Counter() if not_posted is None else not_posted
    authors: list[etree._Element] = []
    xml = FeedXml(stream)
    parsed = parsed_elements(xml, xml.encoding)
    for _event, element in parsed:
        name, parent = _name(element), element.getparent()
        if name in _ENTRIES:
            parts = _parts(element)
            if kind := _why_not_posted(parts):
                not_posted[kind] += 1
            else:
                _name_creators(parts, names)
                if not any(parts.get(one) for one in _WRITERS):
                    element.extend(map(deepcopy, authors))
                yield _entry(element, _feed(stated))
            forget(element)
        elif name == "wp:author":
            of_author = _parts(element)
            names[_text(of_author, "wp:author_login")] = _text(of_author, "wp:author_display_name")
        elif name == "author" and parent is not None and _name(parent) == "feed":
            if not is_paper(_text(_parts(element), "name")):
                authors.append(deepcopy(element))
        elif name in _OF_FEED and parent is not None and _name(parent) in {"channel", "feed"}:
            value = clean_line("".join(element.itertext())) or element.get("href") or ""
            stated[name] = stated.get(name) or value
    if (error := ending_error(parsed)) is not None:
        raise UnreadableDocument(f"the XML is broken: {error.message}", f"line {error.line}")


def read_entry(xml: bytes) -> Page:
    """Read one entry from its XML (`RawEntry.xml`); raises UnreadableDocument where it has no text."""
    element = etree.fromstring(xml, xml_parser(recover=True))
    if element is None:
        raise UnreadableDocument("the entry of the feed is broken")
    entry = _entry(element, FeedHead())
    summary, content = fragment_blocks(entry.summary), fragment_blocks(post_markup(entry.content))
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


def _name(element: etree._Element) -> str:
    """Return the name of an element: without a prefix in a format of feeds, else with the usual one ("dc:date").

    An element of another vocabulary (a picture's "media:title") never passes for one of the feed. A prefix that is
    not declared counts as the usual one.
    """
    if not isinstance(element.tag, str):
        return ""
    space, name = _space(element), element.tag.rpartition("}")[2]
    if space in _FORMATS or space == _space(element.getroottree().getroot()):
        return name
    prefix = next((prefix for known, prefix in _VOCABULARIES.items() if space.startswith(known)), "?")
    return f"{prefix}:{name}"


def _space(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[0].removeprefix("{")


# --- one entry


def _why_not_posted(parts: _Parts) -> str:
    """Return what an entry of an export is that is no posted article, "" where it is one."""
    kinds = [one.get("term", "") for one in parts.get("category", []) if _KIND in one.get("scheme", "")]
    if kinds and not kinds[0].endswith(_POST):
        return OTHERS
    control = parts.get("app:control", [])
    if any(_text(_parts(one), "app:draft") == "yes" for one in control):
        return DRAFTS
    return kind_not_posted(_text(parts, "wp:post_type"), _text(parts, "wp:status"))


def _name_creators(parts: _Parts, names: Mapping[str, str]) -> None:
    """Put the names of authors, which WordPress lists above its entries, in the place of their logins."""
    for creator in parts.get("dc:creator", []):
        creator.text = names.get((creator.text or "").strip()) or creator.text


def _feed(stated: Mapping[str, str]) -> FeedHead:
    """Return what the title, the address and the generator of a feed tell, the surest first.

    A title of several parts may be a slogan: it names a paper where a part is known as one. A generator names the
    paper where it is no program.
    """
    parts = [
        part
        for text in _PARTS.split(stated.get("title", ""))
        if (part := " ".join(_FEED_WORDS.sub(" ", text).split()).strip("-–| "))
    ]
    section = next(filter(is_section_name, parts), "")
    others = [part for part in parts if part != section and not _SLOGAN.search(part)]
    generator = "" if _PROGRAM.search(stated.get("generator", "")) else stated.get("generator", "")
    paper = paper_of_address(stated.get("link", "")) or next((part for part in others if is_paper(part)), "")
    return FeedHead(paper or generator or (others[0] if len(others) == 1 else ""), section)


def _entry(element: etree._Element, feed: FeedHead) -> RawEntry:
    parts = _parts(element)
    key = clean_line(_text(parts, "guid", "id"))
    if base := element.base:
        element.set(_BASE, base)  # the entry is kept without what stands around it
    return RawEntry(
        feed,
        clean_line(" ".join(block.text for block in fragment_blocks(_text(parts, "title")))),
        _link(parts) or (key if _is_address(parts, key) else ""),
        key,
        _published(parts),
        tuple(name for text in _authors(parts) for name in split_names(text)),
        clean_line(_category(parts) or feed.section),
        _text(parts, "wp:encoded", "description", "summary"),
        _text(parts, "content:encoded", "content"),
        etree.tostring(element, encoding="utf-8", with_tail=False),
    )


def _parts(element: etree._Element) -> _Parts:
    """Return the children of an element by name."""
    parts: _Parts = {}
    for child in element:
        parts.setdefault(_name(child), []).append(child)
    return parts


def _text(parts: _Parts, *names: str) -> str:
    """Return the text of the first part with any, by the first name that has one, with its markup (XHTML)."""
    for part in (part for name in names for part in parts.get(name, [])):
        if text := inner_markup(part):
            return text
    return ""


def _link(parts: _Parts) -> str:
    """Return the address of the entry, which xml:base completes where a feed has one."""
    for link in parts.get("link", []):
        if link.get("rel", "alternate") == "alternate" and (address := (link.get("href") or link.text or "").strip()):
            try:
                return urljoin(link.base or "", address)
            except ValueError:  # an address such as "http://["
                return address
    return ""


def _is_address(parts: _Parts, key: str) -> bool:
    """Tell whether the id of an entry is its address, as RSS says unless isPermaLink is "false"."""
    is_permalink = all(guid.get("isPermaLink", "true").lower() != "false" for guid in parts.get("guid", []))
    return is_permalink and key.startswith(("http://", "https://"))


def _published(parts: _Parts) -> StatedDate:
    """Read the date of an entry, else that of its last change, with the warnings of both."""
    stated = read_date_value(_text(parts, "pubDate", "published", "dc:date", "date", "wp:post_date"))
    if stated.iso:
        return stated
    changed = read_date_value(_text(parts, "updated"))
    return StatedDate(changed.iso, (*stated.warnings, *changed.warnings))


def _authors(parts: _Parts) -> list[str]:
    names = [_text(_parts(author), "name") or author.text or "" for author in parts.get("author", [])]
    names += [creator.text or "" for creator in parts.get("dc:creator", [])]
    # RSS writes an e-mail address with the name in brackets: "toasoan@bao.vn (Thạch Bình)".
    return [name for text in names if (name := clean_line(re.sub(r"^\S+@\S+\s*\(?|\)$", "", text.strip())))]


def _category(parts: _Parts) -> str:
    """Return the first category; in exports of WordPress tags are categories too, and in Blogger's the kind is one."""
    own = [one for one in parts.get("category", []) if _KIND not in one.get("scheme", "")]
    found = [one for one in own if one.get("domain", "category") == "category"] or own
    names = (one.get("label") or one.get("term") or one.text or "" for one in found)
    return next((text for text in names if text.strip()), "")


# Feeds are split where they are opened, each entry into its XML.
READER: Final = DocumentReader(
    "feed",
    _("feed entry"),
    "an entry of RSS or Atom, or of WordPress's export; with its full content where the feed has it",
    read=lambda contents, _options: read_entry(contents.data),
    binary=True,
)
