"""The entries of a feed: RSS 2.0, RSS 1.0 (RDF) or Atom, told by what it holds, never by its type or name."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urljoin

from lxml import etree, html

from articles.following.failures import Unobtainable
from articles.importing.facts import Facts
from articles.nlp.dates import stated_date

# More entries than any feed lists; what is beyond comes when these are no longer listed.
_MOST: Final = 1000
# Characters of text from which it is an article, not a summary: of what is called content, and of a description.
_CONTENT: Final = 600
_DESCRIPTION: Final = 1500
_CUT: Final = re.compile(r"(?:…|\.\.\.|(?:xem|đọc) (?:tiếp|thêm)|read more)\W*$", re.IGNORECASE)
_ROOTS: Final = {"rss", "RDF", "feed"}
_SPACES: Final = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
}
_Element = etree._Element


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `key` and `fingerprint` are SHA-256 of its id and of what it says; `content` is HTML or text,
    "" where it has no more than a summary, and its page must be read."""

    key: str
    fingerprint: str
    title: str
    summary: str
    content: str
    section: str
    facts: Facts

    def as_record(self) -> bytes:
        """Return the entry as a JSON record that the importer reads."""
        facts = self.facts
        record = {
            "id": facts.key,
            "url": facts.url,
            "title": self.title,
            "summary": "" if _repeats(self.content, self.summary) else self.summary,
            "content": self.content,
            "authors": list(facts.authors),
            "section": self.section,
            "published": facts.published,
        }
        return json.dumps(record, ensure_ascii=False).encode()


def entries(data: bytes, url: str) -> list[Entry]:
    """Return the entries of a feed, in its order, each id once; `url` is where it came from.

    Raises Unobtainable where the data are no feed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root = _parsed(data, parser)
    if (name := _name(root)) not in _ROOTS:
        raise Unobtainable(f"it is no feed of RSS or Atom: its first element is <{name}>")
    found = {entry.key: entry for entry in _read(root, url)}
    if not found and parser.error_log:
        raise Unobtainable(f"it is no feed: {parser.error_log[0].message}, line {parser.error_log[0].line}")
    return list(found.values())[:_MOST]


def _parsed(data: bytes, parser: etree.XMLParser) -> _Element:
    """Parse XML; where it is broken, as far as it goes. Entities of its own are not expanded, nothing is loaded."""
    try:
        root = etree.fromstring(data.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unobtainable(f"it is no feed: {error}") from error
    if root is None:
        raise Unobtainable("it is no feed: nothing in it is XML")
    return root


def _read(root: _Element, url: str) -> Iterator[Entry]:
    for element in root.iter():
        if _is_entry(element) and (entry := _entry(element, url)):
            yield entry


def _is_entry(element: _Element) -> bool:
    return _name(element) in ("item", "entry")


def _entry(element: _Element, url: str) -> Entry | None:
    """Read an entry; None where it has neither an address nor a text to make an article of."""
    address = _address(element, url)
    title = _plain(_text(element, "title"))
    summary, content = _texts(element)
    if not title or not (address or content):
        return None
    facts = Facts(
        url=address,
        key=(_text(element, "guid") or _text(element, "id"))[:200],
        published=_published(element),
        authors=tuple(_authors(element)),
    )
    said = "\0".join((title, summary, content, facts.published, _text(element, "updated")))
    key = _digest(facts.key or address or title)
    return Entry(key, _digest(said), title, summary, content, _section(element), facts)


def _texts(element: _Element) -> tuple[str, str]:
    """Return the summary and the whole text, "" where there is no more than a summary."""
    summary = _text(element, "description") or _text(element, "summary")
    content = _text(element, f"{{{_SPACES['content']}}}encoded") or _text(element, "content")
    if _is_whole(content, _CONTENT):
        return summary, content
    return ("", summary) if _is_whole(summary, _DESCRIPTION) else (summary, "")


def _is_whole(text: str, least: int) -> bool:
    plain = _plain(text)
    return len(plain) >= least and not _CUT.search(plain)


def _repeats(content: str, summary: str) -> bool:
    return _plain(content).startswith(_plain(summary).rstrip(".… "))


def _address(element: _Element, base: str) -> str:
    links = (urljoin(base, link) for link in _links(element) if link)
    found = (*links, _text(element, "guid"))
    return next((url for url in found if re.match(r"https?://[^\s<>\"]{1,900}$", url)), "")


def _links(element: _Element) -> Iterator[str]:
    for link in _children(element, "link"):
        if link.get("rel", "alternate") == "alternate":
            yield (link.get("href") or link.text or "").strip()


def _authors(element: _Element) -> Iterator[str]:
    """Yield the authors' names; RSS gives an address, the name behind it: "a@bao.example (Lan Anh)"."""
    names = [_text(author, "name") or _own_text(author) for author in _children(element, "author")]
    names += [_own_text(creator) for creator in _children(element, f"{{{_SPACES['dc']}}}creator")]
    for name in names:
        named = re.sub(r"^\S+@\S+\s*(?:\((.*)\))?$", r"\1", _plain(name))
        if named:
            yield named


def _section(element: _Element) -> str:
    """Return the category where there is a single one: several are keywords."""
    found = {(c.get("label") or c.get("term") or _own_text(c)).strip() for c in _children(element, "category")} - {""}
    return found.pop() if len(found) == 1 else ""


def _published(element: _Element) -> str:
    for name in ("pubDate", "published", f"{{{_SPACES['dc']}}}date", f"{{{_SPACES['dcterms']}}}created", "updated"):
        if text := _text(element, name):
            return _date(text)
    return ""


def _date(text: str) -> str:
    """Return a date of RFC 822, as RSS has it, else one as ISO or the press write it, in ISO; "" where it is none."""
    try:
        return parsedate_to_datetime(text).isoformat()
    except ValueError:
        return stated_date(text)


# --- XML


def _name(element: _Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _children(element: _Element, name: str) -> Iterator[_Element]:
    """Yield the children of a name: {space}name, or a name of the feed's own vocabulary, whichever it is."""
    for child in element:
        if isinstance(child.tag, str) and (child.tag == name or (_name(child) == name and _is_own(child, element))):
            yield child


def _is_own(child: _Element, parent: _Element) -> bool:
    return etree.QName(child).namespace == etree.QName(parent).namespace


def _text(element: _Element, name: str) -> str:
    return next((text for child in _children(element, name) if (text := _own_text(child))), "")


def _own_text(element: _Element) -> str:
    """Return what an element holds: text, with markup escaped in it or not, or XHTML of Atom as HTML."""
    if len(element):
        return "".join(etree.tostring(child, encoding="unicode", method="html") for child in element).strip()
    return (element.text or "").strip()


def _plain(text: str) -> str:
    """Return a text that may be HTML without its markup."""
    if "<" not in text and "&" not in text:
        return " ".join(text.split())
    try:
        return " ".join(html.fromstring(f"<div>{text}</div>").text_content().split())
    except (etree.ParserError, ValueError):
        return ""


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
