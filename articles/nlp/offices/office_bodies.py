"""The body that an office is in: "Sở Y tế Hà Nội" of "Giám đốc Sở Y tế Hà Nội"."""

import re
from collections.abc import Sequence
from typing import Final

from articles.nlp.names.named_span import NamedSpan
from articles.nlp.offices.found_offices import FoundOffice

_MINISTER: Final = re.compile(r"(?:bộ|thứ) trưởng(?: thường trực)? (?P<field>.+)$", re.IGNORECASE)


def body_of(text: str, office: FoundOffice, mentions: Sequence[NamedSpan]) -> str:
    """Return the name of the body that an office's words name, "" where they name none.

    It is the first organisation mentioned in them; a minister's is the ministry, also where the word is left out.
    """
    named = (one for one in mentions if office.start <= one.start and one.end <= office.end)
    name = next((one.name for one in named if one.kind == "organization"), "")
    minister = _MINISTER.search(text[office.start : office.end])
    if minister and not name.lower().startswith("bộ "):
        field = minister["field"]
        return field if field.lower().startswith("bộ ") else f"Bộ {field}"
    return name
