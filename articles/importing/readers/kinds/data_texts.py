"""Texts of many short entries that are no articles: classified advertisements, lists of words, help for programs."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Final

from articles.importing.readers.kinds.service_texts import names_somebody
from articles.text.normal import fold
from articles.text.phrase_lists import PhraseFolder

_PHRASES: Final = PhraseFolder(Path(__file__).parent / "kind_phrases")
# Of classified advertisements: how an entry begins, and the telephone number or the price in it.
_OFFER: Final = re.compile(
    r"\W*(?:cần (?:bán|mua|thuê|sang|tuyển|tìm|gấp)|bán|mua|cho thuê|thuê|sang|thanh lý|tuyển|nhận|sửa|chuyển"
    r"|dịch vụ|gia sư|dạy|tìm|quán|công ty|cửa hàng|tôi tên|chính chủ|for (?:sale|rent)|wanted|hiring)\b",
    re.IGNORECASE,
)
_PHONE: Final = re.compile(r"(?<!\d)(?:0\d{2,4}(?:[ .-]?\d{3,4}){2}|1[89]00[ .-]?\d{4})(?!\d)")
_REACHED: Final = re.compile(r"\b(?:LH|ĐT|liên hệ|gọi|call|hotline|alo|zalo)\b", re.IGNORECASE)
_ENTRY: Final = 6  # words of the shortest entry
_LEAST_ENTRIES, _LEAST_REACHED, _LEAST_OFFERS = 4, 0.5, 0.6
# Where so many say where to call, so many offers are enough: others begin with the name of what is offered.
_MOST_REACHED, _SOME_OFFERS = 0.7, 0.4
# Paid notices: their heading, and the labels of their lines.
_NOTICE: Final = re.compile(rf"(?<!\w){_PHRASES.either('notice')}(?!\w)", re.IGNORECASE)
_NOTICE_LABEL: Final = re.compile(
    rf"\W*(?:\d{{1,2}}\W\s*)?{_PHRASES.either('notice_labels')}(?:\s[^:.]{{1,60}})?:", re.IGNORECASE
)
_TOP, _LONGEST_HEADING, _LEAST_LABELS = 3, 16, 3  # lines, words, lines with labels
# A list of words: the first words of its lines, in the order of the alphabet.
_LEAST_WORDS, _LONGEST_WORD, _LEAST_IN_ORDER = 6, 4, 0.9
_HEADWORD: Final = re.compile(r"\s*(?P<word>[^\t:=–(]+?)\s*(?:\t|:|=|\s[–-]\s|\(|$)")
# A glossary: terms with their definitions, in the order of the alphabet, below its heading.
_DEFINED: Final = re.compile(r"\W*(?P<term>[^\W\d_][^:=–]{0,60}?)\s*(?::|=|\s[–-])\s+[^\W\d_]\S*(?:\s+\S+){3}.*")
_LEAST_DEFINED, _LONGEST_TERM, _MOST_HEADING = 6, 6, 3  # terms, words of one, lines of the heading
_LEAST_TERMS_IN_ORDER, _LEAST_APART = 0.85, 0.6  # of the terms, and of those that begin with different words
_FENCE: Final = re.compile(r"\s*(?:```|~~~)\s*\w*\s*")
_LEAST_FENCES: Final = 2


def are_adverts(lines: list[str]) -> bool:
    """Tell whether most lines of length offer or seek something, and half of them say where to call.

    Fewer need to begin as offers where most say where to call.
    """
    entries = [line for line in lines if len(line.split()) >= _ENTRY]
    if len(entries) < _LEAST_ENTRIES:
        return False
    reached = sum(_PHONE.search(line) is not None or _REACHED.search(line) is not None for line in entries)
    offers = sum(_OFFER.match(line) is not None for line in entries)
    limits = (_LEAST_REACHED, _LEAST_OFFERS), (_MOST_REACHED, _SOME_OFFERS)
    return any(reached >= calls * len(entries) and offers >= some * len(entries) for calls, some in limits)


def is_notice(lines: list[str]) -> bool:
    """Tell whether a text is a paid notice of a job, a tender, an auction or the places of a school.

    Its heading is in capitals or says so itself, its lines have the labels of such notices, and nobody is quoted.
    """
    heads = (line for line in lines[:_TOP] if len(line.split()) <= _LONGEST_HEADING and _NOTICE.search(line))
    if not any(head.isupper() or head.lower().lstrip(" -*").startswith("thông báo") for head in heads):
        return False
    labels = sum(_NOTICE_LABEL.match(line) is not None for line in lines)
    return labels >= _LEAST_LABELS and not names_somebody("\n".join(lines[1:]))


def is_sorted_list(lines: list[str]) -> bool:
    """Tell whether a text is a list of words, or a dictionary: its lines begin with words in the order of the alphabet.

    Capitals begin sentences: most words of a list have none.
    """
    words = [found["word"] for line in lines if (found := _HEADWORD.match(line))]
    if len(words) < max(_LEAST_WORDS, _LEAST_IN_ORDER * len(lines)):
        return False
    if (
        max(len(word.split()) for word in words) > _LONGEST_WORD
        or sum(word[0].isupper() for word in words) > len(words) / 2
    ):
        return False
    first = [fold(word).strip().partition(" ")[0] for word in words]
    ordered = sum(one <= other for one, other in pairwise(first))
    return len(set(words)) == len(words) and ordered >= _LEAST_IN_ORDER * (len(words) - 1)


def is_glossary(lines: list[str]) -> bool:
    """Tell whether nearly all lines define a term each ("Cổ tức: Phần lợi nhuận ..."), in the order of the alphabet.

    Above them stands a heading; the letters between them are passed over.
    """
    told = [line for line in lines if len(line.strip()) > 1]
    found = [_DEFINED.fullmatch(line) for line in told]
    heading = next((index for index, one in enumerate(found) if one), len(found))
    terms = [one["term"] for one in found[heading:] if one]
    if heading > _MOST_HEADING or len(terms) < max(_LEAST_DEFINED, _LEAST_IN_ORDER * len(found[heading:])):
        return False
    if len({fold(term) for term in terms}) < len(terms) or max(len(term.split()) for term in terms) > _LONGEST_TERM:
        return False
    first = [fold(term).strip().partition(" ")[0] for term in terms]
    ordered = sum(one <= other for one, other in pairwise(first))
    return len(set(first)) >= _LEAST_APART * len(first) and ordered >= _LEAST_TERMS_IN_ORDER * (len(first) - 1)


def has_code_blocks(lines: list[str]) -> bool:
    """Tell whether a text has blocks of code between fences, as Markdown writes them."""
    return sum(_FENCE.fullmatch(line) is not None for line in lines) >= _LEAST_FENCES
