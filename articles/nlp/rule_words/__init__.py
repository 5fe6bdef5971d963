"""The words that the rules of nlp go by, in lists with a phrase a line (`articles.text.phrase_lists`).

Names of lists in a folder are written with it: `either("dates/weekdays")`. The lists of this folder itself decide what
names are found: raise `annotation._RULES` with any change of them that does so.
"""

from pathlib import Path
from typing import Final

from articles.text.phrase_lists import PhraseFolder

FOLDER: Final = Path(__file__).parent

phrases = PhraseFolder(FOLDER).phrases
either = PhraseFolder(FOLDER).either
