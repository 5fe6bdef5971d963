"""HTML pages and fragments: the element with the article's text, in blocks, and the metadata of the page."""

import re
from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from lxml import etree, html

from articles.importing.cleaning.characters import clean_line, clean_text
from articles.importing.cleaning.phrases import phrases
from articles.importing.metadata import first_stated
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.publication_dates import StatedDate, allowed_date, lacks_day, read_date_value, refines
from articles.importing.readers.document_reader import DocumentReader
from articles.importing.readers.html_metadata import PageHead
from articles.importing.readers.main_content import main_element
from articles.importing.readers.page import Block, Page, Role, table_block
from articles.nlp.dates import read_dateline

_BLOCK_TAGS: Final = phrases("block_tags")
_SKIPPED_TAGS: Final = phrases("skipped_tags")
_STRUCTURE: Final = re.compile(
    r"<(?:!doctype\s+html|/?(?:html|head|body|p|div|h[1-6]|article|section|main|figure|figcaption|ul|ol|table|span"
    r"|header)\b[^<>]*)>",
    re.IGNORECASE,
)
_SHORTEST_LINK: Final = 4  # words of a link that is a title
# Of a table of data: its least rows of several cells, and the most words of a cell on average.
_LEAST_ROWS: Final = 2
_LONGEST_CELL: Final = 25
_LONGEST_CELL_BY_PICTURES: Final = 6
_MOST_LINKED: Final = 0.8
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def _names(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s_-])(?:{words})(?:$|[\s_-])", re.IGNORECASE)


_RELATED: Final = re.compile(
    r"related|relate|lien-?quan|tinlien|tin-lq|box-?tin|tinkhac|docthem|doc-them|xem-?them|read-?more|recommend"
    r"|suggest|share|social|comment|binhluan|banner|advert|quangcao"
    r"|breadcrumb|list-?news|newsletter|subscribe|popup|sidebar|pagination|toolbar|menu|copyright|footer|hidden"
    r"|inner-article|tags?-?(?:list|box|bar)|box-?tag|most-?read|more-?news|tin-?moi|google-?news|hotline",
    re.IGNORECASE,
)
_RELATED_WORD: Final = _names("ads?|qc|tags?|more|tool|tools|related-news|audio|rating|vote|top-bar|topbar")
_LEAD: Final = re.compile(
    r"sapo|chapeau|chappeau|tom-?tat|summary|teaser|intro(?:text)?\b|(?:^|[\s_-])(?:lead|desc|description"
    r"|excerpt|standfirst|dek)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CAPTION: Final = re.compile(
    r"caption|chu-?thich|body-image|image-?(?:desc|note|title)|img-?(?:desc|note|title)|photo-?(?:desc|note"
    r"|title|credit)|pic-?(?:desc|note)|(?:^|\s)Image(?:$|\s)",
    re.IGNORECASE,
)
_BYLINE: Final = re.compile(
    r"author|byline|tac-?gia|nguoi-?viet|signature|but-?danh|(?:^|[\s_-])source(?:$|[\s_-])|nguon",
    re.IGNORECASE,
)
_SECTION: Final = re.compile(r"bread-?crumb|cate(?:gory)?(?:$|[\s_-])|chuyen-?muc|(?:^|[\s_-])section", re.IGNORECASE)
_SECTIONS: Final = phrases("sections")
_HOME: Final = {"trang chủ", "tin mới", "tin nóng", "tin tức"}
_DATE: Final = re.compile(r"date|time|publish|ngay|posted|meta|clock", re.IGNORECASE)
_CONTENT: Final = re.compile(
    r"(?:article|detail|post|entry|news|maincontent|main|body|content|cms|singular|story)[-_]*(?:body|content"
    r"|text|detail|main)|fck_detail|cms-body|noi-?dung|the-article-body|knc-content|chi-?tiet",
    re.IGNORECASE,
)


_VAGUE_CONTENT: Final = re.compile(r"(?:^|\s)(?:main|content|entry|post|story|news|noidung)(?:$|\s)", re.IGNORECASE)
_MOST_PROSE: Final = 0.6
# The day of the visit, which some pages print at the top.
_TODAY: Final = re.compile(r"now|today|current|hom-?nay|\bheader", re.IGNORECASE)


def looks_like_html(text: str) -> bool:
    """Tell HTML from plain text with stray tags: it begins with a tag, or has more tags of structure than gaps."""
    tags = len(_STRUCTURE.findall(text))
    return tags >= 2 and (text.lstrip("\ufeff \t\r\n").startswith("<") or tags > text.count("\n\n"))


def read_web(text: str) -> Page:
    """Read an HTML page or fragment; raises UnreadableDocument where it has no text."""
    root = _parse(text)
    page_head = PageHead(root)
    metadata = page_head.metadata
    title_element = _title_element(root)
    title = _text(title_element) if title_element is not None else page_head.title
    content = _content(root)
    blocks = _content_blocks(content, title_element)
    lead = _lead_outside(root, content)
    if lead and not any(block.role is Role.LEAD for block in blocks):
        blocks = [Block(lead, Role.LEAD), *blocks]
    if not blocks:
        raise UnreadableDocument("the page holds no article text")
    head = [Block(title, Role.TITLE)] if title else []
    outside = _outside(root, content)
    posted = StatedDate(metadata.published)
    if lacks_day(posted.iso):
        shown = _posted(root, outside)
        posted = shown if refines(shown.iso, posted.iso) or not posted.iso else posted
    return Page(
        (*head, *blocks, *([] if metadata.authors else _byline_outside(outside))),
        likely_source=metadata.source,
        **first_stated(metadata)
        | {
            "source": "",
            "section": metadata.section or _section(root),
            "published": posted.iso,
        },
        warnings=(*page_head.warnings, *posted.warnings),
    )


def fragment_blocks(text: str) -> list[Block]:
    """Return the blocks of an HTML fragment, such as the body field of a record."""
    try:
        return _content_blocks(_parse(text), None) if text.strip() else []
    except UnreadableDocument:  # comments alone
        return []


def _parse(text: str) -> html.HtmlElement:
    try:
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except (etree.ParserError, ValueError) as error:
        raise UnreadableDocument("the page holds no article text") from error
    return root


# --- the elements of an article


def _label(element: html.HtmlElement) -> str:
    return " ".join(element.get(name) or "" for name in ("class", "id", "itemprop", "type", "data-type", "data-role"))


def _title_element(root: html.HtmlElement) -> html.HtmlElement | None:
    found = [e for e in root.iter("h1") if _text(e)]
    return found[0] if found else next((e for e in root.iter("h2") if "title" in _label(e).lower() and _text(e)), None)


def _content(root: html.HtmlElement) -> html.HtmlElement:
    """Return the element with the article's text: one that is marked as such, else the one with most of the text."""
    body = [e for e in root.iter() if _is_element(e) and e.get("itemprop") == "articleBody"]
    named = [
        e
        for e in root.iter("div", "section", "article", "main")
        if _CONTENT.search(_label(e)) and not _RELATED.search(_label(e))
    ]
    candidates = body or named or list(root.iter("article"))
    best = max(candidates, key=lambda e: (_prose(e), len(list(e.iterancestors()))), default=None)
    if best is not None and _prose(best):
        return best
    vague = [e for e in root.iter("div", "td", "section") if _VAGUE_CONTENT.search(_label(e)) and _prose(e)]
    most = max(map(_prose, vague), default=0)
    # Of a "main" and the "content" in it take the inner one, unless most of the text is outside of it.
    inner = [e for e in vague if _prose(e) >= _MOST_PROSE * most]
    return inner[-1] if inner else main_element(root)


def _prose(element: html.HtmlElement) -> int:
    """Return how many characters the paragraphs of an element have."""
    return sum(len(e.text_content()) for e in element.iter("p", "div") if not len(e) or e.tag == "p")


def _is_element(element: Any) -> bool:
    return isinstance(element.tag, str)


def _is_skipped(element: Any) -> bool:
    """Tell whether an element is hidden or is a box beside the text: related articles, sharing, advertisements."""
    if not _is_element(element) or element.tag in _SKIPPED_TAGS:
        return True
    if _is_hidden(element):
        return True
    label = _label(element)
    return _is_link_list(element) or bool(
        label.strip()
        and element.tag not in {"body", "html"}
        and (_RELATED.search(label) or _RELATED_WORD.search(label))
    )


def _is_hidden(element: html.HtmlElement) -> bool:
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "") is not None


def _is_link_list(element: html.HtmlElement) -> bool:
    """Tell whether a list, paragraph or box consists of links to other articles."""
    if element.tag not in {"ul", "ol", "p", "div", "section"}:
        return False
    words = len(element.text_content().split())
    linked = sum(len(link.text_content().split()) for link in element.iter("a"))
    return words == linked >= _SHORTEST_LINK and element.text_content().strip()[-1] not in '.”"'


def _text(element: html.HtmlElement) -> str:
    return clean_line("".join(_runs(element)))


def _runs(element: html.HtmlElement) -> Iterator[str]:
    """Yield the text of an element and of the inline elements in it, with "\\n" for <br>."""
    yield re.sub(r"\s*\n\s*", " ", element.text or "")
    for child in element:
        if _is_element(child) and child.tag == "br":
            yield "\n"
        elif not _is_skipped(child):
            yield from _runs(child)
        yield re.sub(r"\s*\n\s*", " ", child.tail or "")


def _content_blocks(content: html.HtmlElement, title: html.HtmlElement | None) -> list[Block]:
    return [block for block in _walk(content, Role.TEXT, title) if block.text]


def _walk(element: html.HtmlElement, role: Role, title: html.HtmlElement | None) -> Iterator[Block]:
    """Yield the blocks of an element in page order, each with the role that its tag or class names."""
    role = _role(element, role)
    inline: list[str] = [element.text or ""]
    for child in element:
        if child is title:
            inline.append(child.tail or "")
            continue
        if _is_element(child) and not _is_skipped(child) and _has_blocks(child):
            yield from _paragraphs("".join(inline), role)
            yield from _table(child) if role is Role.TEXT and _is_data(child) else _walk(child, role, title)
            inline = [child.tail or ""]
            continue
        if _is_element(child) and child.tag == "br":
            inline.append("\n")
        elif not _is_skipped(child):
            inline.extend(_runs(child))
        inline.append(re.sub(r"\s*\n\s*", " ", child.tail or ""))
    yield from _paragraphs("".join(inline), role)


def _is_data(element: html.HtmlElement) -> bool:
    """Tell whether an element is a table of data, not one that lays out pictures, links or paragraphs."""
    if element.tag != "table" or any(True for _ in element.iterdescendants("table", "h1", "h2", "figure")):
        return False
    rows = [[cell for cell in row if cell] for row in _rows(element)]
    words = [len(cell.split()) for row in rows for cell in row]
    if sum(len(row) > 1 for row in rows) < _LEAST_ROWS:
        return False
    linked = sum(len(link.text_content().split()) for link in element.iter("a"))
    if linked > _MOST_LINKED * sum(words) and sum(words) >= _SHORTEST_LINK * len(words):
        return False
    longest = _LONGEST_CELL_BY_PICTURES if next(element.iter("img"), None) is not None else _LONGEST_CELL
    return next(element.iter("th"), None) is not None or sum(words) <= longest * len(words)


def _table(table: html.HtmlElement) -> Iterator[Block]:
    yield from (Block(text) for caption in table.iter("caption") if (text := clean_line("".join(_cell(caption)))))
    yield table_block(_rows(table))


def _rows(table: html.HtmlElement) -> list[list[str]]:
    return [
        [clean_line("".join(_cell(cell))) for cell in row if cell.tag in {"td", "th"}]
        for row in table.iter("tr")
        if not _is_hidden(row)
    ]


def _cell(element: html.HtmlElement) -> Iterator[str]:
    """Yield the text of a cell. Unlike outside of tables, a line of links belongs to it."""
    yield element.text or ""
    for child in element:
        if _is_element(child) and child.tag not in _SKIPPED_TAGS and not _is_hidden(child):
            yield " " if child.tag in _BLOCK_TAGS or child.tag == "br" else ""
            yield from _cell(child)
        yield child.tail or ""


def _has_blocks(element: html.HtmlElement) -> bool:
    return element.tag in _BLOCK_TAGS or any(_is_element(e) and e.tag in _BLOCK_TAGS for e in element.iterdescendants())


def _paragraphs(text: str, role: Role) -> Iterator[Block]:
    """Yield the paragraphs of inline text: two breaks end a paragraph, one ends a line in it."""
    for part in re.split(r"\n\s*\n", clean_text(text).strip()):
        if part.strip():
            yield Block("\n".join(line for line in part.split("\n") if line), role)


def _role(element: html.HtmlElement, inherited: Role) -> Role:
    label = _label(element)
    if element.tag == "figcaption" or _CAPTION.search(label):
        return Role.CAPTION
    if element.tag in {"body", "html"} or not label.strip():
        return inherited
    if _BYLINE.search(label) and len(element.text_content()) < 200:
        return Role.BYLINE
    if _LEAD.search(label) and len(element.text_content()) < 1500 and element.tag != "article":
        return Role.LEAD
    return inherited


def _outside(root: html.HtmlElement, content: html.HtmlElement) -> list[html.HtmlElement]:
    """Return the labelled elements of a page outside its content, without boxes of other articles."""
    inside = set(content.iter())
    return [
        e
        for e in root.iter()
        if _is_element(e)
        and e not in inside
        and _label(e).strip()
        and not any(_is_skipped(a) for a in (e, *e.iterancestors()))
    ]


def _lead_outside(root: html.HtmlElement, content: html.HtmlElement) -> str:
    if content is root:
        return ""
    found = [e for e in _outside(root, content) if _LEAD.search(_label(e)) and e.tag not in {"meta", "body", "html"}]
    return next((text for e in found if content not in e.iterdescendants() and (text := _text(e))), "")


def _byline_outside(outside: list[html.HtmlElement]) -> list[Block]:
    found = (_text(e) for e in outside if _BYLINE.search(_label(e)) and e.tag not in {"meta", "link"})
    return [Block(text, Role.BYLINE) for text in found if 0 < len(text) < 100][:1]


def _section(root: html.HtmlElement) -> str:
    """Return the section that the page shows: the last one of its path, or an element with the class of a category."""
    for element in root.iter():
        if _is_element(element) and _SECTION.search(_label(element)) and len(element.text_content()) < 200:
            parts = [*element.iter("a", "li"), element]
            names = [name for part in parts if (name := clean_line(part.text_content())).lower() in _SECTIONS]
            if named := [name for name in names if name.lower() not in _HOME]:
                return named[-1]
    return ""


def _posted(root: html.HtmlElement, outside: list[html.HtmlElement]) -> StatedDate:
    """Return the posting date that the page shows: in <time>, else in an element with the class of a date."""
    times = (read_date_value(e.get("datetime") or "") for e in root.iter("time"))
    if stated := next((time for time in times if time.iso), None):
        return stated
    labelled = (
        e
        for e in outside
        if _DATE.search(_label(e))
        and len(e.text_content()) < 160
        and not _TODAY.search(_label(e))
        and not e.text_content().strip().lower().startswith("hôm nay")
    )
    lines = (read_dateline(clean_line(" ".join(e.itertext()))) for e in labelled)
    published = next((line.published for line in lines if line and line.published), "")
    return allowed_date(published, published) if published else StatedDate()


READER: Final = DocumentReader(
    "html",
    _("web page"),
    "a web page or a fragment of one, and each page of a WARC file; the text is where its classes or microdata say, "
    "else where trafilatura finds it; Open Graph, microdata and JSON-LD state what the text does not",
    read=lambda contents, _options: read_web(contents.text),
    matches=lambda contents: looks_like_html(contents.text),
)
