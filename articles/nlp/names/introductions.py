"""Other names that an article introduces: "Liên minh châu Âu (EU)", "Trần Văn Nam (tức Nam Cụt)"."""

import re
from collections.abc import Sequence
from typing import Final

from articles.nlp.names.found_names import FoundName, NameKind
from articles.nlp.rule_words import either
from articles.text.letter_classes import UPPER

# After a full name: at most two more words, then a form of capitals and digits in brackets.
_BRACKET: Final = re.compile(
    rf"(?:\s+[^\W\d_]+){{0,2}}\s*\(\s*(?:{either('abbreviation_marks')}(?: là)?\s*:?\s*)?"
    rf"(?P<short>[{UPPER}][{UPPER}\d.&-]+(?:\s?\d{{1,2}})?)\s*\)"
)
# After a person's name: another name, perhaps with the year of birth or the age between.
_WORD: Final = rf"[{UPPER}][^\W\d_]*"
_ALSO_CALLED: Final = re.compile(
    r"[\s,(]*(?:(?:sinh năm|SN|sn)\s?\d{4}|\d{1,3} tuổi)?[\s,(]*"
    rf"{either('other_name_marks')}(?: là)?:? [\"“”']?(?P<short>{_WORD}(?: {_WORD}){{0,3}})"
)
_INTRODUCED: Final = {"organization": _BRACKET, "person": _ALSO_CALLED}


def introductions(text: str, found: Sequence[FoundName]) -> list[tuple[FoundName, FoundName]]:
    """Return the (other name, name) of each organisation and person that `text` introduces with both."""
    pairs: list[tuple[FoundName, FoundName]] = []
    for name in found:
        match = _INTRODUCED[name.kind].match(text, name.end) if name.kind in _INTRODUCED else None
        if match and _is_other_name(match["short"], text[name.start : name.end], name.kind):
            pairs.append((FoundName(match.start("short"), match.end("short"), name.kind), name))
    return pairs


def _is_other_name(other: str, name: str, kind: NameKind) -> bool:
    """Tell whether a form is another name: an organisation's is shorter, a person's stands after a full name."""
    return len(other) < len(name) if kind == "organization" else " " in name
