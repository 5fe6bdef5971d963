"""Title and metadata that a page states apart from its text: in meta elements (Open Graph), microdata or JSON-LD."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from lxml import html

from articles.importing.cleaning.byline_names import are_names, is_paper, split_names
from articles.importing.cleaning.bylines import is_shared_account
from articles.importing.cleaning.characters import clean_line
from articles.importing.cleaning.imprints import paper_called
from articles.importing.metadata import Metadata
from articles.importing.publication_dates import read_date_value
from articles.importing.readers.web.html_elements import stated_title, title_parts
from articles.text.markup import is_web_address
from articles.text.normal import fold
from articles.text.papers import is_paper_name, paper_key, paper_named, paper_of_address

_MICRODATA: Final = {"datepublished", "author", "articlesection", "publisher"}
# What names the publisher where neither Open Graph nor linked data does.
_PUBLISHERS: Final = ("publisher", "dc.publisher", "dcterms.publisher", "application-name")
_DATES: Final = (
    *("article:published_time", "og:published_time", "datepublished", "pubdate", "publishdate", "publish-date"),
    *("dc.date.issued", "dcterms.issued", "dc.date", "dcterms.created", "date"),
)
# Whom an article may name by reference, and what its site is in linked data.
_REFERRED: Final = ("author", "publisher")
_SITES: Final = ("WebSite", "NewsMediaOrganization", "Organization")
_LIST_TYPES: Final = ("CollectionPage", "ItemList", "SearchResultsPage")
# Several sections in one value: "Thể thao,Trong nước".
_SECTIONS: Final = re.compile(r",(?=\S)|\s*[|;]\s*")
_HOST: Final = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}", re.IGNORECASE)
_LONGEST_VALUE: Final = 200
# What pages to be printed, templates and editors of pages call every page; without marks.
_ANY_ARTICLE: Final = r"(?:tin(?: tuc| bai)?|bai(?: viet| bao)?)"
_NO_TITLE: Final = re.compile(
    r"(?:trang |ban |xem (?:ban )?)?in(?: (?:bai(?: viet)?|tin(?: tuc| bai)?|trang|an))?(?: nay)?|print(?:er)?"
    r"(?:[ -]friendly)?(?: (?:page|version|preview|article|view))?|ban (?:de )?in|phien ban in|xem truoc(?: khi in)?"
    r"|untitled(?: (?:document|page))?|document|new page(?: \d+)?|(?:(?:news|article) )?details?|\W*"
    rf"|(?:noi dung )?chi tiet(?: {_ANY_ARTICLE})?|(?:(?:xem|doc) )?{_ANY_ARTICLE} chi tiet"
    rf"|(?:xem|doc|noi dung) {_ANY_ARTICLE}"
)
# "Theo" before the name of an author is no part of it.
_UNMARKED_PAPER: Final = re.compile(r"(?:bao(?: dien tu)?|tap chi|toa soan|ban bien tap) \w", re.IGNORECASE)
_THEO: Final = re.compile(r"^theo\s*:?\s+", re.IGNORECASE)


class PageHead:
    """The title and the metadata that a page states; "" or () where it states none."""

    def __init__(self, root: html.HtmlElement) -> None:
        self._meta = _meta(root)
        scripts = [e.text or "" for e in root.iter("script") if e.get("type") == "application/ld+json"]
        self._data = _linked_data(scripts)
        self.title = clean_line(self._meta.get("og:title") or self._word("headline") or _page_title(root))
        self.description = clean_line(self._meta.get("og:description") or self._meta.get("description", ""))
        kind = self._meta.get("og:type", "").lower()
        self.is_article = bool(self._data) or kind == "article"
        self.is_list = kind in {"website", "object"} or any(
            f'"{one}"' in script for script in scripts for one in _LIST_TYPES
        )
        section = (
            self._meta.get("article:section")
            or self._meta.get("articlesection")
            or self._word("articleSection")
            or _end_of_path(scripts, self.title)
        )
        published = next(filter(None, map(self._meta.get, _DATES)), "") or self._word("datePublished")
        stated = read_date_value(published)
        self.warnings = stated.warnings
        self.metadata = Metadata(
            authors=self._authors(),
            source=self._source(),
            section=_SECTIONS.split(clean_line(section))[0],
            published=stated.iso,
            url=_canonical(root) or self._meta.get("og:url", "") or self._address(),
        )
        # The host of the site, which old pages state for their links.
        self.base = next((base.get("href") or "" for base in root.iter("base")), "")

    def _source(self) -> str:
        named = (self._meta.get("og:site_name"), *self._names("publisher")[:1], *map(self._meta.get, _PUBLISHERS))
        names = [name for one in named if one and (name := clean_line(one))]
        # Some call the paper the author.
        author = clean_line(self._meta.get("author", ""))
        names += [author] if paper_called(author) else []
        names = list(filter(None, map(_as_name, names)))
        first = next(iter(names), "")
        # Some sites that no list knows are called by their host in one place, and by their name in another.
        is_host = _HOST.fullmatch(first) and not paper_named(first)
        host = paper_key(first.rpartition(".")[0]) if is_host else ""
        return next((name for name in names if host and paper_key(name) == host), first)

    def _authors(self) -> tuple[str, ...]:
        """Return the people that linked data name, else those that meta elements do; never the paper itself."""
        stated = (", ".join(self._people()), self._meta.get("author"), self._meta.get("article:author"))
        lines = (_THEO.sub("", clean_line(text)) for text in stated if text)
        own = {self._source().casefold(), *(name.casefold() for name in self._names("publisher"))}
        named = (line for line in lines if are_names(line) and not _is_desk(line) and not is_shared_account(line))
        people = (line for line in named if line.casefold() not in own)
        return next(map(split_names, people), ())

    def _people(self) -> list[str]:
        """Return the names of authors in linked data, without organisations."""
        value = self._data.get("author")
        items = value if isinstance(value, list) else [value]
        kinds = [str(item.get("@type", "")) if isinstance(item, dict) else "" for item in items]
        return [name for name, kind in zip(self._names("author"), kinds, strict=False) if "Organization" not in kind]

    def _word(self, key: str) -> str:
        value = self._data.get(key)
        value = value[0] if isinstance(value, list) and value else value
        return value if isinstance(value, str) else ""

    def _address(self) -> str:
        """Return the address of the page that linked data state, as text or as the id of an object."""
        value = self._data.get("mainEntityOfPage") or self._data.get("url")
        value = value.get("@id") if isinstance(value, dict) else value
        return value if isinstance(value, str) and is_web_address(value) else ""

    def _names(self, key: str) -> list[str]:
        value = self._data.get(key)
        items = value if isinstance(value, list) else [value]
        names = (item.get("name") if isinstance(item, dict) else item for item in items)
        return [name for name in names if isinstance(name, str)]


def _as_name(stated: str) -> str:
    """Return the name of a site as it is stated, of an address that of the paper there: "" where it is not known."""
    return paper_of_address(stated) if is_web_address(stated) else stated


def _is_desk(name: str) -> bool:
    """Tell whether the author that a page states is its paper, also without marks: "BAO DIEN TU VTV"."""
    return is_paper(name) or _UNMARKED_PAPER.match(name) is not None


def _meta(root: html.HtmlElement) -> dict[str, str]:
    """Return the values of meta elements and microdata by their names in lower case; the first of each name wins."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        found.setdefault(name, element.get("content") or "")
    for element in root.iter("time", "span", "a", "div", "p"):
        if (name := (element.get("itemprop") or "").lower()) in _MICRODATA:
            found.setdefault(name, _value(element)[:_LONGEST_VALUE])
    return found


def _value(element: html.HtmlElement) -> str:
    """Return the value of an item of microdata: stated, that of the name within it, or its text."""
    named = next((one for one in element.iterdescendants() if one.get("itemprop") == "name"), None)
    value = element.get("content") or element.get("datetime")
    return value or (_value(named) if named is not None else element.text_content())


def _linked_data(scripts: Iterable[str]) -> dict[str, Any]:
    """Return the first article that the linked data of a page describe, {} where they describe none.

    Who stands in it by reference alone, as WordPress writes them, is looked up; the site is its publisher where it
    names none.
    """
    records = [record for script in scripts for record in _records(script)]
    article = next((record for record in records if "Article" in str(record.get("@type", ""))), None)
    if article is None:
        return {}
    by_id = {record["@id"]: record for record in records if isinstance(record.get("@id"), str) and record.get("name")}
    named = {name: _looked_up(article.get(name), by_id) for name in _REFERRED if article.get(name)}
    site = next((record for record in records if record.get("@type") in _SITES and record.get("name")), None)
    return {**({"publisher": site} if site else {}), **article, **named}


def _looked_up(value: Any, by_id: dict[str, dict[str, Any]]) -> Any:
    """Return what a value refers to by its identifier, the value itself where it says its name."""
    if isinstance(value, list):
        return [_looked_up(one, by_id) for one in value]
    is_reference = isinstance(value, dict) and not value.get("name") and isinstance(value.get("@id"), str)
    return by_id.get(value["@id"], value) if is_reference else value


def _records(text: str) -> Iterator[dict[str, Any]]:
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):  # a broken script states nothing; the page is still read
        return
    graph = data.get("@graph", data) if isinstance(data, dict) else data
    yield from (record for record in (graph if isinstance(graph, list) else [graph]) if isinstance(record, dict))


def _end_of_path(scripts: Iterable[str], title: str) -> str:
    """Return the last step before the article of the path of sections that linked data state, "" where none do."""
    records = (record for script in scripts for record in _records(script))
    path = next((record for record in records if record.get("@type") == "BreadcrumbList"), {})
    steps = path.get("itemListElement")
    items = [step for step in steps if isinstance(step, dict)] if isinstance(steps, list) else []
    names = [step.get("name") or _name_of(step.get("item")) for step in items]
    sections = [name for name in names[1:] if isinstance(name, str) and clean_line(name).casefold() != title.casefold()]
    return sections[-1] if sections else ""


def _name_of(item: Any) -> Any:
    return item.get("name") if isinstance(item, dict) else ""


def _page_title(root: html.HtmlElement) -> str:
    title = stated_title(root)
    *parts, last = title_parts(title)
    if parts and paper_called(last) and title.endswith(last):
        title = title[: -len(last)].rstrip(" |«»-–—:")
    first, _, rest = title.partition(" - ")
    title = rest if rest and is_paper_name(first) else title
    title = re.split(r"\s+[|«»]\s+|\s+[-–]\s+(?=\S+(?:\s\S+){0,3}$)", title)[0]
    return "" if names_template(title) or (parts and names_template(parts[0])) else title


def names_template(title: str) -> bool:
    """Tell whether a title is what the template of a page calls every page: "Chi tiết tin", "In bài viết"."""
    return _NO_TITLE.fullmatch(fold(title)) is not None


def _canonical(root: html.HtmlElement) -> str:
    links = (e.get("href") or "" for e in root.iter("link") if (e.get("rel") or "").lower() == "canonical")
    return next(links, "")
