"""From one document's bytes to one article: read in its form, then separated from what stands around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from articles.importing.cleaning.byline_names import split_names
from articles.importing.cleaning.imprints import owner_in_imprint, paper_in_foot, paper_in_imprint
from articles.importing.cleaning.posting_notes import blog_named, section_in_note
from articles.importing.cleaning.printed_issues import PrintedIssue
from articles.importing.cleaning.signed_names import Byline
from articles.importing.cleaning.stamps import Stamped, take_initials, take_stamp
from articles.importing.metadata import first_stated
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import Caption, InferredDate, ParsedArticle, UnreadableDocument
from articles.importing.parsing.article_bounds import own_blocks
from articles.importing.parsing.ending import day_below, take_bylines
from articles.importing.parsing.head import Head, take_head
from articles.importing.parsing.issue_lines import take_issue
from articles.importing.parsing.paragraphs import paragraphs, split_lead
from articles.importing.parsing.picture_texts import numbered_titles
from articles.importing.parsing.pictures import take_captions
from articles.importing.parsing.placing import PlacedLines, place
from articles.importing.parsing.stand_in_title import with_title
from articles.importing.parsing.sure_lines import mark_labelled, without_sure_lines
from articles.importing.publication_dates import StatedDate, allowed_date, lacks_day, may_be_dated, refines
from articles.importing.readers import read_page
from articles.importing.readers.labelled.label_notations import label_field
from articles.importing.readers.page import Page, Role
from articles.importing.readers.records.record import RECORD_FORMS
from articles.nlp.dates import OF_MAIL, OF_PROPERTIES, infer_date
from articles.text.markup import is_web_address
from articles.text.papers import paper_key, paper_named, paper_of_address
from articles.text.written_dates import first_day

# Forms whose lines a model places: no element or field says what they are.
_COPIED: Final = ("raw",)
# A dash before the lead alone marks it, as the items of a list and speech have before each.
_DASHED: Final = re.compile(r"[-–—|]\s+")
_ORIGINAL: Final = re.compile(
    r"(?:nguồn|(?:link |đường dẫn )?(?:bài )?gốc|theo)\b[^:]{0,40}:?\s*(?P<address>https?://\S+)", re.IGNORECASE
)
_MOST_LEFT_OUT: Final = 300
_FORMS: Final = {"word": "the Word document", "html": "the web page", "feed": "the entry of the feed"}

__all__ = ["parse_document"]


def parse_document(
    data: bytes, *, name: str = "", options: ImportOptions | None = None, form: str = "", address: str = ""
) -> ParsedArticle:
    """Return the article in `data`, the bytes of one document in any form that a reader knows.

    `name` (its path) and `address` (where it was fetched) are used only to infer its date. The options give its
    encoding and the names of its fields; `form` is as in `Document`. Raises UnreadableDocument where the bytes are
    not text, or the text holds no article.
    """
    options = options or ImportOptions()
    page = read_page(data, options, form)
    return _parse(page, name, address, page.kept.union(options.kept))


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of an article as they stand in its document, and the lines that were placed for them."""

    placed: PlacedLines
    head: Head
    lead: str
    body: list[str]
    captions: tuple[Caption, ...]
    byline: Byline
    issue: PrintedIssue
    warnings: tuple[str, ...]


def _parse(page: Page, name: str, address: str, always: frozenset[str]) -> ParsedArticle:
    parts = _take_apart(page, always)
    head, placed, issue = parts.head, parts.placed, parts.issue
    url = page.url if is_web_address(page.url) else address
    printer = _original(page) or page.likely_source or head.source or placed.source or paper_of_address(url)
    lead, body, stamped = _without_stamp(parts.lead, parts.body, page.source or issue.source or printer or placed.paper)
    if not head.title or not body or not body[0]:
        raise UnreadableDocument(_lacking(page))
    stated = _stated_date(page, _printed_day(head, issue) or stamped.day)
    texts = [lead, *body, *(caption.text for caption in parts.captions)]
    inferred = _inferred(texts, url, name, page, stated)
    byline = _without_author_as_source(parts.byline, page)
    left_out = _left_out(page, [head.title, *texts])
    # "Pam Pam, Theo Trí Thức Trẻ" above the text outranks "(Nguồn: Ilgan Sports)" below it.
    signed = head.source if head.authors and not byline.authors else ""
    credited = signed or _printing(byline.source, stamped.source)
    source = page.source or issue.source or credited or stamped.source or printer
    found = {
        "authors": _names(page.authors) or byline.authors or head.authors or page.likely_authors,
        "source": source,
        "section": page.section or issue.section or head.section or _noted_section(page, left_out) or placed.section,
        "published": "" if inferred else stated.iso,
    }
    return ParsedArticle(
        form=page.form,
        title=head.title,
        lead=lead,
        body=tuple(body),
        captions=parts.captions,
        inferred=inferred,
        credited=byline.source,
        inferred_source=_paper_around(page, parts, source, stamped, printer, left_out),
        warnings=(*page.warnings, *stated.warnings, *parts.warnings),
        left_out=left_out,
        **first_stated(page) | found,
    )


def _take_apart(page: Page, always: frozenset[str]) -> _Parts:
    """Divide a page into the parts of its article; the lines in `always` belong to it."""
    copied = page.form in _COPIED
    blocks, issue = take_issue(page.blocks, always)
    lines = without_sure_lines(blocks, always) if copied else tuple(mark_labelled(blocks))
    placed = place(lines, always, numbered_titles(blocks)) if copied else PlacedLines(lines)
    head, rest = take_head(placed.with_captions(own_blocks(placed.blocks, always, placed.text | placed.captions)))
    captions, rest = take_captions(rest, head.title, always)
    text, byline = take_bylines(rest, head.authors)
    head.published = head.published or day_below(rest, text)
    byline = _without_topic(byline, head)
    lead, body = split_lead(paragraphs(text))
    head.title, body, warnings = with_title(_without_label(head.title), lead, body)
    return _Parts(placed, head, lead, body, captions, byline, issue, (*warnings, *_doubts(placed, issue)))


def _doubts(placed: PlacedLines, issue: PrintedIssue) -> Iterator[str]:
    """Yield warnings of what may be placed wrongly, with the number of lines, or read wrongly."""
    if not issue.is_known:
        yield f"the paper of the printed issue is in no list: “{issue.source}”"
    if placed.doubtful:
        yield f"lines of the page that may be left out wrongly: {placed.doubtful}"
    if placed.bare:
        yield f"captions that nothing but their words tell: {placed.bare}"


def _without_label(title: str) -> str:
    """Return a title without the label before it: "Tiêu đề: Lũ rút ở Huế"."""
    return title.partition(":")[2].strip() or title if label_field(title) == "title" else title


def _without_stamp(lead: str, body: list[str], printer: str) -> tuple[str, list[str], Stamped]:
    """Return lead and body without the stamp before their first sentence, and that stamp.

    The initials of the paper that prints the page are one too.
    """
    first = lead or (body[0] if body else "")
    stamped = take_stamp(first)
    if not paper_named(stamped.source):
        own = take_initials(first, printer)
        below = take_stamp(own.text)
        stamped = replace(below, source=own.source or below.source)
    if not lead:
        return "", [stamped.text, *body[1:]], stamped
    if body and _DASHED.match(stamped.text) and not _DASHED.match(body[0]):
        stamped = replace(stamped, text=_DASHED.sub("", stamped.text))
    return stamped.text, body, stamped


def _printing(credited: str, stamped: str) -> str:
    """Return the paper that a byline names; that of the stamp as it stands there, where one is a bureau of the other.

    "Vũ Hường/VOV-TP HCM" below a lead that begins with "VOV.VN -" is of VOV.VN.
    """
    paper, dash, _ = credited.partition("-")
    is_bureau = bool(dash and stamped) and paper_named(paper.strip()) == paper_named(stamped) != ""
    return stamped if is_bureau else credited


def _paper_around(
    page: Page, parts: _Parts, source: str, stamped: Stamped, printer: str, left_out: tuple[str, ...]
) -> str:
    """Return the paper that only what stands around the article tells, where its `source` is missing or initials.

    Initials before the lead that nobody knows stand for the `printer`: "(QBĐT)" on a page of "Báo Quảng Bình".
    """
    if source:
        return parts.placed.paper or printer if source == stamped.source and not paper_named(source) else ""
    return parts.placed.paper or _in_imprint(page, left_out) or _blog(page, parts.head.title)


def _left_out(page: Page, texts: list[str]) -> tuple[str, ...]:
    """Return the lines of a document that are not in the texts of its article, in their order, each once."""
    written = "\n".join(texts)
    lines = (line for block in (*(block.text for block in page.blocks), *page.outside) for line in block.split("\n"))
    return tuple(dict.fromkeys(line for line in lines if line not in written))[:_MOST_LEFT_OUT]


def _noted_section(page: Page, left_out: tuple[str, ...]) -> str:
    """Return the section in which a copied page says that its text was posted, "" where it does not."""
    return next(filter(None, map(section_in_note, left_out)), "") if page.form in _COPIED else ""


def _original(page: Page) -> str:
    """Return the paper to whose address a copied page says that its text is from: "Nguồn X: https://..."; "" else."""
    lines = (block.text for block in page.blocks) if page.form in _COPIED else ()
    addresses = (found["address"] for line in lines if (found := _ORIGINAL.fullmatch(line)))
    return next(filter(None, map(paper_of_address, addresses)), "")


def _blog(page: Page, title: str) -> str:
    return blog_named([block.text for block in page.blocks], title) if page.form in _COPIED else ""


def _in_imprint(page: Page, left_out: tuple[str, ...]) -> str:
    """Return the paper that the imprint below a copied article names, "" where none does.

    One that no list knows is the name of a line of its own too: "Nông thôn 365", "© 2024 Nông thôn 365".
    """
    lines = left_out[::-1] if page.form in _COPIED else ()
    if paper := next(filter(None, map(paper_in_imprint, lines)), "") or paper_in_foot(lines[::-1]):
        return paper
    owners = list(filter(None, map(owner_in_imprint, lines)))
    names = {paper_key(line): line for line in lines} if owners else {}
    return next((names[key] for key in map(paper_key, owners) if key in names), "")


def _without_topic(byline: Byline, head: Head) -> Byline:
    """Return a byline without a name that the title has too, where the page's top names others: a tag of the text."""
    title = head.title.casefold()
    is_topic = bool(head.authors) and any(name.casefold() in title for name in byline.authors)
    return replace(byline, authors=()) if is_topic else byline


def _without_author_as_source(byline: Byline, page: Page) -> Byline:
    """Return a byline in which "Theo X" names the author where X is stated to be the author."""
    stated = {name.casefold() for name in (*_names(page.authors), *page.likely_authors)}
    return replace(byline, source="") if byline.source.casefold() in stated else byline


def _lacking(page: Page) -> str:
    """Return what a document lacks to be an article, in the words of its form."""
    if page.form in RECORD_FORMS:
        titled = any(block.role is Role.TITLE for block in page.blocks)
        has, lacks = ("title", "text") if titled else ("text", "title")
        return f"the record has a {has} but no {lacks}: name the field of its {lacks} in the options of the import"
    return f"{_FORMS.get(page.form, 'the document')} holds no article: no text after a title"


def _printed_day(head: Head, issue: PrintedIssue) -> str:
    """Return the day of the printed issue; a head with a time of day is that of a page, and outranks it."""
    is_posted = "T" in head.published or (bool(head.published) and lacks_day(issue.day))
    return head.published if is_posted else issue.day or head.published


def _stated_date(page: Page, in_head: str) -> StatedDate:
    """Return the date that a page states, or the one in its head where that is more precise."""
    if not refines(in_head, page.published):
        return StatedDate(page.published)
    stated = allowed_date(in_head, in_head)
    return replace(stated, iso=stated.iso or page.published)


def _inferred(texts: list[str], url: str, path: str, page: Page, stated: StatedDate) -> InferredDate | None:
    """Return the date that texts, address or path tell where the stated one has no day, if it agrees with that."""
    if not lacks_day(stated.iso):
        return None
    inferred = infer_date(texts, url=url, path=path)
    if not inferred or not may_be_dated(first_day(inferred.date)):
        basis = OF_MAIL if page.form == "mail" else OF_PROPERTIES
        inferred = InferredDate(page.likely_day, "day", basis) if page.likely_day else None
    return inferred if inferred and refines(inferred.date, stated.iso) else None


def _names(authors: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for author in authors for name in split_names(author))
