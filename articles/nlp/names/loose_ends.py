"""What does not belong to a name at its ends, and what belongs to the word that it was cut in."""

import re
from dataclasses import replace
from typing import Final

from articles.nlp.names.found_names import FoundName, NameKind
from articles.nlp.rule_words import either
from articles.text.letter_classes import LOWER

_MARKED: Final = re.sub("[a-z]", "", LOWER)
_LOOSE_START: Final = re.compile(r"^[\s\-–—.?!→•*”’]+")
_LOOSE_END: Final = re.compile(r"[\s|…\]\[–—;:,?!→•“‘'-]+$")
_CITY: Final = re.compile(r"(?:\bT[Pp]\.? ?)?\Z")
# A full stop after a word that is no short form, and what closes a bracket or quotation that the name does not open.
_FULL_STOP: Final = re.compile(r"(?<=[^\W\d_]{3})\.$|(?<=\d)\.$")
_ABBREVIATED: Final = re.compile(r"(?:.*\s)?(?:Jr|Sr|Inc|Ltd|Corp|[A-ZĐ]\S*)\.$")
_CLOSINGS: Final = {")": "(", "”": "“", "’": "‘", '"': '"'}
# Where the sentence goes on within what was taken for a name: "Cục Hàng không yêu cầu", "Tổng công ty cũng".
_SENTENCE: Final = re.compile(
    rf"\s(?:(?:[-–]\s)?{either('sentence_words')}|[-–]\s{either('words_after_a_body')})(?=\s|$)"
)
# A full stop inside a name, after a word that is no short form: of four letters, or with a Vietnamese letter.
_NEXT_SENTENCE: Final = re.compile(
    rf"(?:(?<=[^\W\d_]{{4}})|(?<=[^\W\d_][{_MARKED}])|(?<=[^\W\d_][{_MARKED}][{LOWER}]))\.\s"
)
# The first word of the next sentence after a person's name: "Ảnh: Phi Võ Ông Nam kể".
_NEXT_TITLE: Final = re.compile(rf"(?<=\w)\s{either('first_words')}$")
_DANGLING: Final = re.compile(rf"(?:\s[-–])?\s{either('sentence_words', 'dangling_words')}$")
# Words of two syllables whose last one is also a dangling word: "Đài Á châu Tự do".
_WHOLE_WORD: Final = re.compile(rf"{either('whole_words')}$", re.IGNORECASE)
# What belongs to the word that a name was cut in: "Đắk R'Lấp", "Cư M’gar" (not "Trump's"), and after a capital letter
# or two "Sơn Tùng M-TP", "C50".
_REST_OF_WORD: Final = re.compile(r"['’ʼ](?!s\b)[^\W\d_]+")
_REST_OF_HIGHLAND_WORD: Final = re.compile(r" ?['’ʼ] ?[^\W\d_]+")
_HIGHLAND_WORD: Final = re.compile(rf".*\b{either('highland_heads')} [A-ZĐ]|(?:.*\s)?[ĐGHKLMNRT]")
_REST_OF_SHORT_WORD: Final = re.compile(r"[-–]?[A-Z\d]+\b")
_SHORT_WORD: Final = re.compile(r"(?:^|.*[\s-])[A-ZĐ]{1,2}")
# The number of a district or ward: "UBND Q. 2".
_NUMBER: Final = re.compile(r" ?\d{1,2}(?![\w/]|[.,]\d)")
_NUMBERED: Final = re.compile(rf".*\b(?:Q\.|P\.|[Qq]uận|[Pp]hường|{either('numbered_bodies')})")
# How names begin whose first words were left out, and those words: "đảng Bộ Y tế", "Ban cán sự".
_CUT_STARTS: Final = (
    (re.compile(r"[Đđ]ảng (?!bộ )"), re.compile(r"(?<!\w)[Bb]an cán sự $")),
    (re.compile(r"(?:TNHH|CP|[Cc]ổ phần|MTV) "), re.compile(r"(?<!\w)(?:[Tt]ổng )?[Cc]ông ty $")),
    (re.compile(r"(?:[Ll]iên đoàn|[Cc]ông ty|[Cc]ục) "), re.compile(r"(?<!\w)[Tt]ổng $")),
)
_LONGEST_START: Final = len("Tổng công ty ")


def with_rest_of_word(text: str, name: FoundName) -> FoundName:
    """Return a name that ends within a word with the rest of the word."""
    rest = _REST_OF_WORD.match(text, name.end)
    if rest is None and _HIGHLAND_WORD.fullmatch(text, name.start, name.end):
        rest = _REST_OF_HIGHLAND_WORD.match(text, name.end)
    if rest is None and _NUMBERED.fullmatch(text, name.start, name.end):
        rest = _NUMBER.match(text, name.end)
    if rest is None and _SHORT_WORD.fullmatch(text, name.start, name.end):
        rest = _REST_OF_SHORT_WORD.match(text, name.end)
    return replace(name, end=rest.end()) if rest else name


def with_city(text: str, name: FoundName) -> FoundName:
    """Return the name; "HCM" is a place, with the "TP." before it on its line."""
    if text[name.start : name.end] != "HCM":
        return name
    city = _CITY.search(text[max(0, name.start - 4) : name.start])
    return FoundName(name.start - (len(city[0]) if city else 0), name.end, "place")


def with_first_words(text: str, name: FoundName) -> FoundName:
    """Return the name of a body with the words that it must begin with: "Ban cán sự" before "đảng Bộ Y tế"."""
    before = text[max(0, name.start - _LONGEST_START) : name.start]
    for beginning, words in _CUT_STARTS:
        first = words.search(before) if name.kind == "organization" and beginning.match(text, name.start) else None
        if first:
            return replace(name, start=name.start - len(first[0]))
    return name


def without_loose_start(text: str, name: FoundName) -> FoundName:
    """Return a name without marks and spaces at its start, unless it has nothing else."""
    written = text[name.start : name.end]
    start = name.start + len(written) - len(_LOOSE_START.sub("", written))
    return replace(name, start=start) if start < name.end else name


def without_loose_end(form: str) -> str:
    """Return a form without marks at its end: a full stop, a bracket or quotation mark that nothing opens or closes.

    What stands behind a bracket that is not closed goes with it: "Viện kiểm sát nhân dân (KSND".
    """
    if (opened := form.rfind("(")) > 0 and ")" not in form[opened:]:
        form = form[:opened].rstrip()
    while True:
        shorter = _LOOSE_END.sub("", form)
        ends_whole = shorter and (shorter[-1] not in _CLOSINGS or _CLOSINGS[shorter[-1]] in shorter[:-1])
        if not ends_whole or (_FULL_STOP.search(shorter) and not _ABBREVIATED.fullmatch(shorter)):
            shorter = shorter[:-1]
        if shorter in (form, ""):
            return form
        form = shorter


def within_sentence(form: str, kind: NameKind) -> str:
    """Return a form without the words of the sentence that it was taken with."""
    if full_stop := _NEXT_SENTENCE.search(form):
        form = form[: full_stop.start()]
    if kind == "organization" and (on := _SENTENCE.search(form)):
        form = form[: on.start()]
    if kind == "person" and (title := _NEXT_TITLE.search(form)):
        form = form[: title.start()]
    while (dangling := _DANGLING.search(form)) and not _WHOLE_WORD.search(form):
        form = form[: dangling.start()]
    return form
