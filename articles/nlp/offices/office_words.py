"""The words that offices are found by, in the lists of the folder `lists`."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from articles.text.normal import old_placement
from articles.text.phrase_lists import PhraseFolder

FOLDER: Final = Path(__file__).parent / "lists"

phrases = PhraseFolder(FOLDER).phrases
either = PhraseFolder(FOLDER).either


class PhraseTable:
    """Phrases, looked up where one may begin in a text.

    One that has capitals ("HLV") is found only so; others in any case, with the tone of "uỷ" on either vowel.
    """

    def __init__(self, *lists: str) -> None:
        self._by_beginning: dict[str, list[str]] = defaultdict(list)
        for phrase in _spellings(phrase for name in lists for phrase in phrases(name)):
            self._by_beginning[phrase[:2].lower()].append(phrase)
        for found in self._by_beginning.values():
            found.sort(key=len, reverse=True)

    def end_at(self, text: str, lower: str, start: int) -> int:
        """Return where the longest phrase that begins at `start` ends, `start` where none begins.

        `lower` is `text` in small letters, of the same length.
        """
        for phrase in self._by_beginning.get(lower[start : start + 2], ()):
            end = start + len(phrase)
            written = lower if phrase.islower() else text
            if written.startswith(phrase, start) and not text[end : end + 1].isalnum():
                return end
        return start


def _spellings(found: Iterable[str]) -> set[str]:
    named = set(found)
    return named | {" ".join(map(old_placement, phrase.split(" "))) for phrase in named}
