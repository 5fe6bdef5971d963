"""HTML pages and fragments: the element with the article's text, in blocks, and the metadata of the page."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from functools import cache
from itertools import islice, takewhile
from typing import Final

from lxml import etree, html

from articles.importing.cleaning.bylines import read_named_byline
from articles.importing.metadata import first_stated
from articles.importing.parsed_article import ARTICLE_LIST, FORM, UnreadableDocument
from articles.importing.publication_dates import StatedDate, allowed_date, lacks_day, refines
from articles.importing.readers.page import Block, Page, Role
from articles.importing.readers.web.html_around import (
    article_head,
    is_information,
    is_time,
    shown_date,
)
from articles.importing.readers.web.html_blocks import BlockWalk, Placed, Region
from articles.importing.readers.web.html_bylines import (
    heads_byline,
    is_signature,
    labelled_authors,
    labelled_source,
    stated_byline,
    unlabelled_byline,
)
from articles.importing.readers.web.html_content import PageMeasures
from articles.importing.readers.web.html_elements import Element, is_cut_short, is_element, label, text_of
from articles.importing.readers.web.html_inner_boxes import without_comments, without_inner_boxes
from articles.importing.readers.web.html_kinds import page_kind, shows_data
from articles.importing.readers.web.html_labels import is_date
from articles.importing.readers.web.html_metadata import PageHead
from articles.importing.readers.web.html_papers import paper_titled, shown_source
from articles.importing.readers.web.html_sections import shown_section
from articles.importing.readers.web.html_titles import find_name, find_title, text_key
from articles.nlp.dates import read_dateline
from articles.text.papers import paper_of_address
from articles.text.sentences import ends_sentence

_NO_TEXT: Final = "the page holds no article text"
_TOO_DEEP: Final = "the page is nested too deeply"
_STRUCTURE: Final = re.compile(
    r"<(?:!doctype\s+html|/?(?:html|head|body|p|div|h[1-6]|article|section|main|figure|figcaption|ul|ol|table|span"
    r"|header)\b[^<>]*)>",
    re.IGNORECASE,
)
_BREAKS: Final = re.compile(r"<(?:br|p|div|li|ul|ol|table|h[1-6]|section|article|figure)\b", re.IGNORECASE)
_SHORTEST_LEAD: Final = 6  # words of a lead that no label marks
_PARAGRAPH: Final = 30  # words of a text that may be of the article below a signature
_MOST_BELOW: Final = 8  # texts below the content that may credit it
_LEAST_TITLES: Final = 3  # links of a page without any text that is a list of articles
_SHOWN: Final = frozenset({Role.TEXT, Role.BYLINE})  # roles of what stands between title and text without a label
_SAME: Final = 60  # characters by which two texts are one


def looks_like_html(text: str) -> bool:
    """Tell HTML from plain text with stray tags: it begins with a tag, or has more tags of structure than gaps."""
    tags = len(_STRUCTURE.findall(text))
    return tags >= 2 and (text.lstrip("\ufeff \t\r\n").startswith("<") or tags > text.count("\n\n"))


def read_web(text: str, always: Collection[str] = ()) -> Page:
    """Read an HTML page or fragment; raises UnreadableDocument where it has no text.

    `always`: lines of the page that belong to the article wherever they stand.
    """
    root = _parse(text)
    page_head = PageHead(root)
    measures = PageMeasures(root)
    title_element = find_title(root, page_head.title)
    title = text_of(title_element) if title_element is not None else _own_title(page_head.title)
    if not title:
        title_element = find_name(root)
    content = measures.content()
    if kind := page_kind(root, page_head, measures, content, title if title_element is not None else ""):
        raise UnreadableDocument(kind)
    main = _common(title_element, content)
    head = article_head(title_element)
    informs = cache(is_information)  # of the elements around all blocks once
    placed = [
        _above_content(one, head, content, informs)
        for one in _placed(main, content, title_element)
        if not _heads_byline(one)
    ]
    blocks = _article_blocks(placed, page_head.description, always)
    if not blocks:
        many = measures.of[root].titles >= _LEAST_TITLES
        raise UnreadableDocument(ARTICLE_LIST if many else _TOO_DEEP if is_cut_short(root) else _NO_TEXT)
    if not page_head.is_article and shows_data([title, *(line for one in blocks for line in one.text.split("\n"))]):
        raise UnreadableDocument(FORM)
    metadata = page_head.metadata
    near = [e for e in main.iter() if is_element(e) and measures.is_seen(e) and e is not title_element]
    byline = stated_byline(_around(near, content))
    shown_authors, shown_day = unlabelled_byline(
        dict.fromkeys(one.element for one in placed if one.region is Region.ABOVE and one.block.role in _SHOWN)
    )
    posted = StatedDate(metadata.published)
    if lacks_day(posted.iso):
        shown = shown_date(root, near, title_element)
        posted = shown if refines(shown.iso, posted.iso) or not posted.iso else posted
        posted = posted if posted.iso or not shown_day else allowed_date(shown_day, shown_day)
    around = list(_texts_around(placed))
    source = byline.source or labelled_source(around) or metadata.source
    return Page(
        (*([Block(title, Role.TITLE)] if title else []), *blocks),
        likely_source=source or _host_paper(page_head) or shown_source(root, title),
        likely_authors=byline.authors or shown_authors or labelled_authors(around),
        outside=tuple(one.block.text for one in placed if one.block not in blocks),
        **first_stated(metadata)
        | {"source": "", "section": metadata.section or shown_section(root, title_element), "published": posted.iso},
        warnings=(*page_head.warnings, *posted.warnings),
    )


def _texts_around(placed: list[Placed]) -> Iterator[str]:
    """Yield the texts above the content, and the first ones below it."""
    yield from (one.block.text for one in placed if one.region in {Region.BEFORE, Region.ABOVE})
    yield from islice((one.block.text for one in placed if one.region is Region.BELOW), _MOST_BELOW)


def _own_title(stated: str) -> str:
    """Return the title that the head of a page states, "" where it is the name of the paper."""
    return "" if paper_titled(stated) else stated


def _host_paper(head: PageHead) -> str:
    return paper_of_address(head.metadata.url) or paper_of_address(head.base)


def fragment_blocks(text: str) -> list[Block]:
    """Return the blocks of an HTML fragment, such as the body field of a record.

    Where no tag in it breaks lines, its line breaks do.
    """
    if not text.strip():
        return []
    broken = text if _BREAKS.search(text) else re.sub(r"\r\n?|\n", "<br>", text)
    try:
        return [placed.block for placed in BlockWalk().blocks(_parse(broken))]
    except UnreadableDocument:  # comments alone
        return []


def _parse(text: str) -> Element:
    try:
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except (etree.ParserError, ValueError) as error:
        raise UnreadableDocument(_NO_TEXT) from error
    # The parser takes all that follows a place where a word may break for its content.
    etree.strip_tags(root, "wbr")
    return root


# --- title and content


def _common(title: Element | None, content: Element) -> Element:
    """Return the innermost element that holds both title and content."""
    if title is None:
        return content
    above = {content, *content.iterancestors()}
    return next((one for one in (title, *title.iterancestors()) if one in above), content)


def _placed(main: Element, content: Element, title: Element | None) -> Iterator[Placed]:
    region = Region.BEFORE if title is not None else Region.INSIDE
    placed = list(BlockWalk(title, content, region).blocks(main))
    yield from without_inner_boxes(without_comments(placed), content)


def _article_blocks(placed: list[Placed], description: str, always: Collection[str]) -> list[Block]:
    """Return the blocks of the article: the lead above the content, captions, the content and its signature."""
    placed = _up_to_signature(placed)
    inside = [one for one in placed if one.region is Region.INSIDE]
    above = [one for one in placed if one.region in {Region.BEFORE, Region.ABOVE}]
    lead = _lead(above, inside, description)
    below = next((one for one in placed if one.region is Region.BELOW), None)
    signed = below if below is not None and is_signature(below.element) else None
    blocks: list[Block] = []
    led = False
    for one in placed:
        if lead is not None and one is lead:
            blocks.append(one.block.with_role(Role.LEAD))
            led = True
        elif one.region is Region.INSIDE and not (one.block.role is Role.TEXT and _is_dateline(one)):
            # A second lead is a box of another article, or a paragraph of this one.
            block = one.block.with_role(Role.TEXT) if one.block.role is Role.LEAD and led else one.block
            blocks.append(block)
            led = led or block.role is Role.LEAD
        elif one is signed:
            blocks.append(one.block.with_role(Role.BYLINE))
        elif one.block.text in always or (one.region is Region.ABOVE and one.block.role is Role.CAPTION):
            blocks.append(one.block)
    return blocks


def _up_to_signature(placed: list[Placed]) -> list[Placed]:
    """Return what is placed without the short texts below a signature, of which none is of the article."""
    inside = [index for index, one in enumerate(placed) if one.region is Region.INSIDE]
    signed = next((index for index in reversed(inside) if _signs(placed[index])), None)
    if signed is None or 2 * inside.index(signed) < len(inside):
        return placed
    below = {index for index in inside if index > signed and placed[index].block.role is Role.TEXT}
    if any(len(placed[index].block.text.split()) >= _PARAGRAPH for index in below):
        return placed
    return [one for index, one in enumerate(placed) if index not in below]


def _signs(placed: Placed) -> bool:
    """Tell whether a block is the byline of an article, by its label or its place at the right."""
    named = placed.block.role is Role.BYLINE and read_named_byline(placed.block.text) is not None
    return named or is_signature(placed.element)


def _above_content(
    placed: Placed, head: Element | None, content: Element, informs: Callable[[Element], bool]
) -> Placed:
    """Return a text of the head of the article, or beside its date, as one above the content.

    `informs` tells whether an element in the content is called what is told of the article.
    """
    if placed.region is not Region.INSIDE or placed.block.role not in {Role.TEXT, Role.LEAD, Role.BYLINE}:
        return placed
    above = (placed.element, *placed.element.iterancestors())
    is_above = any(one is head for one in above) if head is not None else False
    inside = takewhile(lambda one: one is not content, above)
    return replace(placed, region=Region.ABOVE) if is_above or any(map(informs, inside)) else placed


def _heads_byline(placed: Placed) -> bool:
    return placed.block.role is Role.BYLINE and heads_byline(placed.block.text)


def _is_dateline(placed: Placed) -> bool:
    """Tell whether a block is the line of a date, by its words and its label, or by the tag around all of it."""
    is_called = is_date(label(placed.element)) or is_time(placed.element)
    dateline = read_dateline(placed.block.text) if is_called else None
    return dateline is not None and not dateline.rest


def _lead(above: list[Placed], inside: list[Placed], description: str) -> Placed | None:
    """Return the lead above the content: by its label, by the page's description, or a sentence under the title."""
    labelled = [one for one in above if one.block.role is Role.LEAD and len(one.block.text.split()) > 2]
    wanted = text_key(description)[:_SAME]
    known = [one for one in above if wanted and text_key(one.block.text).startswith(wanted)]
    if labelled or known:
        return next((one for one in labelled if one in known), next(iter([*labelled, *known])))
    if any(one.block.role is Role.LEAD for one in inside[:3]):
        return None
    texts = [one for one in above if one.region is Region.ABOVE and one.block.role is Role.TEXT]
    return next((one for one in texts if _is_sentence(one.block.text)), None)


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= _SHORTEST_LEAD and ends_sentence(text)


# --- what stands around the content


def _around(near: list[Element], content: Element) -> Iterator[Element]:
    """Yield elements outside the content, those above it first, and then those in it."""
    inside = set(content.iter())
    yield from (e for e in near if e not in inside)
    yield from (e for e in near if e in inside and e is not content)
