"""Short forms that an article explains: "Liên minh châu Âu (EU)", "Tập đoàn Hoàng Anh Gia Lai (gọi tắt là HAGL)"."""

import re
from collections.abc import Sequence
from typing import Final

from articles.nlp.recogniser import Found

# After a full name, at most two words more, then in brackets a form of capitals and digits.
_BRACKET: Final = re.compile(
    r"(?:\s+[^\W\d_]+){0,2}\s*\(\s*(?:(?:gọi tắt(?: là)?|viết tắt(?: là)?|tên viết tắt(?: là)?|sau đây gọi(?: tắt)? là)\s*:?\s*)?"
    r"(?P<short>[^\W\d_a-zà-ỹđ][^\W_a-zà-ỹđ]*(?:[\s.&-]*[^\W_a-zà-ỹđ]+)*)\s*\)"
)


def introduced(text: str, found: Sequence[Found]) -> dict[str, str]:
    """Return {short form: full name} of the organisations that `text` introduces with both."""
    forms: dict[str, str] = {}
    for name in found:
        full = text[name.start : name.end]
        match = _BRACKET.match(text, name.end)
        if match and name.kind == "organization" and len(match["short"]) < len(full):
            forms.setdefault(match["short"], full)
    return forms
