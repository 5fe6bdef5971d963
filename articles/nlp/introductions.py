"""Short forms that an article explains: "Liên minh châu Âu (EU)", "Tập đoàn Hoàng Anh Gia Lai (gọi tắt là HAGL)"."""

import re
from collections.abc import Sequence
from typing import Final

from articles.nlp.found import Found
from articles.nlp.tokens import UPPER

# After a full name, at most two words more, then in brackets a form of capitals and digits.
_BRACKET: Final = re.compile(
    r"(?:\s+[^\W\d_]+){0,2}\s*\(\s*(?:(?:gọi tắt|viết tắt|tên viết tắt|sau đây gọi(?: tắt)?)(?: là)?\s*:?\s*)?"
    rf"(?P<short>[{UPPER}][{UPPER}\d.&-]+(?:\s?\d{{1,2}})?)\s*\)"
)


def introductions(text: str, found: Sequence[Found]) -> list[tuple[Found, Found]]:
    """Return the (short form, full name) of each organisation that `text` introduces with both."""
    pairs: list[tuple[Found, Found]] = []
    for name in found:
        match = _BRACKET.match(text, name.end)
        if match and name.kind == "organization" and len(match["short"]) < name.end - name.start:
            pairs.append((Found(match.start("short"), match.end("short"), name.kind), name))
    return pairs
