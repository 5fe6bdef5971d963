"""The words that the rules of nlp go by: a phrase a line (`articles.text.phrases`), in the case that a rule looks for.

Names of lists in a folder are written with it: `either("dates/weekdays")`. The lists of this folder itself decide what
names are found: raise `annotation._RULES` with any change of them that does so.
"""

from pathlib import Path
from typing import Final

from articles.text.phrases import PhraseFolder

FOLDER: Final = Path(__file__).parent

phrases = PhraseFolder(FOLDER).phrases
either = PhraseFolder(FOLDER).either
