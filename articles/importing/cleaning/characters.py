"""Characters of a text: HTML entities, stray tags, invisible characters, spaces and NFC."""

import html
import re
from typing import Final

from articles.text.letter_classes import LOWER, UPPER
from articles.text.normal import nfc

_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_ESCAPED_AGAIN: Final = re.compile(r"&(?:amp;|#0*38;|#[xX]0*26;)+")
# Removing a character may join what is around it into another entity.
_MOST_ROUNDS: Final = 8
_BREAK_TAG: Final = re.compile(r"<\s*(?:br|hr)\b[^<>]*>|</\s*(?:p|div|li|h[1-6])\s*>", re.IGNORECASE)
_STRAY_TAG: Final = re.compile(
    r"</?\s*(?:p|div|span|b|i|u|em|strong|a|font|img|li|ul|h[1-6])(?:\s[^<>]*)?/?>", re.IGNORECASE
)
# Among them what databases cannot store: NUL, and halves of surrogate pairs from broken JSON.
_NOT_SEEN: Final = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffc\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff"
_INVISIBLE: Final = re.compile(f"[{_NOT_SEEN}]")
_ENDINGS: Final = "\u2028\u2029\x0c\x85"
_LINE_END: Final = re.compile(f"\r\n?|[{_ENDINGS}]")
# What one of the two finds, or an entity, begins with one of these.
_UNCLEAN: Final = re.compile(f"[&\r{_NOT_SEEN}{_ENDINGS}]")
# Between a word in small letters with its stop and a capital: not "TP.Huế", nor "Vnexpress.Net".
_MAY_BE_GLUED: Final = re.compile(rf"[.?!…][“\"]?[{UPPER}]")
_GLUED: Final = re.compile(
    rf"(?<=[{LOWER}\d]{{2}}[.?!…])(?<!\bths\.)(?<!\btp\.)(?<!\bts\.)(?=[“\"]?[{UPPER}][{LOWER}]*[ ,])"
)
_SPACES_BUT_TABS: Final = re.compile(r"[^\S\n\t]+")

_PICTOGRAPHS: Final = r"[\U0001F000-\U0001FAFF\u2600-\u27BF\u2B50\u2B55\u231A\u231B\u23E9-\u23F3\uFE0F\u20E3]"
_PICTOGRAPH: Final = re.compile(_PICTOGRAPHS)
_PEN: Final = re.compile(
    rf"^\s*(?:[✍✎✏✒🖋🖊📝])\uFE0F?{_PICTOGRAPHS}*\s*:?\s*(?:Bài(?: viết)?\s*:\s*)?(?=[^\W\d_])", re.MULTILINE
)
_CAMERA: Final = re.compile(r"^\s*[📷📸🎥]\uFE0F?\s*:?\s*(?:Ảnh\s*:\s*)?(?=[^\W\d_])", re.MULTILINE)
# A hand that points at the title of another article.
_HAND: Final = re.compile(r"^[ \t]*(?:[👉☞]\uFE0F?[ \t]*)+(?=[^\n]*[^\s.!?…:][ \t]*$)", re.MULTILINE)
_AROUND_LINE: Final = re.compile(rf"^[ \t]*{_PICTOGRAPHS}+[ \t]*|[ \t]*{_PICTOGRAPHS}+[ \t]*$", re.MULTILINE)


def unescape(text: str) -> str:
    """Replace HTML entities by their characters, also escaped ones ("&amp;agrave;"); a bare "&" stays."""
    text = _ESCAPED_AGAIN.sub("&", text)
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)


def clean_text(text: str, *, keep_tabs: bool = False) -> str:
    """Return `text` in NFC without entities, invisible characters or stray spaces; line breaks are kept.

    Tabs are spaces unless they are kept, for what separates the cells of a table by them.
    """
    lines = nfc(_without_invisible(text)).split("\n")
    return "\n".join([_even_tabs(line) if keep_tabs and "\t" in line else " ".join(line.split()) for line in lines])


def _even_tabs(line: str) -> str:
    """Return a line with one space for each run of spaces, and its tabs."""
    return _SPACES_BUT_TABS.sub(" ", line).strip(" ")


def clean_line(text: str) -> str:
    """Return `text` clean and on one line."""
    return " ".join(nfc(_without_invisible(text)).split()) if text else ""


def _without_invisible(text: str) -> str:
    """Return `text` without entities and invisible characters, each end of a line as "\\n"."""
    if not _UNCLEAN.search(text):
        return text
    for _ in range(_MOST_ROUNDS):
        before, text = text, _INVISIBLE.sub("", _LINE_END.sub("\n", unescape(text)))
        if text == before or "&" not in text:
            break
    return text


def part_sentences(text: str) -> str:
    """Return text with a space between sentences that were glued when paragraphs were joined: "liên thôn.Người dân".

    Abbreviations ("TP.Huế", "Q.Tân Bình") and addresses stay as they are.
    """
    is_likely = ("." in text or "”" in text or "?" in text) and _MAY_BE_GLUED.search(text)
    return _GLUED.sub(" ", text) if is_likely else text


def drop_stray_tags(text: str) -> str:
    """Return plain text without the HTML tags that were copied into it ("<br />" is a line break)."""
    return _STRAY_TAG.sub("", _BREAK_TAG.sub("\n", text)) if "<" in text else text


def without_pictographs(text: str) -> str:
    """Return text without the emoji that posts have at the ends of lines; those of a pen and a camera are labels.

    "✍️: Lê An" is "Bài: Lê An", "📷 Hà Thu" is "Ảnh: Hà Thu"; a hand that points at a link is an arrow.
    """
    if not _PICTOGRAPH.search(text):
        return text
    for pictograph, labelled in ((_PEN, "Bài: "), (_CAMERA, "Ảnh: "), (_HAND, "→ ")):
        text = pictograph.sub(labelled, text)
    return _AROUND_LINE.sub("", text)
