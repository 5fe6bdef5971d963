"""Markdown: an article with front matter, or a text with marks of headings, emphasis, links or pictures."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import unescape
from itertools import islice
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from articles.importing.cleaning.bylines import read_named_byline
from articles.importing.cleaning.characters import clean_line
from articles.importing.cleaning.phrases import is_section_name
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import CODE, UnreadableDocument
from articles.importing.readers.document_reader import DocumentReader
from articles.importing.readers.kinds.data_texts import has_code_blocks
from articles.importing.readers.kinds.text_kinds import no_article
from articles.importing.readers.labelled.labelled_text import looks_labelled
from articles.importing.readers.lines.quoted_lines import without_links_below
from articles.importing.readers.marked_text.front_matter import front_matter
from articles.importing.readers.marked_text.markdown_html import markdown_html
from articles.importing.readers.marked_text.markdown_keeping import without_keeping
from articles.importing.readers.marked_text.outlines import as_paragraphs, is_outline
from articles.importing.readers.page import Block, Page, Role
from articles.importing.readers.records.record import record_page
from articles.importing.readers.records.record_names import field_named
from articles.importing.readers.records.record_values import read_date
from articles.importing.readers.several_articles.article_parts import article_parts
from articles.importing.readers.web.html import looks_like_html
from articles.text.normal import fold
from articles.text.sentences import ends_sentence

# A sub-heading, bold words, a line in italics, a link, a picture, a shortcode, the number of a footnote.
_MARKED: Final = re.compile(
    r"^#{2,6}[ \t]+[^\s#]|(?<![*\w])\*\*[^\s*](?:[^*\n]{0,2000}[^\s*])?\*\*(?!\*)"
    r"|(?<!\w)__[^\s_]+ [^_\n]{0,2000}__(?!\w)"
    r"|^[ \t]*(?:\*[^\s*][^*\n]{0,2000}[^\s*]\*|_[^\s_][^_\n]{0,2000}[^\s_]_)[ \t]*$"
    r"|!?\[[^\]\n]{0,2000}\]\((?:https?://|[\w./#-])[^)\n]{0,2000}\)|!\[\[|^\{\{[<%]|^\{%|^\[\^[^\]\s]{1,40}\]:"
    r"|^\[[^\]^\n]{1,200}\]:[ \t]+(?:<|https?://)",
    re.MULTILINE,
)
# One of these is in each of them.
_SIGNS: Final = ("**", "__", "](", "]:", "[[", "{{", "{%", "[^", "##", "*\n", "_\n", "*\r", "_\r")
# A title with a line of "=" or "-" below it, and a heading of the first level among the first lines.
_UNDERLINED: Final = re.compile(r"\s*[^\s=-].*\n(?:={3,}|-{3,})[ \t]*(?:\n|$)")
_HEADING: Final = re.compile(r"#{1,3}(?:[ \t]+[^\s#]|[^\W\d_a-z]\w*(?:[ \t]+[^\s#]+){2})")
_TOP, _MOST_ABOVE = 1_000, 4  # characters, and lines, among which the heading stands
_WORDS_ABOVE: Final = 60  # in what stands above the title
_PARAGRAPH: Final = re.compile(r"<p>(?P<words>.*?)</p>", re.DOTALL)
_HEADINGS: Final = re.compile(
    r"<h(?P<level>[1-6])\b[^<>]{0,500}>(?P<words>.{0,2000}?)</h(?P=level)>", re.DOTALL | re.IGNORECASE
)
_END: Final = re.compile(r"</(?:p|h[1-6]|li|figcaption|tr|td|th)>|<br[^<>]*>")
_TAG: Final = re.compile(r"<[^<>]*>")
_MOST_SIGNED, _LONGEST_SIGNED = 4, 80  # texts at the top among which an author signs, characters
# What a page has, and a text in Markdown that begins with HTML has not.
_OF_PAGE: Final = re.compile(r"<(?:!doctype|html|head|body|meta|script|link)\b", re.IGNORECASE)
_LEAST_MARKS: Final = 2  # in a text with HTML
_CLIPPED: Final = re.compile(
    r"(?:(?:date|user)[ _-]?)?(?:created|clipped|saved|added|captured|retrieved|updated)(?![a-z])", re.IGNORECASE
)
_ENGLISH_DAY: Final = re.compile(
    r"(?:published |updated )?(?:on )?(?:\w{3,9}, )?"
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4})",
    re.IGNORECASE,
)
_DAY: Final = len("2023-10-15")
_OTHER_TITLE: Final = "the heading “{heading}” is not the title that the front matter states"


def looks_like_markdown(text: str) -> bool:
    """Tell whether a text has front matter, or marks of Markdown and no labels; HTML may stand in it."""
    if front_matter(text)[0] or is_outline(text):
        return True
    is_headed = _is_headed(text)
    marks = len(list(islice(_MARKED.finditer(text), _LEAST_MARKS))) if any(sign in text for sign in _SIGNS) else 0
    if not (is_headed or marks or _UNDERLINED.match(text)):
        return False
    if looks_like_html(text) and not is_headed:
        return marks == _LEAST_MARKS and not _OF_PAGE.search(text)
    return not looks_labelled(text)


def _is_headed(text: str) -> bool:
    lines = [line for line in text[:_TOP].lstrip("\ufeff").split("\n") if line.strip()][:_MOST_ABOVE]
    return any(map(_HEADING.match, lines))


def read_markdown(text: str, options: ImportOptions) -> Page:
    """Read Markdown; the first heading is the title where front matter states none.

    Raises UnreadableDocument where the text is no article.
    """
    fields, below = front_matter(text)
    properties, below = as_paragraphs(below)
    fields = {**properties, **fields}
    kept = without_keeping(below)
    below, links = without_links_below(kept.text)
    html = markdown_html(below)
    if not fields and (kind := CODE if has_code_blocks(below.splitlines()) else no_article(_plain(html))):
        raise UnreadableDocument(kind)
    stated = next((name for name in fields if field_named(name) == "title" and fields[name]), "")
    heads = _heads(html, str(fields[stated]) if stated else "")
    words = list(map(_words, heads))
    found: dict[str, Any] = {} if stated or not heads else {"title": words[-1]}
    if section := words[0] if len(heads) > 1 else kept.section:
        found["section"] = section
    other = words[-1] if stated and heads else ""
    is_same = not other or fold(other) == fold(clean_line(str(fields[stated])))
    for head in reversed(heads):
        html = html[: head.start()] + html[head.end() :]
    page = record_page({**found, **fields, "body": html}, options)
    doubts = (article_parts(below).doubt, "" if is_same else _OTHER_TITLE.format(heading=other))
    warnings = (*page.warnings, *kept.warnings, *filter(None, doubts))
    outside = (*page.outside, *kept.outside, *links)
    page = _dated(replace(page, blocks=_signed(page.blocks), warnings=warnings, outside=outside))
    return _as_clipped(page) if _is_clipping(fields) else page


def _is_clipping(fields: Mapping[str, Any]) -> bool:
    """Tell whether the day in front matter is the one on which a page was clipped: its address stands beside it."""
    dates = [name for name in fields if field_named(name) == "published"]
    has_address = any(str(value).startswith(("http://", "https://")) for value in fields.values())
    return has_address and bool(dates) and all(_CLIPPED.match(name) for name in dates)


def _as_clipped(page: Page) -> Page:
    """Return a page whose day is likely that of the article, unless the text says another one."""
    return replace(page, published="", likely_day=page.published[:_DAY])


def _plain(html: str) -> str:
    return unescape(_TAG.sub("", _END.sub("\n\n", html)))


def _heads(html: str, stated: str) -> list[re.Match[str]]:
    """Return the heading that is the title, and that of the section above it; none where the text stands above.

    Where a title is `stated`, another heading is a sub-heading if text stands above it.
    """
    headings = list(_HEADINGS.finditer(html))
    if stated and headings and fold(_words(headings[0])) != fold(clean_line(stated)):
        above = html[: headings[0].start()]
        if any(ends_sentence(_TAG.sub("", found["words"]).strip()) for found in _PARAGRAPH.finditer(above)):
            return []
    title = next((one for one in headings if one["level"] == "1"), None)
    if title is None or not _is_above_text(html, title):
        title = headings[0] if headings else None
    if title is None or not _is_above_text(html, title):
        return []
    below = next((one for one in headings if one.start() >= title.end()), None)
    if below and is_section_name(_words(title)) and not html[title.end() : below.start()].strip():
        return [title, below]
    return [title]


def _words(heading: re.Match[str]) -> str:
    return clean_line(unescape(_TAG.sub("", heading["words"])))


def _is_above_text(html: str, heading: re.Match[str]) -> bool:
    """Tell whether no text stands above a heading: few words, and no sentence but above one of the first level."""
    above = html[: heading.start()]
    lines = [_TAG.sub("", found["words"]).strip() for found in _PARAGRAPH.finditer(above)]
    few = len(_TAG.sub(" ", above).split()) <= _WORDS_ABOVE
    return few and (heading["level"] == "1" or not any(map(ends_sentence, lines)))


def _signed(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return blocks with the names of authors that stand below the title or the lead as bylines."""
    top = [block for block in blocks if block.role is Role.TEXT][:_MOST_SIGNED]
    signed = [block for block in top[:-1] if len(block.text) < _LONGEST_SIGNED and read_named_byline(block.text)]
    return tuple(block.with_role(Role.BYLINE) if block in signed else block for block in blocks)


def _dated(page: Page) -> Page:
    """Return a page with the day that has a line of its own below the title, in English as programs write it."""
    top = [block for block in page.blocks if block.role in {Role.TEXT, Role.BYLINE}][:_MOST_SIGNED]
    dates = ((block, read_date(block.text)) for block in top if _ENGLISH_DAY.fullmatch(block.text))
    block, date = next(((block, date) for block, date in dates if date.iso), (None, None))
    if block is None or date is None or page.published:
        return page
    return replace(page, published=date.iso, blocks=tuple(one for one in page.blocks if one is not block))


READER: Final = DocumentReader(
    "markdown",
    _("Markdown"),
    "Markdown, also of Hugo, Jekyll, Obsidian and MDX: front matter, headings, emphasis, links, pictures, tables",
    read=lambda contents, options: read_markdown(contents.text, options),
    matches=lambda contents: looks_like_markdown(contents.text),
)
