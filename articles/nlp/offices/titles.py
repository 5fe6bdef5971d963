"""Which phrases are titles of the name behind them: "Phó thủ tướng, Bộ trưởng Ngoại giao Phạm Bình Minh"."""

import re
from collections.abc import Container, Sequence
from typing import Final

from articles.nlp.names.named_span import NamedSpan
from articles.nlp.offices.office_phrases import OfficePhrase, OfficePhrases
from articles.nlp.offices.office_words import either

# Characters before a name in which its titles are sought.
FURTHEST: Final = 180
_ADDRESS: Final = re.compile(rf"(?<!\w){either('addresses')}\s+$", re.IGNORECASE)
_ADDRESSED: Final = re.compile(rf"[\s,]*(?:{either('addresses')}\s+)?", re.IGNORECASE)
_AFTER_COMMA: Final = re.compile(r",\s+")
_AFTER_DASH: Final = re.compile(r"\s+[-–—]\s+")


class Titles:
    """The titles in a text, given its phrases and where its people are named."""

    def __init__(self, phrases: OfficePhrases, starts: Container[int]) -> None:
        self._text = phrases.text
        self._phrases = phrases
        self._starts = starts

    def belongs_to_next(self, phrase: OfficePhrase) -> bool:
        """Tell whether a name follows a phrase at once: it is that name's title."""
        after = _ADDRESSED.match(self._text, phrase.reach)
        if after is None or "," in after[0]:
            return False
        return after.end() in self._starts

    def leads_to_next(self, name: NamedSpan, phrase: OfficePhrase) -> bool:
        """Tell whether a phrase behind a name is a title of the next, perhaps with another: "Phó thủ tướng, Bộ trưởng".

        Two joined by a dash are of one person, and so are a post and a rank where the name has a title already: "Chủ
        tịch Trần Văn A, Giám đốc Sở Y tế, GS Lê Văn B".
        """
        if self.belongs_to_next(phrase):
            return True
        dash = _AFTER_DASH.match(self._text, phrase.reach)
        after = dash or _AFTER_COMMA.match(self._text, phrase.reach)
        second = self._phrases.at(after.end()) if after else None
        if second is None or not self.belongs_to_next(second):
            return False
        if dash or self._phrases.is_of_a_state(phrase):
            return True
        is_behind_comma = _AFTER_COMMA.match(self._text, name.end) is not None
        if not is_behind_comma or not self._phrases.is_rank(second) or not self._phrases.is_post(phrase):
            return False
        title = self._title_of(name)
        return title is not None and self._phrases.is_post(title)

    def _title_of(self, name: NamedSpan) -> OfficePhrase | None:
        """Return the phrase right before a name."""
        end, _ = self.without_address(name.start)
        line = max(self._text.rfind("\n", 0, name.start) + 1, name.start - FURTHEST)
        return self.reaching(line, end, ())

    def without_address(self, start: int) -> tuple[int, bool]:
        """Return where the text before a name ends, without "ông" or "bà", and whether one was there."""
        end, is_addressed = start, False
        while match := _ADDRESS.search(self._text, max(0, end - 24), end):
            end, is_addressed = match.start(), True
        while end and self._text[end - 1] in " \xa0":
            end -= 1
        return end, is_addressed

    def reaching(self, start: int, end: int, taken: Sequence[tuple[int, int]]) -> OfficePhrase | None:
        """Return the longest phrase after `start` that goes on exactly up to `end`, but none within those `taken`."""
        fitting = (one for one in self._phrases.between(start, end) if one.reach == end)
        return next((one for one in fitting if not any(of <= one.start < up_to for of, up_to in taken)), None)
