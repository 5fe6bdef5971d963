"""Corpora of language: sentences whose words, names or lines have labels, as tools for language write them."""

import re
from collections.abc import Sequence
from statistics import median_low
from typing import Final

# A word and its tags a line, in columns.
_LEAST_IN_COLUMNS: Final = 0.8  # of the lines
_MOST_COLUMNS: Final = 14
_TAG: Final = re.compile(r"[A-Z][A-Za-z]{0,5}(?:[-_:][A-Z]{1,5})?|O|_|\d+|[.,:;!?\"()-]+")
_ANY_TAG: Final = re.compile(rf"{_TAG.pattern}|[a-z]{{2,6}}(?::[a-z]+)?")
_COLUMNS: Final = (("\t", _ANY_TAG), (" ", _TAG), (",", _TAG))
_FEW_TAGS: Final = 8
_LONGEST_CELL: Final = 3  # words
# Names between tags: "<ENAMEX TYPE="PERSON">Lê An</ENAMEX>", "<PER>Lê An</PER>".
_NAME: Final = re.compile(
    r"<(?:ENAMEX|NUMEX|TIMEX3?|NE|PER|PERSON|ORG|ORGANI[SZ]ATION|LOC|LOCATION|GPE|MISC|DATE|entity)\b[^<>\n]{0,60}>"
)
_LEAST_NAMES, _NAMES_A_LINE = 5, 1 / 3
# Parts of sentences in brackets: "[NP Công_an tỉnh]", "(S (N Công_an) (V nói))".
_PART: Final = re.compile(
    r"\[(?:[A-Z]{1,4}P|PER|ORG|LOC|MISC) [^\[\]\n]{1,60}\]|\([A-Z][A-Za-z]{0,4}(?:-[A-Z]{1,4})? [^()\s]{1,40}\)"
)
_PARTS_A_WORD: Final = 0.15
# Lines with a label, a translation behind bars, or the place of a name: "__label__thể_thao ...", "T1 PER 0 15 ...".
_LABELLED: Final = re.compile(r"__label__\S+\s.*|.+ \|\|\| .+|[TREA]\d+\t[A-Z]\S* \S+ \S+.*")
_LEAST_LABELLED: Final = 0.4  # of the lines


def is_corpus(lines: Sequence[str]) -> bool:
    """Tell whether a text is a corpus: words in columns with their tags, names or parts of sentences between tags or
    brackets, or lines with labels."""
    return _are_columns(lines) or _has_marked_names(lines) or _has_parts(lines) or _are_labelled(lines)


def _are_columns(lines: Sequence[str]) -> bool:
    """Tell whether most lines are one word with its tags, in equally many columns."""
    told = [line.strip() for line in lines if not line.startswith(("#", "-DOCSTART-", "<"))]
    return any(_are_tagged(told, separator, tag) for separator, tag in _COLUMNS)


def _are_tagged(lines: Sequence[str], separator: str, tag: re.Pattern[str]) -> bool:
    between = [line.count(separator) for line in lines]
    # The one number that nearly all lines can have.
    signs = median_low(between) if lines else 0
    if not 2 <= signs + 1 <= _MOST_COLUMNS or between.count(signs) < _LEAST_IN_COLUMNS * len(lines):
        return False
    rows = [line.split(separator) for line, some in zip(lines, between, strict=True) if some == signs]
    tags = [row[-1] for row in rows]
    if len(set(tags)) > max(_FEW_TAGS, len(tags) // 2):
        return False
    is_short = all(len(cell.split()) <= _LONGEST_CELL for row in rows for cell in row[:2])
    return is_short and sum(tag.fullmatch(one) is not None for one in tags) >= _LEAST_IN_COLUMNS * len(tags)


def _has_marked_names(lines: Sequence[str]) -> bool:
    names = sum(len(_NAME.findall(line)) for line in lines if "<" in line)
    return names >= max(_LEAST_NAMES, _NAMES_A_LINE * len(lines))


def _has_parts(lines: Sequence[str]) -> bool:
    parts = sum(len(_PART.findall(line)) for line in lines if "[" in line or "(" in line)
    return parts >= _LEAST_NAMES and parts >= _PARTS_A_WORD * sum(len(line.split()) for line in lines)


def _are_labelled(lines: Sequence[str]) -> bool:
    able = [line for line in lines if "__" in line or "|||" in line or "\t" in line]
    if len(able) < _LEAST_LABELLED * len(lines):
        return False
    return sum(_LABELLED.fullmatch(line) is not None for line in able) >= _LEAST_LABELLED * len(lines)
