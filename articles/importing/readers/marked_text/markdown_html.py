"""Markdown as HTML, with what editors write otherwise than CommonMark says: captions, lines, loose marks."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from articles.importing.cleaning.captions import has_credit, is_credit
from articles.importing.readers.marked_text.markdown_dialects import common_markdown, picture_html
from articles.text.sentences import ends_sentence

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token

_LEAST_CAPTION: Final = 4  # words in a picture that are no name of a file
_LONGEST_CAPTION: Final = 60  # words below a picture
_LONGEST_VERSE, _LEAST_VERSE = 12, 3  # words of a line, lines
_LEAST_PARTED: Final = 3  # paragraphs of a text whose single breaks part none
_CUT_AT: Final = range(40, 121)
_LEAD: Final = 20  # words of a sentence that is rather the lead than a caption
_FILE: Final = re.compile(r"\S+\.(?:jpe?g|png|webp|gif|avif|svg|heic)", re.IGNORECASE)
# Marks that CommonMark leaves: a letter follows them ("**Hà Nội:**Trời"), or spaces stand within ("** Hà Nội **").
_LOOSE: Final = re.compile(r"(\*\*|__)[ \t]*([^*_\n<>]{1,400}?)[ \t]*\1")
_MARK_ALONE: Final = re.compile(r"^(?:\*\*|__)(?=\w)|(?<=[\w.”\"!?…])(?:\*\*|__)$")
_PICTURE_TOKENS: Final = frozenset({"image", "link_open", "link_close"})
_EMPHASIS: Final = frozenset({"em_open", "em_close", "strong_open", "strong_close"})
_BREAKS: Final = frozenset({"softbreak", "hardbreak"})


def markdown_html(text: str) -> str:
    """Return Markdown as HTML. No HTML in it is left out or checked: it is to be read, not to be shown."""
    tokens = _parser().parse(common_markdown(text))
    parted = sum(_is_prose(token.content) for token in tokens if token.type == "inline") >= _LEAST_PARTED
    return _Writer(tokens, parted=parted).html()


def plain_words(text: str) -> str:
    """Return a line without its marks of Markdown."""
    words = (
        _word(token) for line in _parser().parseInline(common_markdown(text).strip()) for token in line.children or []
    )
    return _LOOSE.sub(r"\2", "".join(words)).strip()


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # few imports need it

    # An indent begins a paragraph in Vietnamese, no code.
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).disable("code")
    # No address is followed or shown: pictures and links to any ("data:", "file:") go.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


@cache
def _renderer() -> "RendererHTML":
    from markdown_it.renderer import RendererHTML

    return RendererHTML()


class _Writer:
    """The HTML of tokens, written one after another; the caption of the last picture is sought in what follows it."""

    def __init__(self, tokens: "Sequence[Token]", *, parted: bool) -> None:
        self._tokens, self._parted = tokens, parted
        self._written: list[str] = []
        self._picture: Token | None = None
        self._has_text = False

    def html(self) -> str:
        """Return the HTML of all tokens."""
        for index, token in enumerate(self._tokens):
            if token.type == "inline":
                self._inline(index)
            elif token.type not in {"paragraph_open", "paragraph_close", "heading_open", "heading_close", "hr"}:
                if token.type == "html_block" and token.content.strip():
                    self._end_picture()
                self._write(_renderer().render([token], _parser().options, {}))
        self._end_picture()
        return "".join(self._written)

    def _write(self, html: str) -> None:
        self._written.append(html)

    def _inline(self, index: int) -> None:
        token, opening = self._tokens[index], self._tokens[index - 1]
        if opening.type == "heading_open":
            self._end_picture()
            words = " ".join(_LOOSE.sub(r"\2", "".join(map(_word, token.children or []))).split())
            self._write(f"<{opening.tag}>{escape(words, quote=False)}</{opening.tag}>\n")
        elif opening.type in {"th_open", "td_open"}:
            self._write(self._words(token.children or []))
        else:
            number = _lone_number(self._tokens, index)
            for count, line in enumerate(_lines(token, parted=self._parted)):
                self._line(line, number if not count else "", same=count > 0)

    def _line(self, line: "list[Token]", number: str, *, same: bool) -> None:
        """Write a line of a paragraph; `same`: a line of the same paragraph stands above it."""
        pictures = [token for token in line if token.type == "image"]
        words = self._words([token for token in line if token.type != "image"])
        plain = "".join(_word(token) for token in line if token.type != "image").strip()
        if pictures and (not plain or all(token.type in _PICTURE_TOKENS or not _word(token).strip() for token in line)):
            self._end_picture()
            for picture in pictures[:-1]:
                self._write(_captioned(picture))
            self._picture = pictures[-1]
            return
        if self._picture is not None and self._is_caption(self._picture, line, plain, same=same):
            self._write(_captioned(self._picture, plain))
            self._picture = None
            return
        self._end_picture()
        if plain:
            self._write(f"<p>{number}{words}</p>\n")
            self._has_text = self._has_text or _is_prose(plain)
        for picture in pictures:
            self._write(_captioned(picture))

    def _is_caption(self, picture: "Token", line: "list[Token]", plain: str, *, same: bool) -> bool:
        """Tell whether a line below a picture is its caption: of the same paragraph, in italics, or with a credit."""
        length = len(plain.split())
        if not plain or length > _LONGEST_CAPTION:
            return False
        if same:
            return True
        is_lead = not self._has_text and length >= _LEAD and bool(_caption_of(picture))
        slanted = line[0].type == "em_open" or (
            len(line) > 1 and {line[0].type, line[1].type} == {"strong_open", "em_open"}
        )
        return (slanted and _is_emphasised(line) and not is_lead) or has_credit(plain)

    def _end_picture(self) -> None:
        """Write the last picture, below which no caption stands, with its own words."""
        if self._picture is not None:
            self._write(_captioned(self._picture))
            self._picture = None

    def _words(self, children: "Sequence[Token]") -> str:
        html = _renderer().renderInline(list(children), _parser().options, {}).strip()
        return _MARK_ALONE.sub("", _LOOSE.sub(r"\2", html))


def _captioned(picture: "Token", below: str = "") -> str:
    """Return a picture with the caption below it, or with its own words; a credit alone below it follows these."""
    own = _caption_of(picture)
    title = str(picture.attrs.get("title") or "").strip()
    if below and not (own and is_credit(below)):
        return picture_html(below)
    credit = below or (title if title != own and has_credit(f"x. {title}") else "")
    return picture_html(own, credit) if own else "\n<p><img></p>\n"


def _caption_of(picture: "Token") -> str:
    """Return the words of a picture that are a caption: some words, no name of a file."""
    own = "".join(map(_word, picture.children or [])).strip()
    words = (own, str(picture.attrs.get("title") or "").strip())
    return next((text for text in words if len(text.split()) >= _LEAST_CAPTION and not _FILE.fullmatch(text)), "")


def _lone_number(tokens: "Sequence[Token]", index: int) -> str:
    """Return the number of a list of one item before its words: it is a numbered heading or paragraph."""
    if index < 3 or tokens[index - 2].type != "list_item_open" or tokens[index - 3].type != "ordered_list_open":
        return ""
    opening = tokens[index - 3]
    items = 0
    for token in tokens[index - 2 :]:
        if token.type == "ordered_list_close" and token.level == opening.level:
            break
        items += token.type == "list_item_open" and token.level == opening.level + 1
    return f"{opening.attrs.get('start', 1)}{tokens[index - 2].markup} " if items == 1 else ""


def _lines(inline: "Token", *, parted: bool) -> "Iterator[list[Token]]":
    """Yield the tokens of each line of a paragraph that stands by itself."""
    children = list(inline.children or [])
    raw = [line.strip() for line in inline.content.split("\n")]
    breaks = [index for index, token in enumerate(children) if token.type in _BREAKS]
    depths = _depths(children)
    cut = _is_cut(raw)
    if len(raw) != len(breaks) + 1 or (not cut and _is_verse(raw, children)):
        yield children
        return
    start = 0
    for number, index in enumerate(breaks):
        is_hard = children[index].type == "hardbreak"
        if not is_hard and (cut or _goes_on(raw[number], raw[number + 1], parted=parted)):
            continue
        if depths[index]:
            children[index].type, children[index].tag = "hardbreak", "br"
            continue
        yield children[start:index]
        start = index + 1
    yield children[start:]


def _depths(children: "Sequence[Token]") -> list[int]:
    depth, found = 0, []
    for token in children:
        depth += token.nesting
        found.append(depth)
    return found


def _is_verse(lines: Sequence[str], children: "Sequence[Token]") -> bool:
    """Tell whether the lines of a paragraph are verse: short ones, most without a stop; they then are one paragraph."""
    if len(lines) < _LEAST_VERSE or any(token.type == "image" for token in children):
        return False
    short = all(2 <= len(line.split()) <= _LONGEST_VERSE for line in lines)
    verse = short and 3 * sum(line.endswith((".", ":")) for line in lines[:-1]) <= len(lines)
    if verse:
        for token in children:
            if token.type == "softbreak":
                token.type, token.tag = "hardbreak", "br"
    return verse


def _goes_on(line: str, below: str, *, parted: bool) -> bool:
    """Tell whether the paragraph of a line goes on in the one below it: amid a sentence, or with a sentence a line."""
    if below[:1].islower():
        return True
    whole = line.startswith(("*", "_")) and line.endswith(("*", "_"))
    return parted and not whole and ends_sentence(line) and ends_sentence(below)


def _is_cut(lines: Sequence[str]) -> bool:
    """Tell whether lines were cut at one width: no next word would have had room in the line above it."""
    width = max(map(len, lines))
    return width in _CUT_AT and all(
        below and len(line) + 1 + len(below.split()[0]) > width for line, below in pairwise(lines)
    )


def _is_emphasised(line: "Sequence[Token]") -> bool:
    """Tell whether marks of emphasis stand around all words of a line."""
    depth = 0
    for token in line:
        if not depth and _word(token).strip():
            return False
        depth += token.nesting if token.type in _EMPHASIS else 0
    return True


def _is_prose(text: str) -> bool:
    return len(text.split()) >= _LONGEST_VERSE and ends_sentence(text.rstrip("*_ "))


def _word(token: "Token") -> str:
    if token.type in _BREAKS:
        return " "
    return "" if token.type in {"image", "html_inline"} else token.content
