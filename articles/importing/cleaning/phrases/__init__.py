"""Lists of phrases that the rules of cleaning go by: a phrase a line (`articles.text.phrase_lists`)."""

from pathlib import Path
from typing import Final

from articles.text.phrase_lists import PhraseFolder

_FOLDER: Final = PhraseFolder(Path(__file__).parent)

phrases = _FOLDER.phrases
either = _FOLDER.either
