"""What programs write in Markdown beyond CommonMark, as CommonMark: Hugo, Jekyll, Obsidian, MDX, pandoc."""

import re
from html import escape
from typing import Final

from articles.importing.cleaning.characters import without_pictographs
from articles.importing.readers.records.record_names import field_named
from articles.text.sentences import ends_sentence

_ATTRIBUTE: Final = re.compile(r"(?P<name>[\w-]+)\s*=\s*(?:\"(?P<double>[^\"]{0,2000})\"|'(?P<single>[^']{0,2000})')")
_CAPTION_NAMES: Final = ("caption", "figcaption", "title", "alt", "text")
_CREDIT_NAMES: Final = ("attr", "credit", "author", "source", "photographer")
# Shortcodes of Hugo ("{{< figure ... >}}"), tags of Jekyll ("{% include ... %}"), components of MDX ("<Figure ... />").
_CODE: Final = re.compile(
    r"\{\{[<%](?P<hugo>[^{}]{0,4000}?)[%>]\}\}|\{%(?P<jekyll>[^{}]{0,4000}?)%\}"
    r"|</?[A-Z]\w*\b(?P<component>[^<>]{0,4000})>"
)
_MDX: Final = re.compile(
    r"^(?:import\s.+\sfrom\s.+|import\s+['\"].+|export\s+(?:const|default|let|function)\b.*)$", re.M
)
_REMARK: Final = re.compile(r"\{/\*.{0,4000}?\*/\}|%%.{0,4000}?%%|\{::?comment\}.{0,4000}?\{:?/comment\}", re.DOTALL)
# Attributes that kramdown and pandoc write behind an element, and a mark that Obsidian writes behind a paragraph.
_BEHIND: Final = re.compile(
    r"\{:?\s*(?:[#.][\w-]+|[\w-]+=[^{}\s]+)[^{}\n]{0,200}\}|[ \t]\^[a-z0-9-]{3,20}[ \t]*$", re.M
)
_EMBEDDED: Final = re.compile(r"!\[\[(?P<file>[^\]|\n]{1,300})(?P<words>(?:\|[^\]|\n]{0,600}){0,2})\]\]")
_PICTURED: Final = re.compile(r"\.(?:jpe?g|png|webp|gif|avif|svg|heic)(?:#.*)?$", re.IGNORECASE)
_WIKI_LINK: Final = re.compile(r"\[\[(?P<page>[^\]|\n]{1,300})(?:\|(?P<words>[^\]\n]{1,300}))?\]\]")
# What a template puts in ("{{ site.baseurl }}"), and commands of Roam and Logseq ("{{[[TODO]]}}").
_TEMPLATE: Final = re.compile(r"\{\{[^{}<%\n][^{}\n]{0,500}\}\}")
# Callouts of Notion are boxes of HTML with a sign before the text.
_ASIDE: Final = re.compile(r"^[ \t]*</?aside>[ \t]*$", re.MULTILINE)
# Pandoc escapes a space that no line may break at: "2\\ m".
_ESCAPED_SPACE: Final = re.compile(r"(?<!\\)\\[ \t](?=\S)")
_SIZE: Final = re.compile(r"\s*(?:\d+(?:x\d+)?|center|left|right|thumb|thumbnail)?\s*")
_CONTENTS: Final = re.compile(
    r"^\s*(?:\[TOC\]|\[\[_?TOC_?\]\]|\{:toc\}|\[toc\]|\\(?:newpage|pagebreak))\s*$", re.I | re.M
)
_FENCED_DIV: Final = re.compile(r"^[ \t]*:{3,}.*$", re.MULTILINE)
_CALLOUT: Final = re.compile(r"^(?P<quote>[ \t]*>[ \t]*)\[![\w-]+\][+-]?[ \t]*(?P<words>.*)$", re.MULTILINE)
# Highlighted words, also as Roam and Bear write them; names of emoji; citations and the people of quotations (HackMD).
_HIGHLIGHT: Final = re.compile(r"(==|\^\^|\+\+|(?<!\S)::)(?=[^\s=^+:])([^=^\n]{1,600}?)(?<=\S)\1")
_EMOJI: Final = re.compile(r"(?<!\S):[a-z][a-z_]{2,30}\d?:(?!\S)")
_CITED: Final = re.compile(r"[ \t]*\[(?:-?@[^\[\]\n]{1,200}|(?:name|time|color)=[^\[\]\n]{1,100})\]")
# A size behind the address of a picture: "![](a.jpg =600x400)".
_PICTURE_SIZE: Final = re.compile(r"(!\[[^\]\n]{0,1000}\]\([^()\s]{1,500})[ \t]+=\d*%?x?\d*%?\)")
# Changes within a text, commands in lines of their own and quotations between lines of signs, as GitLab has them.
_REMOVED: Final = re.compile(r"\{-[^{}\n]{0,1000}-\}|\[-[^\[\]\n]{0,1000}-\](?=[\[{]\+)")
_ADDED: Final = re.compile(r"\{\+[ ]?([^{}\n]{0,1000}?)[ ]?\+\}")
_COMMAND: Final = re.compile(r"^(?:/[a-z]{3,20}(?:[ \t]+[~@%][^\n]*)?|>>>)[ \t]*$", re.MULTILINE)
_RAISED: Final = re.compile(r"(?<=\w)\^([\w.,-]{1,6})\^")
# The words of a footnote, with the indented lines that go on, and its mark in the text.
_NOTE: Final = re.compile(
    r"^[ \t]*\[\^[^\]\s]{1,40}\]:[ \t]*(?P<words>.*(?:\n(?:[ \t]+\S.*|[^\s\[#>*|-].*))*)", re.MULTILINE
)
_NOTE_MARK: Final = re.compile(r"[ \t]?\[\^[^\]\s]{1,40}\]")
_MOST_SIGNED, _LONGEST_SIGNED = 2, 10  # lines below a text that name its authors, words of one
_INLINE_NOTE: Final = re.compile(r"[ \t]?\^\[([^\]\n]{1,1000})\]")
_CHECKBOX: Final = re.compile(r"^([ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+)\[[ xX]\][ \t]+", re.MULTILINE)
# A heading whose sign nothing parts from it: "#Giá lúa tăng ba ngày liền"; hashtags are single words.
_GLUED_HEADING: Final = re.compile(r"^(#{1,6})(?=[^\W\d_a-z]\w*(?:[ \t]+[^\s#]+){2})", re.MULTILINE)
# Signs that are no marks: between numbers ("5*3"), and those that refer to a note ("ông Minh (*)").
_TIMES: Final = re.compile(r"(?<=\d)\*(?=\d)")
_NOTE_STARS: Final = re.compile(r"\(\*{1,3}\)")


def common_markdown(text: str) -> str:
    """Return Markdown of any program as CommonMark: pictures as figures, links as their words, the rest left out."""
    if "{" in text or "%%" in text or " ^" in text:
        text = _TEMPLATE.sub("", _BEHIND.sub("", _REMARK.sub("", text)))
        text = _ADDED.sub(r"\1", _REMOVED.sub("", text))
    text = without_callouts(text)
    if "<" in text or "{%" in text:
        text = _CODE.sub(_figure, _MDX.sub("", text))
    if "[" in text:
        text = _PICTURE_SIZE.sub(r"\1)", _CITED.sub("", _CONTENTS.sub("", text)))
        text = _WIKI_LINK.sub(_linked, _EMBEDDED.sub(_embedded, text))
        text = _CHECKBOX.sub(r"\1", _CALLOUT.sub(_called, text))
        text = _INLINE_NOTE.sub(r" (\1)", _with_notes(text) if "[^" in text else text)
    if "*" in text:
        text = _NOTE_STARS.sub(lambda stars: stars[0].replace("*", r"\*"), _TIMES.sub(r"\\*", text))
    if "\\" in text:
        text = _ESCAPED_SPACE.sub(" ", text)
    text = _RAISED.sub(r"\1", _HIGHLIGHT.sub(r"\2", _EMOJI.sub("", text)))
    return _GLUED_HEADING.sub(r"\1 ", _FENCED_DIV.sub("", _COMMAND.sub("", text)))


def without_callouts(text: str) -> str:
    """Return a text with what stands in the callouts of Notion as paragraphs."""
    return without_pictographs(_ASIDE.sub("", text)) if "<aside>" in text else text


def _figure(code: re.Match[str]) -> str:
    """Return the caption that a code for a picture states as a figure, nothing for other codes."""
    attributes = {
        found["name"].lower(): (found["double"] or found["single"] or "").strip()
        for found in _ATTRIBUTE.finditer(code["hugo"] or code["jekyll"] or code["component"] or "")
    }
    words = next((attributes[name] for name in _CAPTION_NAMES if attributes.get(name)), "")
    credit = next((attributes[name] for name in _CREDIT_NAMES if attributes.get(name)), "")
    return picture_html(words, credit) if words and " " in words else ""


def picture_html(words: str, credit: str = "") -> str:
    """Return a picture with its caption as a block of HTML."""
    if credit and credit not in words:
        words = f"{words} ({credit.strip('()') if ':' in credit else f'Ảnh: {credit}'})"
    return f"\n\n<figure><img><figcaption>{escape(words, quote=False)}</figcaption></figure>\n\n"


def _called(callout: re.Match[str]) -> str:
    """Return the first line of a callout without its mark, and without a title that names the lead."""
    return callout["quote"] + ("" if field_named(callout["words"]) == "lead" else callout["words"])


def _embedded(found: re.Match[str]) -> str:
    """Return an embedded picture of Obsidian as one of Markdown; what is embedded else has no words."""
    words = next((part for part in found["words"].split("|")[1:] if not _SIZE.fullmatch(part)), "")
    return f"![{words.strip()}](x)" if _PICTURED.search(found["file"].strip()) else ""


def _linked(found: re.Match[str]) -> str:
    return found["words"] or found["page"].partition("#")[0] or found["page"]


def _with_notes(text: str) -> str:
    """Return a text without the marks of its footnotes, and these below it, above the names of its authors."""
    notes = [" ".join(found["words"].split()) for found in _NOTE.finditer(text)]
    parts = _NOTE_MARK.sub("", _NOTE.sub("", text)).rstrip().split("\n\n")
    end = len(parts)
    while end > 1 and len(parts) - end < _MOST_SIGNED and _may_sign(parts[end - 1]):
        end -= 1
    return "\n\n".join((*parts[:end], *notes, *parts[end:]))


def _may_sign(part: str) -> bool:
    words = part.strip(" *_\n")
    return "\n" not in words and len(words.split()) <= _LONGEST_SIGNED and not ends_sentence(words)
