"""The forms in which word segmenters and taggers write Vietnamese, made into one: "Bộ_trưởng Ngoại_giao , ông Sơn".

Others write "Bộ_trưởng/N Ngoại_giao/N", "[Bộ trưởng] [Ngoại giao]", "Bộ trưởng / Ngoại giao / , / ông" or
"Bộ~trưởng Ngoại~giao", a word and its tags a line, or XML: '<w pos="N">Bộ trưởng</w>'.
"""

import re
from functools import lru_cache
from typing import Final

# Words and the tags of their kinds, in one layer or several: "Xã/N", "Xã_N", "Xã/N/B-NP/O".
_TAG: Final = r"(?:[A-Z][A-Za-z]{0,4}(?:-[A-Z]{1,4})?|[.,:;!?()\"'“”…-]{1,3})"
_TAGGED: Final = {
    sign: re.compile(rf"(?<!\S)(?P<word>\S{{1,80}})(?:{re.escape(sign)}(?P<tag>{_TAG}))(?!\S)") for sign in "/_|\\"
}
_LEAST_TAGGED, _LEAST_WORDS, _MOST_TAGS = 0.6, 8, 40
_LONGEST_WORD: Final = 20  # characters for one tag
_WORD_ELEMENT: Final = re.compile(
    r"<(?P<name>w(?:ord|c|f)?|tok(?:en)?)(?:\s[^<>]*)?>\s*(?P<word>[^<>]{1,60}?)\s*</(?P=name)>"
)
_ELEMENT: Final = re.compile(r"<[^<>]*>")
_LEAST_COLUMNS: Final = 2
_COLUMN_TAG: Final = re.compile(rf"{_TAG}|[A-Z_]{{1,6}}|\W{{1,4}}")
# Brackets around each word.
_BRACKETED: Final = re.compile(r"\[ ?([^\[\]\n]{1,60}?) ?\]")
_LEAST_BRACKETED, _LEAST_BRACKETS = 0.6, 0.2
# Signs between the words of a line, those around a mark among them.
_BETWEEN: Final = {sign: re.compile(rf"[ \t]*{re.escape(sign)}[ \t]*") for sign in "/|"}
_LEAST_BETWEEN: Final = 0.4
_MARKS_BETWEEN: Final = {
    sign: re.compile(rf"{re.escape(sign)}[ \t]*[,.][ \t]*(?:{re.escape(sign)}|$)", re.M) for sign in "/|"
}
_LEAST_MARKS: Final = 3
# Other signs that join the syllables of a word.
_JOINING: Final = "~=+·‿∼"
_JOINS: Final = re.compile(rf"(?<=[^\W\d_])[{_JOINING}](?=[^\W\d_])")
_LEAST_JOINED: Final = 0.05


# A document is recognised and then read: the text is the same.
@lru_cache(maxsize=1)
def with_joined_words(text: str) -> str:
    """Return the text of any segmenter or tagger in the form with "_" in its words; other text as it is."""
    if not _may_be_joined(text):
        return text
    words = len(text.split())
    if words + sum(map(text.count, _BETWEEN)) < _LEAST_WORDS:
        return text
    for undo in (_from_xml, _from_columns, _untagged, _unbracketed, _parted, _joined):
        text = undo(text, words)
    return text


def _may_be_joined(text: str) -> bool:
    """Tell whether a text has as many signs of any program as it must: words are no longer than `_LONGEST_WORD`."""
    if text.lstrip("\ufeff \t\r\n").startswith("<") or text.count("\t") >= _LEAST_WORDS:
        return True
    words = len(text) / _LONGEST_WORD
    if max(map(text.count, "/_|\\")) >= min(_LEAST_TAGGED, _LEAST_BETWEEN) * words:
        return True
    return text.count("[") >= _LEAST_BRACKETS * words or sum(map(text.count, _JOINING)) >= _LEAST_JOINED * words


def is_tagged(text: str) -> bool:
    """Tell whether most words have the tag of their kind behind them: "Xã/N sửa/V đường/N"."""
    # Words and their tags are shorter than this on average: most texts need no look at their words.
    if max(map(text.count, _TAGGED)) * _LONGEST_WORD < len(text):
        return False
    return _untagged(text, len(text.split())) != text


def has_words_in_columns(text: str) -> bool:
    """Tell whether a text has a word and its tags a line."""
    return _from_columns(text, 0) != text


def is_word_xml(text: str) -> bool:
    """Tell whether a text is XML with an element for each word."""
    return text.lstrip("\ufeff \t\r\n").startswith("<") and len(_WORD_ELEMENT.findall(text)) >= _LEAST_WORDS


def _from_xml(text: str, words: int) -> str:
    """Return XML with an element for each word as a sentence a line, with a blank line between paragraphs."""
    if not is_word_xml(text):
        return text
    text = re.sub(r"\s*\n\s*", " ", text)
    text = _WORD_ELEMENT.sub(lambda match: f" {'_'.join(match['word'].split())} ", text)
    text = re.sub(r"</(?:p|head|title|div|para)>", "\n\n", re.sub(r"</(?:s|sent|sentence)>", "\n", text))
    return "\n".join(" ".join(line.split()) for line in _ELEMENT.sub("", text).split("\n")).strip()


def _from_columns(text: str, words: int) -> str:
    """Return lines of a word and its tags (CoNLL) as a sentence a line; a blank line ends a sentence."""
    if text.count("\t") < _LEAST_WORDS:
        return text
    lines = [line.rstrip() for line in text.split("\n") if not line.startswith("#")]
    rows = [line.split("\t") for line in lines if line.strip()]
    columns = len(rows[0]) if rows else 0
    if columns < _LEAST_COLUMNS or any(len(row) != columns for row in rows):
        return text
    word = int(all(row[0].replace("-", "").isdigit() for row in rows))
    tags = {row[word + 1] for row in rows if word + 1 < columns}
    if not tags or len(tags) > _MOST_TAGS or not all(_COLUMN_TAG.fullmatch(tag) for tag in tags):
        return text
    cells = ("_".join(line.split("\t")[word].split()) if line.strip() else "\n" for line in lines)
    return "\n".join(" ".join(line.split()) for line in " ".join(cells).split("\n")).strip()


def _untagged(text: str, words: int) -> str:
    least = max(_LEAST_WORDS, _LEAST_TAGGED * words)
    for sign, pattern in _TAGGED.items():
        tags = [match["tag"] for match in pattern.finditer(text)] if text.count(sign) >= least else []
        if len(tags) >= least and len(set(tags)) <= min(_MOST_TAGS, max(4, len(tags) // 2)):
            # Words may have tags of several layers: "Xã/N/B-NP".
            return _untagged(pattern.sub(lambda match: match["word"], text), words)
    return text


def _unbracketed(text: str, words: int) -> str:
    if text.count("[") < _LEAST_BRACKETS * words:
        return text
    inside = sum(len(part.split()) for part in _BRACKETED.findall(text))
    if inside < _LEAST_BRACKETED * words:
        return text
    return _BRACKETED.sub(lambda match: "_".join(match[1].split()), text)


def _parted(text: str, words: int) -> str:
    for sign, between in _BETWEEN.items():
        if text.count(sign) >= _LEAST_BETWEEN * words and len(_MARKS_BETWEEN[sign].findall(text)) >= _LEAST_MARKS:
            return "\n".join(_line_parted(line, between) for line in text.split("\n"))
    return text


def _line_parted(line: str, between: re.Pattern[str]) -> str:
    return " ".join("_".join(part.split()) for part in between.split(line)).strip()


def _joined(text: str, words: int) -> str:
    if sum(map(text.count, _JOINING)) < _LEAST_JOINED * words:
        return text
    return _JOINS.sub("_", text) if len(_JOINS.findall(text)) >= _LEAST_JOINED * words else text
