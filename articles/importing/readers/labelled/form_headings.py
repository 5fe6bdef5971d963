"""The headings of forms, libraries and databases: lines above a record that are no title of its article."""

import re
from pathlib import Path
from typing import Final

from articles.text.phrase_lists import PhraseFolder

RECORD_PHRASES: Final = PhraseFolder(Path(__file__).parent / "record_phrases")
_HEADING: Final = re.compile(rf"\W*(?:{RECORD_PHRASES.either('headings')})(?!\w)", re.IGNORECASE)


def begins_as_heading(line: str) -> bool:
    """Tell whether a line begins as the heading of a form, a library or a database does: "PHIẾU ĐĂNG KÝ TIN BÀI"."""
    return _HEADING.match(line) is not None
