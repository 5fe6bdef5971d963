"""The words that the finding of quotations goes by, in lists with a phrase a line (`articles.text.phrase_lists`).

Raise `annotation._QUOTATION_RULES` with any change of them.
"""

from pathlib import Path
from typing import Final

from articles.text.phrase_lists import PhraseFolder

FOLDER: Final = Path(__file__).parent

phrases = PhraseFolder(FOLDER).phrases
either = PhraseFolder(FOLDER).either
