"""Who wrote a page and where it came from, by elements that say so: labels, links to an author's page, rel."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from articles.importing.cleaning.byline_names import are_names, is_paper, split_names
from articles.importing.cleaning.bylines import is_age, read_beside_date, read_byline, read_named_byline
from articles.importing.cleaning.captions import is_credit
from articles.importing.cleaning.characters import clean_line
from articles.importing.cleaning.furniture import is_furniture
from articles.importing.cleaning.phrases import is_section_name
from articles.importing.cleaning.signed_names import Byline
from articles.importing.cleaning.stamps import is_place
from articles.importing.readers.web.html_elements import Element, is_element, is_unseen, label, text_of
from articles.importing.readers.web.html_labels import is_byline, is_caption, is_comments, is_quote, is_source
from articles.nlp.dates import read_dateline
from articles.text.papers import paper_named

_AUTHOR_PAGE: Final = re.compile(r"/(?:tac-?gia|author|authors|phong-vien|but-danh|profile)[/-]", re.IGNORECASE)
_LONGEST: Final = 160  # characters
_NO_NAME: Final = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|^[\W\d]*$|^(?:theo dõi|follow)$", re.IGNORECASE)
_RIGHT: Final = re.compile(r"text-align\s*:\s*(?:right|end)", re.IGNORECASE)
_WRITTEN: Final = re.compile(r"tác giả,|(?:được )?(?:viết|đăng|gửi|written|posted) (?:bởi|by)\b", re.IGNORECASE)
_SOURCED: Final = re.compile(r"nguồn(?: tin| bài(?: viết)?)?\s*:", re.IGNORECASE)
_CREDITED: Final = re.compile(r"theo\s", re.IGNORECASE)
_READING_TIME: Final = re.compile(r"(?:khoảng )?\d+ (?:phút|min(?:ute)?s?)(?: (?:đọc|read))?", re.IGNORECASE)
# What heads a byline, and what it tells of the author beside the name.
_HEADS_BYLINE: Final = re.compile(
    r"(?:(?:thông tin|giới thiệu|đôi nét|vài nét|về)(?: về)? )?(?:(?:các |nhóm )?tác giả|bài viết|người viết)\W*"
    r"|(?:vai trò|chức danh|gửi từ|tường thuật từ)\b.{0,60}|about the authors?\W*",
    re.IGNORECASE,
)
# Between the author and the labels of other facts on one line: "Tác giả: Lê An Ngày đăng tin: 01/07/2019 Lượt xem: 12".
_FACTS: Final = re.compile(
    r"\s*[|•·,;-]?\s+(?=(?:ngày|lượt|số|lần|nguồn|thời gian|cập nhật|chuyên mục|xuất bản|đăng)(?: \w+){0,3}\s*:)",
    re.IGNORECASE,
)
_SIGNS: Final = re.compile(r"[|•·]")  # between the parts of a row
_TRIM: Final = " ,;|•·-–—*"


def stated_byline(elements: Iterable[Element]) -> Byline:
    """Return the authors and the source of the first elements that name them; () and "" where none does."""
    authors: tuple[str, ...] = ()
    source = ""
    for element in elements:
        if not _says(element) or is_quoted(element) or _is_of_picture(element):
            continue
        byline = _read(element)
        if byline.authors and not authors and not _is_in_comments(element):
            authors = byline.authors
        # Below "Theo Ái Nhân" the link to the paper has a label of its own.
        is_named = are_names(source) and not paper_named(source) and bool(paper_named(byline.source))
        source = byline.source if is_named else source or byline.source
        if authors and source and (paper_named(source) or not are_names(source)):
            break
    return Byline(authors, source)


def unlabelled_byline(elements: Iterable[Element]) -> tuple[tuple[str, ...], str]:
    """Return the authors and the day that elements between title and text show without a class; () and ""."""
    authors: tuple[str, ...] = ()
    day = ""
    for element in elements:
        for text in _texts(element):
            line = clean_line(text).strip(_TRIM)
            if not line or len(line) > _LONGEST:
                continue
            dateline = read_dateline(line)
            day = day or (dateline.published if dateline else "")
            if dateline is not None:
                authors = authors or _labelled(_FACTS.split(line)[0]) or _beside_date(dateline.rest)
            elif not authors and not is_paper(line) and not is_furniture(line):
                authors = split_names(line) if are_names(line) else _labelled(line) or _at_paper(line)
    return authors, day


def _beside_date(rest: str) -> tuple[str, ...]:
    """Return the authors beside a date: "Thứ hai, 10/05/2010, 06:22 | Tùng Anh", not its section."""
    named = bool(rest) and not (is_section_name(rest) or is_furniture(rest) or is_place(rest))
    byline = read_beside_date(rest) if named else None
    return byline.authors if byline else ()


def labelled_authors(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the authors in the first line around the content that names them behind a label; () without one."""
    lines = (line for text in texts for line in text.split("\n") if len(line) <= _LONGEST)
    return next(filter(None, map(_labelled, lines)), ())


def labelled_source(texts: Iterable[str]) -> str:
    """Return the source in the first line around the content that names it behind a label; "" without one.

    "Theo X" counts where X is a known paper and no line has a label.
    """
    lines = [line for text in texts for line in text.split("\n") if len(line) <= _LONGEST]
    labelled = (read_named_byline(line) for line in lines if _SOURCED.match(line))
    credited = (read_named_byline(line) for line in lines if _CREDITED.match(line))
    papers = (byline.source for byline in credited if byline and paper_named(byline.source))
    return next((byline.source for byline in labelled if byline and byline.source), "") or next(papers, "")


def _labelled(line: str) -> tuple[str, ...]:
    """Return the authors that a line names behind a label of its own: "Tác giả: Trung Tân", "Viết bởi Lê An"."""
    byline = read_named_byline(line) if ":" in line or _WRITTEN.match(line) else None
    return byline.authors if byline else ()


def _at_paper(line: str) -> tuple[str, ...]:
    """Return the authors before the name of their desk or paper in brackets: "Bích Thuận (VTV8)"."""
    byline = read_named_byline(line) if line.endswith(")") else None
    return byline.authors if byline else ()


def is_signature(element: Element) -> bool:
    """Tell whether an element below the text is set to the right and names people, as authors sign."""
    right = (element.get("align") or "").lower() == "right" or _RIGHT.search(element.get("style") or "") is not None
    return right and len(element.text_content()) <= _LONGEST and read_named_byline(text_of(element)) is not None


def heads_byline(text: str) -> bool:
    """Tell whether a text is the heading of a byline, or tells another thing of its author: "Thông tin tác giả"."""
    return _HEADS_BYLINE.fullmatch(text) is not None


def is_byline_row(element: Element) -> bool:
    """Tell whether an element is a row of who wrote the article, its age or the time that it takes to read.

    Such as "Lê An · 5 giờ trước · 3 phút đọc": each part is one of these, or a date or section.
    """
    if len((element.text or "").strip()) > _LONGEST:
        return False
    length, parts, timed = 0, 0, False
    for text in _texts(element):
        for part in filter(None, (one.strip(_TRIM) for one in _SIGNS.split(clean_line(text)))):
            length, parts = length + len(part), parts + 1
            is_timed = is_age(part) or _READING_TIME.fullmatch(part) is not None
            if length > _LONGEST or not (is_timed or _is_of_row(part)):
                return False
            timed = timed or is_timed
    return timed and parts > 1


def _is_of_row(part: str) -> bool:
    """Tell whether a part of a row is a date, a section, a paper, names, or a button."""
    dateline = read_dateline(part)
    dated = dateline is not None and not dateline.rest
    return dated or is_section_name(part) or is_paper(part) or are_names(part) or is_furniture(part)


def _says(element: Element) -> bool:
    named = label(element)
    return element.tag not in {"body", "html", "meta", "link"} and (
        (bool(named) and is_byline(named))
        or (element.get("rel") or "") == "author"
        or (element.tag == "a" and _AUTHOR_PAGE.search(element.get("href") or "") is not None)
    )


def is_quoted(element: Element) -> bool:
    """Tell whether an element stands in what sets a quotation apart."""
    return any(one.tag == "blockquote" or is_quote(label(one)) for one in (element, *element.iterancestors()))


def _is_of_picture(element: Element) -> bool:
    """Tell whether an element stands in a caption, where it names who made the picture."""
    return any(one.tag in {"figure", "figcaption"} or is_caption(label(one)) for one in element.iterancestors())


def _is_in_comments(element: Element) -> bool:
    return any(is_comments(label(one)) for one in (element, *element.iterancestors()))


def _read(element: Element) -> Byline:
    pieces = list(dict.fromkeys(filter(None, _pieces(element))))
    text = clean_line(" ".join(pieces))
    if not text or len(text) > _LONGEST or is_credit(text):
        return Byline()
    if is_source(label(element)) and (len(pieces) == 1 or not text.lower().startswith("theo")):
        named = re.sub(r"^(?:theo|nguồn)\s*:?\s+", "", text, flags=re.IGNORECASE)
        read = read_byline(text) if named != text else None
        return read or (Byline(source=named) if _is_short(named) else Byline())
    if whole := read_named_byline(text):
        return whole
    people = [piece for piece in pieces if are_names(piece) and not is_paper(piece)]
    parts = [byline for piece in pieces if (byline := read_named_byline(piece))]
    if people:
        return Byline(split_names(people[0]), _source(parts))
    if parts:
        return Byline(parts[0].authors, _source(parts))
    return Byline((text,)) if 0 < len(text.split()) <= 3 and text[0].isupper() and not is_paper(text) else Byline()


def _source(read: list[Byline]) -> str:
    return next((byline.source for byline in read if byline.source), "")


def _is_short(name: str) -> bool:
    return 0 < len(name.split()) <= 6 and name[0].isupper()


def _pieces(element: Element) -> Iterator[str]:
    """Yield the texts in an element, without dates, addresses and furniture; inline text goes with its neighbours."""
    for text in _texts(element):
        line = clean_line(text).strip(_TRIM)
        dateline = read_dateline(line) if line else None
        line = (dateline.rest if dateline else line).strip(_TRIM)
        if line and not _NO_NAME.search(line) and not is_furniture(line):
            yield line


def _texts(element: Element) -> Iterator[str]:
    """Yield the text nodes of an element in order."""
    yield element.text or ""
    for child in element:
        if is_element(child) and not is_unseen(child):
            yield from _texts(child)
        yield child.tail or ""
