"""Marks that a clerk or a paper left in the text: where it goes on, and captions in brackets."""

import re
from typing import Final

from articles.importing.cleaning.captions import split_credit

# "(Xem tiếp trang 4)", "► Tiếp theo trang 1", "(Còn tiếp tr. 5)", "Continued on page 4".
_JUMP: Final = re.compile(
    r"[^\w\n]*(?:(?:mời |bạn đọc )?(?:xem|đọc|còn|phần|tin|bài)?\s*tiếp(?: theo)?(?: (?:ở|từ|sang|của|kỳ trước))?"
    r"|(?:xem|từ|sang|theo) (?=trang|tr)|continued (?:on|from)|cont'd (?:on|from)|see)"
    r"\s+(?:trang|tr|page|p)\b\.?\s*(?:số\s*)?\w{1,4}(?:\s*,?\s*cột\s*\d+)?[^\w\n]*",
    re.IGNORECASE,
)
_MAY_JUMP: Final = re.compile(
    r"(?:trang|tr\.?|page|p\.)\s*(?:số\s*)?\w{1,4}(?:\s*,?\s*cột\s*\d+)?[^\w\n]*$", re.IGNORECASE | re.MULTILINE
)
_LONGEST_JUMP: Final = 100  # characters
_STOPS: Final = (".", "!", "?", "…", "”", '"', ":")
_CAPTION: Final = re.compile(
    r"[\[({<【]\s*(?:ảnh|hình(?: ảnh)?|chú thích(?: ảnh| hình)?|chú ảnh|lời ảnh)(?: \d{1,2})?"
    r"\s*[:：](?P<text>[^\n]+)[\])}>】]",
    re.IGNORECASE,
)
_BEFORE_CREDIT: Final = re.compile(r"\s+[-–—|/]\s*(?=(?:ảnh|hình|photo)\s)", re.IGNORECASE)
_OPENING, _CLOSING = frozenset("[({<【"), frozenset("])}>】")
_LEAST_CAPTION: Final = 5  # words; fewer are a credit


def without_jumps(text: str) -> tuple[str, list[str]]:
    """Return a text without the lines that say on which page it goes on, and these lines.

    A sentence that such lines part is whole again.
    """
    if not _MAY_JUMP.search(text):
        return text, []
    kept: list[str] = []
    gone: list[str] = []
    is_below = False
    for line in text.split("\n"):
        if len(line) <= _LONGEST_JUMP and _JUMP.fullmatch(line.strip()):
            gone.append(line.strip())
            is_below = True
        elif is_below and not line.strip():
            continue
        else:
            if is_below:
                _go_on(kept, line)
            else:
                kept.append(line)
            is_below = False
    return "\n".join(kept), gone


def _go_on(kept: list[str], line: str) -> None:
    """Add the line below a jump: to the sentence above it, or below a blank line."""
    while kept and not kept[-1].strip():
        kept.pop()
    is_sentence = bool(kept) and not kept[-1].rstrip().endswith(_STOPS) and line.strip()[:1].islower()
    if is_sentence:
        kept[-1] = f"{kept[-1].rstrip()} {line.strip()}"
    else:
        kept += ["", line]


def with_plain_captions(text: str) -> str:
    """Return a text with the captions in brackets on lines of their own as "Chú thích ảnh: ...".

    "[Ảnh: Cầu mới qua sông Cái Lớn – Ảnh Lê An]" is one; "(Ảnh: Lê An)" is a credit, and stays.
    """
    return "\n".join(map(_plain_caption, text.split("\n")))


def _plain_caption(line: str) -> str:
    bare = line.strip()
    match = _CAPTION.fullmatch(bare) if bare[:1] in _OPENING and bare[-1:] in _CLOSING else None
    caption = _BEFORE_CREDIT.sub(". ", match["text"].strip()) if match else ""
    return f"Chú thích ảnh: {caption}" if len(split_credit(caption).text.split()) >= _LEAST_CAPTION else line
