"""Turns word-segmented Vietnamese ("Bộ_trưởng Ngoại_giao , ông Sơn") back into text as it is printed."""

import re
from typing import Final

from articles.text.letter_classes import LOWER, UNMARKED_UPPER

# A pattern that begins with the sign it looks for is found fast; what must stand before the sign is looked back at.
_JOINED: Final = re.compile(r"_(?<=[^\s_]_)(?=[^\s_])")
_JOINED_WORD: Final = re.compile(r"(?<![^\s_])[^\s_]+_\S+")
_ADDRESS: Final = re.compile(r"://|@|^www\.|^#", re.IGNORECASE)
_SIGNS_OF_ADDRESSES: Final = ("://", "@", "w.", "W.", "#")  # each address has one
_LOOSE_MARK: Final = re.compile(r"(?<=\S) [,.;:?!](?= |$)", re.MULTILINE)
_GLUED_MARK: Final = re.compile(r"(?<=[^\W_])[,.;:?!](?= |$)", re.MULTILINE)
# Shares of words that a segmenter joins, with loose marks and without, and of marks that are loose in split text.
_LEAST_JOINED, _MUCH_JOINED = 0.02, 0.1
_LEAST_LOOSE, _LOOSE_SHARE = 5, 0.8

_MARKS: Final = r",.;:?!)\]}%…”’»"
_BEFORE: Final = re.compile(rf"[ \t]+(?=[{_MARKS}](?:[\s{_MARKS}\"']|$))")
_AFTER: Final = re.compile(r"([(\[{“‘«])[ \t]+")
_SLASH: Final = re.compile(r" / (?<=[^\W_] / )(?=[^\W_])")
_PLUS: Final = re.compile(r" \+(?<=[^\W\d_] \+)(?=[).]|$| [).])")
_ELISION: Final = re.compile(rf" ['’] (?:(?<=\b[{UNMARKED_UPPER}] . )|(?<=_[{UNMARKED_UPPER}] . ))(?=[{LOWER}])")
_THOUSANDS: Final = re.compile(r"\. (?<=\d\. )(?=\d{3}\b)")
_CLOCK: Final = re.compile(r": (?:(?<=\b\d: )|(?<=\b\d\d: ))(?=\d\d\b(?: |$|[,.)]))")
# The press prints "23h" and "5h30" thirty times as often as "23 h"; other units are printed apart about as often.
_HOUR: Final = re.compile(r" h(?:(?<=\b\d h)|(?<=\b\d\d h))(?=\d\d\b|\b)")
_DAY_MONTH_YEAR: Final = re.compile(r"(\d(?<=\b\d)\d?) ?([-.]) ?(\d{1,2}) ?\2 ?(\d{4})\b")
# What stands apart in segmented text, and how the press prints it, in the order in which it is put right.
_PRINTED: Final = (
    (_BEFORE, ""),
    (_AFTER, r"\1"),
    (_SLASH, "/"),
    (_PLUS, "+"),
    (_ELISION, "'"),
    (_THOUSANDS, "."),
    (_CLOCK, ":"),
    (_HOUR, "h"),
    (_DAY_MONTH_YEAR, r"\1\2\3\2\4"),
)


def is_segmented(text: str) -> bool:
    """Tell whether `text` comes from a word segmenter: it joins syllables by "_" and sets marks apart by spaces.

    Where it joins many, the marks may be where they belong.
    """
    joined = len(_JOINED.findall(text)) if "_" in text else 0
    if joined < 2:
        return False
    share = joined / (text.count(" ") + 1)
    return share > _MUCH_JOINED or (share > _LEAST_JOINED and bool(_LOOSE_MARK.search(text)))


def has_loose_marks(text: str) -> bool:
    """Tell whether nearly all marks of `text` are set apart by spaces, as programs split text into words."""
    if " ," not in text and " ." not in text:
        return False
    loose = len(_LOOSE_MARK.findall(text))
    return loose >= _LEAST_LOOSE and loose >= _LOOSE_SHARE * (loose + len(_GLUED_MARK.findall(text)))


def desegment(text: str) -> str:
    """Return segmented `text` as printed: "Liên_minh châu_Âu ( EU )" -> "Liên minh châu Âu (EU)"."""
    return unjoin(respace(text))


def unjoin(text: str) -> str:
    """Return `text` with "_" between syllables made a space; addresses ("http://a_b", "le_nam@x.vn") are left alone."""
    if not any(sign in text for sign in _SIGNS_OF_ADDRESSES):
        return _JOINED.sub(" ", text)
    return _JOINED_WORD.sub(lambda word: word[0] if _ADDRESS.search(word[0]) else _JOINED.sub(" ", word[0]), text)


def respace(text: str) -> str:
    """Return `text` with no space between words and their punctuation, brackets and quotes; "_" stays."""
    for apart, printed in _PRINTED:
        text = apart.sub(printed, text)
    for quote in "\"'":
        text = _close_quotes(text, quote)
    return text


def _close_quotes(text: str, quote: str) -> str:
    """Attach each straight quote that stands alone to the word that it opens or closes.

    A quotation may go on over several lines; a blank line ends it.
    """
    lines, opened = text.split("\n"), False
    for index, line in enumerate(lines):
        alone = _alone(line, quote)
        if alone:
            lines[index], opened = _close_quote(line, quote, opened=opened and alone % 2 == 1)
        elif not line.strip():
            opened = False
    return "\n".join(lines)


def _alone(line: str, quote: str) -> int:
    """Return how many quotes of a line stand alone."""
    return sum(_is_alone(word, quote) for word in line.split(" ")) if quote in line else 0


def _is_alone(word: str, quote: str) -> bool:
    """Tell whether a word is the quote and nothing more than other marks."""
    return word.strip("(,.;:?!)…") == quote


def _close_quote(line: str, quote: str, *, opened: bool) -> tuple[str, bool]:
    """Attach quotes: closing before a mark or at the line's end, opening at its start or after ":", else by turns.

    `opened`: the line begins within a quotation. Return also whether it ends within one.
    """
    words: list[str] = []
    glue = False
    raw = line.split(" ")
    for index, word in enumerate(raw):
        lone = _is_alone(word, quote)
        closes = lone and bool(words) and (word[-1] != quote or index == len(raw) - 1 or opened)
        if (closes and not (word == quote and words[-1].endswith(":"))) or (glue and words):
            words[-1] += word
        else:
            words.append(word)
        glue = lone and not closes
        opened = glue or (opened and not closes and not _closes_itself(word, quote)) or _opens_itself(word, quote)
    return " ".join(words), opened


def _opens_itself(word: str, quote: str) -> bool:
    return (
        len(word) > 1 and word.lstrip("(").startswith(quote) and word.count(quote) == 1 and not _is_alone(word, quote)
    )


def _closes_itself(word: str, quote: str) -> bool:
    return len(word) > 1 and word.rstrip(",.;:?!)…").endswith(quote) and word.count(quote) == 1
