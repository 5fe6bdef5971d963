"""The words that the finding of quotations goes by, in lists with a phrase a line (`articles.text.phrase_lists`).

Raise `annotation._QUOTATION_RULES` with any change of them.
"""

from pathlib import Path
from typing import Final

from articles.text.phrase_lists import PhraseFolder

FOLDER: Final = Path(__file__).parent

phrases = PhraseFolder(FOLDER).phrases
either = PhraseFolder(FOLDER).either

# Spaces within a phrase, and a day or time of day as texts have it before a speaker or a cue.
SPACES: Final = r"[ \xa0]+"
DATE: Final = (
    r"(?:(?:vào |hôm )?(?:sáng|trưa|chiều|tối|đêm|ngày|hôm|tháng|năm)(?: (?:ngày|nay|qua|sau|cùng ngày))? ?[\d/.-]*)"
)
