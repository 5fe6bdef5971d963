"""The text of a post as WordPress keeps it, made HTML: blank lines part paragraphs, shortcodes stand for pictures."""

import re
from typing import Final

# "[caption id=... width=...]<img ...> The words below it[/caption]", around the picture also a link.
_CAPTION: Final = re.compile(
    r"\[(?P<code>wp_caption|caption)\b(?P<about>[^\]]{0,2000})\](?P<picture>(?:\s*</?(?:a|img|p|br)\b[^<>]*>)*)"
    r"(?P<words>.{0,4000}?)\[/(?P=code)\]",
    re.DOTALL | re.IGNORECASE,
)
_STATED_WORDS: Final = re.compile(r"\bcaption=(?P<sign>[\"'])(?P<words>.*?)(?P=sign)", re.DOTALL)
# What stands between the marks of these is an address, no text.
_WITH_ADDRESS: Final = re.compile(
    r"\[(embed|video|audio|youtube|soundcloud)\b[^\]]{0,400}\].{0,2000}?\[/\1\]", re.DOTALL
)
# What Trix writes: the name and size of a file where a picture has no caption, and Rails for a picture.
_FILE_NAME: Final = re.compile(r"<span class=\"attachment__(?:name|size)\">[^<]{0,400}</span>")
_ATTACHMENT: Final = re.compile(
    r"<action-text-attachment\b(?:[^<>]*?\scaption=\"(?P<words>[^\"]*)\")?[^<>]*>(?:\s*</action-text-attachment>)?"
)
_NAME: Final = r"[a-z][a-z0-9_-]{2,40}"
_SHORTCODE: Final = re.compile(
    rf"\[(?:/{_NAME}|{_NAME}(?:\s+[\w-]+=(?:\"[^\"]{{0,2000}}\"|'[^']{{0,2000}}'|[^\s\]]{{1,200}}))+\s*/?"
    r"|(?:gallery|embed|video|audio|playlist|youtube|more|adsense|related_posts)\s*/?)\]"
)
_COMMENT: Final = re.compile(r"<!--.{0,4000}?-->", re.DOTALL)
_BLANK_LINES: Final = re.compile(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)\s*")
_LINE: Final = re.compile(r"\r\n?|\n")
_PARAGRAPH: Final = re.compile(r"<(?:p|div|br)\b", re.IGNORECASE)
_BLOCK: Final = re.compile(
    r"</?(?:figure|h[1-6]|ul|ol|li|table|tr|td|th|blockquote|hr|pre|section|iframe|script|style)\b", re.IGNORECASE
)


def post_markup(text: str) -> str:
    """Return the HTML of a post without shortcodes or attachments; blank lines part paragraphs where no tag does."""
    if "attachment" in text:
        text = _ATTACHMENT.sub(_figure_of_rails, _FILE_NAME.sub("", text))
    if "[" in text:
        text = _SHORTCODE.sub("\n\n", _WITH_ADDRESS.sub("\n\n", _CAPTION.sub(_figure, text)))
    if not _BLOCK.search(text) or _PARAGRAPH.search(text) or not _BLANK_LINES.search(text.strip()):
        return text
    parts = _BLANK_LINES.split(_COMMENT.sub("", text).strip())
    return "\n".join(part if _BLOCK.match(part) else f"<p>{_LINE.sub('<br>', part)}</p>" for part in parts if part)


def _figure(match: re.Match[str]) -> str:
    stated = _STATED_WORDS.search(match["about"])
    words = match["words"].strip() or (stated["words"] if stated else "")
    words = re.sub(r"</?(?:p|br|a)\b[^<>]*>", " ", words)
    return f"\n\n<figure>{match['picture']}<figcaption>{words.strip()}</figcaption></figure>\n\n"


def _figure_of_rails(match: re.Match[str]) -> str:
    return f"<figure><img><figcaption>{match['words'] or ''}</figcaption></figure>"
