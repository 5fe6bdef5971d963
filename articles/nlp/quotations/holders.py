"""Who holds the office that an article calls somebody by: "Chủ tịch Hà Nội" of a "Chủ tịch UBND TP Hà Nội" it names."""

import re
from collections import defaultdict
from collections.abc import Sequence, Set
from typing import Final

from articles.nlp.names.named_span import NamedSpan
from articles.nlp.offices.found_offices import FoundOffice
from articles.nlp.offices.office_forms import OfficeForm, begins_with_post, office_form, says_all_of
from articles.nlp.quotations.word_lists import either

# Offices that many have: "cán bộ".
_OF_MANY: Final = re.compile(rf"(?:{either('offices_of_many')})(?!\w)", re.IGNORECASE)
# Descriptions that are looked up in the offices of a text; an article has a few, a text made to be slow has thousands.
_MOST_DESCRIPTIONS: Final = 300
_MOST_WORDS: Final = 16


class Holders:
    """The offices of the people of one article."""

    def __init__(self, text: str, mentions: Sequence[NamedSpan], offices: Sequence[FoundOffice]) -> None:
        self._mentions = mentions
        self._by_first_word: defaultdict[str, list[tuple[OfficeForm, int]]] = defaultdict(list)
        for one in offices:
            form = office_form(text[one.start : one.end])
            self._by_first_word[form.key.partition(" ")[0]].append((form, one.holder))
        self._found: dict[str, list[int]] = {}

    def of(self, description: str, before: int) -> int | None:
        """Return the mention of the holder whom a description means: the last before an offset, else the first."""
        words = description.strip()
        if words not in self._found:
            if len(self._found) >= _MOST_DESCRIPTIONS:
                return None
            self._found[words] = self._holders(words)
        holders = self._found[words]
        earlier = [number for number in holders if self._mentions[number].start < before]
        return earlier[-1] if earlier else next(iter(holders), None)

    def of_callings(self, callings: Set[str]) -> frozenset[str]:
        """Return the names of the people with an office that begins with one of these words."""
        words = {office_form(calling).key for calling in callings}
        forms = (one for calling in words for one in self._by_first_word.get(calling.partition(" ")[0], []))
        return frozenset(
            self._mentions[holder].name
            for form, holder in forms
            if any(f"{form.key} ".startswith(f"{calling} ") for calling in words)
        )

    def _holders(self, words: str) -> list[int]:
        if len(words.split()) > _MOST_WORDS or _OF_MANY.match(words) or not begins_with_post(words):
            return []
        form = office_form(words)
        alike = self._by_first_word.get(form.key.partition(" ")[0], [])
        meant = sorted(holder for own, holder in alike if _is_meant(own, form))
        return meant or self._only_holder([(own, holder) for own, holder in alike if own.former == form.former], form)

    def _only_holder(self, alike: Sequence[tuple[OfficeForm, int]], form: OfficeForm) -> list[int]:
        """Return the one who is called by the bare post: "bộ trưởng Bộ Y tế" is the only "Bộ trưởng" of a text."""
        bare = [holder for own, holder in alike if len(own.key.split()) > 1 and form.key.startswith(f"{own.key} ")]
        names = {self._mentions[holder].name for holder in bare}
        fuller = {self._mentions[holder].name for own, holder in alike if not form.key.startswith(f"{own.key} ")}
        return sorted(bare) if len(names) == 1 and not names & fuller else []


def _is_meant(own: OfficeForm, called: OfficeForm) -> bool:
    """Tell whether somebody with an office may be called by another form of it."""
    return own.former == called.former and says_all_of(own, called)
