"""Short forms in capitals: AI, BOT, G7, U23, GD-ĐT. "AI" is one, the pronoun "ai" and "Ai Cập" are not."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import Final

from articles.text.letter_classes import UPPER
from articles.text.lookalikes import plain_letters
from articles.text.short_forms import expansions, same_names
from articles.text.syllables import is_unmarked_syllable

# Letters that Vietnamese short forms are made of: capitals without a tone.
_LETTERS: Final = "A-ZĐĂÂÊÔƠƯ"
_PIECE: Final = rf"[{UPPER}\d]++(?!\w)"
_MORE: Final = rf"(?:[.&-]{_PIECE})*"
# Words in capitals and numbers that follow each other with spaces alone between them. The pattern begins with a
# character set, so that `re` skips all other characters fast.
_ROW: Final = re.compile(rf"[{UPPER}\d](?<!\w.)[{UPPER}\d]*+(?!\w){_MORE}(?: +{_PIECE}{_MORE})*")
_SEPARATOR: Final = re.compile(r"[.&-]")
_FORM: Final = re.compile(rf"(?=\d*[{_LETTERS}])[{_LETTERS}\d]{{2,}}")
_INITIALS: Final = re.compile(rf"[{UPPER}](?:\.[{UPPER}])+")
# A capital with a tone: no short form has one, so the words beside it are words in capitals too.
_TONED: Final = re.compile(rf"[^\W\d_{_LETTERS}]")
# Short forms seldom stand in longer rows; headlines in capitals do.
_LONGEST_ROW: Final = 3
_LONGEST_IN_HEADLINE: Final = 5
_MOST_CACHED: Final = 10_000


def capital_forms(text: str) -> list[str]:
    """Return the short forms that `text` (NFC) writes in capitals, each once, in the order of their first place.

    A short form has two letters or more, or a letter and digits. Its dots, hyphens and "&" are dropped: U.23 -> U23,
    TP.HCM -> TPHCM. Parts of a hyphenated form count as well ("BOT-BT" -> BOTBT, BOT, BT), unless `short_forms` knows
    the whole (GD-ĐT -> GDĐT). Initials of people (N.V.A) are none.

    A row of capitals is a headline, an emphasis or a signature ("LÊ TRUNG") where it has more than three words, a
    capital with a tone, or two words that can be read as syllables. Only its words that are no syllables and have at
    most five letters count, or digits: VFF, U23.
    """
    rows = _ROW.findall(plain_letters(text))
    return list(dict.fromkeys(chain.from_iterable(map(_forms_of_row, rows))))


def is_capital_form(typed: str) -> bool:
    """Tell whether a word of a query, as it was typed, is a short form in capitals: "AI", "U.23", but not "Ai"."""
    return " " not in typed and bool(_ROW.fullmatch(plain_letters(typed))) and bool(capital_forms(typed))


@lru_cache(_MOST_CACHED)
def _forms_of_row(row: str) -> tuple[str, ...]:
    if row.isdecimal():
        return ()
    words = [word for word in row.split() if not word.isdecimal()]
    shouted = len(words) > _LONGEST_ROW or _TONED.search(row) or sum(map(is_unmarked_syllable, words)) > 1
    return tuple(form for word in words for form in _forms(word) if not (shouted and _is_word(form)))


def _is_word(form: str) -> bool:
    return form.isalpha() and (len(form) > _LONGEST_IN_HEADLINE or is_unmarked_syllable(form))


def _forms(word: str) -> Iterator[str]:
    """Yield the normal form of a word in capitals, and its parts where it is no form of the table."""
    parts = _SEPARATOR.split(word)
    if len(parts) > 1 and (_INITIALS.fullmatch(word) or _TONED.search(word)):
        return
    whole = "".join(parts)
    yield from filter(_FORM.fullmatch, [whole])
    if len(parts) > 1 and not expansions(whole) and not same_names(word):
        yield from filter(_FORM.fullmatch, parts)
