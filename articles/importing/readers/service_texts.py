"""Texts of sites, offices and programs that are no articles: tables and forms, texts about a site, official papers.

They are told by what they lack, sentences that tell something of somebody, and by whom they speak to.
"""

import re
from itertools import islice
from pathlib import Path
from typing import Final

from articles.text.normal import fold
from articles.text.phrase_lists import PhraseFolder

_PHRASES: Final = PhraseFolder(Path(__file__).parent / "kind_phrases")
_LEAST_LINES: Final = 5
# Rows and fields: short lines with cells, numbers or a label. Prose: long lines, and shorter ones with a stop.
_ROW: Final = re.compile(r"[^\t|]*(?:[\t|][^\t|]*){2,}|.*\d.*|\S[^:]{0,40}(?::| =)(?:\s.*|)|[A-Z-]+(?:;[^:]*)?:.*")
_LONGEST_ROW, _SHORT_NOTE, _PROSE, _STOPPED_PROSE = 24, 5, 25, 10  # words
_TOP: Final = 6  # lines in which an article has a sentence, and a list has its notes further below
_STOP: Final = re.compile(r"[.…!?][\"”’')\]]*$")
_LEAST_ROWS, _MOST_PROSE = 0.6, 0.1
_TIMED_LINE: Final = re.compile(r"\s*(?:\d+:)?\d\d:\d\d[.,]\d{2,3}\s*-->")
_LEAST_TIMED: Final = 0.15
_OF_PROGRAM: Final = re.compile(r"BEGIN:V[A-Z]+|WEBVTT\b|#EXTM3U|%PDF|\{\\rtf")
# Texts about a site: most sentences speak of its users or itself, in many of the words of such texts.
_SENTENCE: Final = re.compile(r"(?<=[.!?…;:])\s+|\n+")
_SITE: Final = re.compile(rf"(?<!\w){_PHRASES.either('site')}(?!\w)", re.IGNORECASE)
_READER: Final = re.compile(rf"(?<!\w){_PHRASES.either('reader')}(?!\w)", re.IGNORECASE)
_SOMEBODY: Final = re.compile(
    r"(?<!\w)(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Cc]hú|[Bb]ác|[Tt]heo|TS|ThS|GS|PGS|[Bb]ác sĩ|[Ll]uật sư|[Ee]m|Mr|Ms)"
    r"\.? [^\W\d_a-zà-ỹ]\w+ [^\W\d_a-zà-ỹ]"
)
_LEAST_SENTENCES, _LEAST_SITE_WORDS, _MOST_PEOPLE = 4, 6, 1
_LEAST_ADDRESSED, _LEAST_OF_SITE = 0.35, 0.5
_TITLE_WORDS: Final = 12
# Rules for users forbid and ask: "Không quảng cáo."
_RULE: Final = re.compile(
    r"\W*(?:\d{1,2}[.)]\s*)?(?:không|hãy|vui lòng|phải|cấm|nghiêm cấm|tuyệt đối|chỉ|please|do not|don't)(?!\w)",
    re.IGNORECASE,
)
# The button and the price of what a shop offers.
_BUTTON: Final = re.compile(
    r"(?:thêm|cho|bỏ) vào giỏ|(?:mua|đặt) (?:hàng )?ngay|add to (?:cart|basket|bag)|buy (?:it )?now", re.IGNORECASE
)
_PRICE: Final = re.compile(r"\d{1,3}(?:[.,]\d{3})+\s*(?:₫|đ(?:ồng)?|vnđ|vnd)(?!\w)", re.IGNORECASE)
# The heading of papers of the state, and of contracts and applications.
_STATE: Final = "cong hoa xa hoi chu nghia viet nam"
_MOTTO: Final = re.compile(r"doc lap\W+tu do\W+hanh phuc")
_HEADING: Final = 6  # lines


def is_form(lines: list[str]) -> bool:
    """Tell whether a text is a table, a price list, a form or the data of a program: rows, and nearly no sentences."""
    if lines and _OF_PROGRAM.match(lines[0].strip()):
        return True
    if len(lines) < _LEAST_LINES:
        return False
    if sum(_TIMED_LINE.match(line) is not None for line in lines) >= _LEAST_TIMED * len(lines):
        return True
    if any(map(_is_prose, lines[:_TOP])):
        return False
    rows = sum(map(_is_row, lines))
    return rows >= _LEAST_ROWS * len(lines) and sum(map(_is_prose, lines)) <= _MOST_PROSE * len(lines)


def _is_row(line: str) -> bool:
    words = len(line.split())
    is_sentence = words > _SHORT_NOTE and "\t" not in line and line.rstrip().endswith(".")
    return words <= _LONGEST_ROW and not is_sentence and _ROW.fullmatch(line.strip()) is not None


def _is_prose(line: str) -> bool:
    words = len(line.split())
    return words >= _PROSE or (words >= _STOPPED_PROSE and _STOP.search(line.strip()) is not None)


def is_of_site(lines: list[str]) -> bool:
    """Tell whether a text is what a site or a shop says of itself to its users: a policy, terms, help, an offer."""
    if not lines or len(lines[0].split()) > _TITLE_WORDS:
        return False
    text = "\n".join(lines[1:])
    if len(list(islice(_SOMEBODY.finditer(text), _MOST_PEOPLE + 1))) > _MOST_PEOPLE:
        return False
    sentences = [one for one in _SENTENCE.split(text) if len(one.split()) > 3]
    if len(sentences) < _LEAST_SENTENCES:
        return False
    addressed = sum(bool(_READER.search(one) or _RULE.match(one)) for one in sentences)
    of_site = sum(_SITE.search(one) is not None for one in sentences)
    if addressed < _LEAST_ADDRESSED * len(sentences) or of_site < _LEAST_OF_SITE * len(sentences):
        return False
    return len({word.lower() for word in _SITE.findall("\n".join(lines))}) >= _LEAST_SITE_WORDS


def is_offer(text: str) -> bool:
    """Tell whether a text with little prose is what a shop offers: a price and the button that buys."""
    return _BUTTON.search(text) is not None and _PRICE.search(text) is not None


def is_official(lines: list[str]) -> bool:
    """Tell whether a text begins with the heading of a paper of the state, a contract or an application."""
    head = fold(" ".join(lines[:_HEADING]))
    return _STATE in head and _MOTTO.search(head) is not None
