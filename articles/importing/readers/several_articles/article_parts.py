"""Texts of several articles, one below another.

The chapters of one article are parted as articles are. What tells both apart is who signs, what the marks between them
say, and how many words the parts share.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from articles.importing.cleaning.byline_names import are_names, is_person
from articles.importing.cleaning.bylines import read_byline, read_named_byline
from articles.importing.cleaning.captions import has_credit
from articles.importing.cleaning.phrases import is_section_name
from articles.importing.cleaning.signed_names import names_paper
from articles.importing.readers.labelled.label_notations import RULE
from articles.importing.readers.lines.cut_lines import whole_lines
from articles.importing.readers.several_articles.text_parts import (
    FRONT_TITLE,
    TITLE_WORDS,
    TextParts,
    may_be_parted,
    text_parts,
)
from articles.nlp.dates import read_dateline
from articles.text.normal import nfc
from articles.text.sentences import ends_sentence
from articles.text.word_pairs import shared_pairs

_CALLED: Final = re.compile(
    r"điểm (?:báo|tin)|tin (?:tổng hợp|trong (?:ngày|tuần)|vắn|nhanh|tức ngày)|tổng hợp (?:tin|báo|bài)|tập tin bài"
    r"|bản tin (?:ngày|tuần|tháng|nội bộ|số|sáng|chiều|tối)|digest",
    re.IGNORECASE,
)
_ABOVE, _LONGEST_NAME = 5, 12  # lines in which a text calls itself one of several articles, and words of such a line
# Lines that stand for themselves however long they are: headings and tables of Markdown, front matter.
_UNCUT: Final = re.compile(r"^(?:#{1,6}[ \t]|\||title\s*[:=])", re.MULTILINE)
_MARKS: Final = "*_#> \t"  # of Markdown around a line
_PARAGRAPH: Final = 60  # characters
_EDGE: Final = 4  # lines at the top of an article in which it is dated or signed
_LONGEST_EDGE: Final = 60  # characters of a line with a date or a name
_LEAST_SIGNED: Final = 3  # lines above a signature
_MOST_ABOVE: Final = 40  # words of a heading above all articles
# The shares of pairs of words, see `shared_pairs`: of texts that tell of different things, that may, and that do not.
_APART, _DOUBTFUL, _TOGETHER = 0.045, 0.08, 0.12
_LEAST_SEVERAL: Final = 3
_MOST_NAMED, _LONGEST_NAMED = 5, 60  # beginnings that a warning names, characters of one
_DOUBT: Final = "the text is read as one article, but may hold several, which begin with {beginnings}"
_READ_AS_ONE: Final = "the text holds several articles and is read as one"
_HEADING: Final = "above the articles of this text stands: “{words}”"


@dataclass(frozen=True, slots=True)
class ArticleParts:
    """The articles of a text, none where it is one. The warning says what stands above them, or that it is doubtful."""

    articles: tuple[str, ...] = ()
    warning: str = ""

    @property
    def doubt(self) -> str:
        """The warning that a text which is read as one may hold several articles, "" where it surely is one."""
        return _READ_AS_ONE if self.articles else self.warning


def article_parts(text: str, heading: str = "") -> ArticleParts:
    """Return the articles in a text; where that is doubtful none, with a warning that names their beginnings.

    `heading`: what stands above the text, such as the subject of an e-mail.
    """
    text = nfc(text)
    if not may_be_parted(text):
        return ArticleParts()
    whole = text if _UNCUT.search(text) else whole_lines(text)
    tops = [line for line in whole.split("\n") if line.strip()][:_ABOVE]
    is_called = any(_CALLED.search(line) and len(line.split()) <= _LONGEST_NAME for line in (heading, *tops))
    doubt = ""
    for parted in text_parts(whole):
        above, articles, goes_on = _articles(parted)
        if parted.is_headed and any(map(_is_prose, above)):
            continue
        are_several = _are_several(parted, above, articles, is_called=is_called) if len(articles) > 1 else False
        if are_several:
            words = "" if is_called else " ".join(above)
            warning = _HEADING.format(words=words) if words else ""
            return ArticleParts(tuple("\n".join(lines).strip("\n") for lines in articles), warning)
        beginnings = [_filled(lines)[0] for lines in articles[1:]] if are_several is None else goes_on
        doubt = doubt or _doubt(beginnings)
    return ArticleParts(warning=doubt)


def _doubt(beginnings: Sequence[str]) -> str:
    named = ", ".join(f"“{words[:_LONGEST_NAMED]}”" for words in beginnings[:_MOST_NAMED])
    return _DOUBT.format(beginnings=named) if named else ""


def _articles(parted: TextParts) -> tuple[list[str], list[list[str]], list[str]]:
    """Return the lines above the first article, the articles, and how prose begins that stands below a signature.

    A part that is no article goes on the one above it.
    """
    above: list[str] = []
    articles: list[list[str]] = []
    goes_on: list[str] = []
    for index, part in enumerate(parted.parts):
        filled = _filled(part)
        if _is_article(filled, parted.least) and not (parted.is_headed and not index):
            articles.append(list(part))
        elif not articles:
            above += filled
        elif filled:
            if (
                parted.may_be_unsigned
                and not parted.is_headed
                and _is_signed(_filled(articles[-1]))
                and any(map(_is_prose, filled))
            ):
                goes_on.append(filled[0])
            articles[-1] += ["", *part]
    return (above, articles, goes_on) if len(" ".join(above).split()) <= _MOST_ABOVE else ([], [], [])


def _are_several(
    parted: TextParts, above: Sequence[str], articles: Sequence[list[str]], *, is_called: bool
) -> bool | None:
    """Tell whether parts with titles are articles of their own, None where it is doubtful.

    Of the chapters of an article the first or the last alone is signed, and their headings are lower than its title.
    Where more than half are signed or dated they are several; where not, the marks or the text may say so, and they
    share few words. Between weak marks each begins with its title and is signed or dated.
    """
    texts = list(map(_filled, articles))
    tops, ends = list(map(_is_dated, texts)), list(map(_is_signed, texts))
    marked = sum(top or end for top, end in zip(tops, ends, strict=True))
    if parted.is_weak:
        return marked == len(texts) and not any(map(_title, texts))
    if 2 * marked > len(texts) and (any(ends[:-1]) or any(tops[1:])):
        return True
    is_signed = any(ends[:-1])
    # A single part below a signature may be a box of the article.
    is_box = len(texts) < _LEAST_SEVERAL
    if not (is_signed or is_called or parted.may_be_unsigned):
        return False
    shared = shared_pairs(["\n".join(lines) for lines in texts])
    is_told = parted.is_strong or is_called
    if not is_told and (_are_under_one_title(above, articles) or _are_under_one_name(tops, ends)):
        return None if shared < _DOUBTFUL else False
    if shared < (_TOGETHER if is_told else _DOUBTFUL if is_signed and not is_box else _APART):
        return True
    return None if is_told or is_signed or shared < _DOUBTFUL else False


def _are_under_one_title(above: Sequence[str], articles: Sequence[Sequence[str]]) -> bool:
    """Tell whether parts are sections: front matter above states a title, or the first has a higher heading."""
    if any(map(FRONT_TITLE.match, above)):
        return True
    first, *others = (len(line) - len(line.lstrip("#")) for lines in articles for line in _first(lines))
    return 0 < first < min(others, default=0)


def _first(lines: Sequence[str]) -> list[str]:
    """Return the first line with words alone."""
    return [line for line in lines if line.strip(_MARKS) and not RULE.fullmatch(line)][:1]


def _are_under_one_name(tops: Sequence[bool], ends: Sequence[bool]) -> bool:
    """Tell whether the first part alone is signed at its top, or the last at its end: the name is of all."""
    return (tops[0] or ends[-1]) and not (any(tops[1:]) or any(ends[:-1]))


def _filled(lines: Sequence[str]) -> list[str]:
    """Return the lines with words but marks of the end, without the marks of Markdown around them."""
    return [words for line in lines if (words := line.strip(_MARKS)) and not RULE.fullmatch(words)]


def _is_article(filled: Sequence[str], least: int) -> bool:
    """Tell whether a title stands at the top of lines, and below it so many paragraphs."""
    title = _title(filled)
    return title is not None and sum(map(_is_prose, filled[title + 1 :])) >= least


def _title(filled: Sequence[str]) -> int | None:
    """Return which of the first lines is the title; one in capitals may look like a name, as of its author."""
    may_be = [index for index, line in enumerate(filled[:_EDGE]) if _is_title(line)]
    first = next((index for index, line in enumerate(filled) if not _is_of_edge(line)), 0)
    named = next((index for index in may_be if are_names(filled[index]) and not is_person(filled[index])), None)
    return first if first in may_be else named


def _is_title(line: str) -> bool:
    is_sentence = line.endswith((".", ":", ";", ","))
    return len(line.split()) in TITLE_WORDS and not is_sentence and not has_credit(line)


def _is_of_edge(line: str) -> bool:
    """Tell whether a short line is a date, a paper, a name or a section, as they stand above and below a text."""
    return len(line) < _LONGEST_EDGE and (_is_of_source(line) or is_section_name(line))


def _is_of_source(line: str) -> bool:
    return bool(read_dateline(line) or read_named_byline(line) or names_paper(line) or are_names(line))


def _is_dated(filled: Sequence[str]) -> bool:
    """Tell whether a date, a paper or an author stands at the top of an article."""
    around = [line for index, line in enumerate(filled[:-1][:_EDGE]) if index != _title(filled)]
    return any(len(line) < _LONGEST_EDGE and _is_of_source(line) for line in around)


def _is_signed(filled: Sequence[str]) -> bool:
    """Tell whether a date, a paper, an author or the desk stands below an article."""
    below = [line.strip("()[] ") for line in filled[-2:]] if len(filled) > _LEAST_SIGNED else []
    return any(len(line) < _LONGEST_EDGE and (_is_of_source(line) or read_byline(line) is not None) for line in below)


def _is_prose(line: str) -> bool:
    return len(line) >= _PARAGRAPH and ends_sentence(line)
