"""Word-segmented text: all on one line, or one sentence a line with blank lines between title, lead, body, captions."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Final

from django.utils.translation import gettext_lazy as _

from articles.importing.cleaning.byline_names import SENTENCE_OPENERS, is_person, split_names
from articles.importing.cleaning.bylines import read_named_byline
from articles.importing.cleaning.captions import cut_captions, has_credit, sentences
from articles.importing.cleaning.characters import clean_text, drop_stray_tags
from articles.importing.cleaning.furniture import strip_null
from articles.importing.cleaning.phrases import is_section_name
from articles.importing.cleaning.signed_names import names_paper
from articles.importing.parsed_article import Caption
from articles.importing.readers.document_reader import DocumentReader
from articles.importing.readers.headline import title_length
from articles.importing.readers.kinds.corpora import is_corpus
from articles.importing.readers.page import Block, Page, Role
from articles.nlp.dates import read_dateline
from articles.text.letter_classes import LOWER, UNMARKED_UPPER
from articles.text.segmented import desegment, has_loose_marks, is_segmented, respace, unjoin
from articles.text.segmenters import has_words_in_columns, is_tagged, is_word_xml, with_joined_words

_BLANK_LINES: Final = re.compile(r"\n\n+")
_ABBREVIATION: Final = re.compile(r"(?:^|[\s._(])(?:TP|Tr|TS|ThS|Th\.S|BS|GS|PGS|KTS|NXB|Q|P)\.$")
_INITIAL: Final = re.compile(rf"(?:^|[\s._(])[{UNMARKED_UPPER}]\.$")
_LONGEST_ABBREVIATION: Final = 6  # characters, with the sign before
_INITIAL_FIRST: Final = re.compile(rf"(?:[{UNMARKED_UPPER}]\.){{1,3}}(?:\s|$)")
_CONTINUES: Final = re.compile(rf"[{LOWER}0-9(,;:)\]”]")
_CONTINUES_WORD: Final = re.compile(rf"[{LOWER}),;:\]”?]")
# The stop that some programs add to each line, also to a title.
_END_MARK: Final = re.compile(r"(?<![.\s]{2})(?<=[\w)”\"])\.$")
_NOTE: Final = re.compile(
    r"\(?(?:Hình )?Ảnh(?:[_ ]minh[_ ]h(?:ọa|oạ)|\s?:.{1,60}| [^\W\d_][^\s.]*(?: \S+){0,3})\)?[\s.]*"
)
_LONGEST_TITLE: Final = 26
_TITLE_LENGTH: Final = range(4, _LONGEST_TITLE + 1)  # syllables
_STOPS: Final = (".", "?", "!", "…", ":", ";")
_LEAST_SENTENCES: Final = 3  # below the title of tagged text
_PARTED: Final = 5  # parts of a text whose paragraphs blank lines part
_LOOKED_AT: Final = 20_000  # characters that tell a corpus
_WITH_CAPTIONS: Final = 4  # parts: title, lead, body and captions


def read_segmented(text: str) -> Page:
    """Read segmented text of either layout, and undo the segmentation."""
    text = strip_null(clean_text(drop_stray_tags(with_joined_words(text))))
    lines = [line for line in text.split("\n") if line]
    blocks = _one_line(" ".join(lines)) if len(lines) <= 2 else _layout(text)
    natural = tuple(block.with_text(unjoin(block.text)) for block in blocks)
    return Page(natural, warnings=_warnings(natural[0].text))


def as_printed(page: Page) -> Page:
    """Return a page in which text and names are as printed, where a program joined or split the words of its text.

    So are records, tables and web pages that were made of segmented text.
    """
    text = "\n".join(block.text for block in page.blocks)
    if not (("_" in text and is_segmented(text)) or has_loose_marks(text)):
        return page
    return replace(
        page,
        blocks=tuple(replace(one, text=desegment(one.text), credit=desegment(one.credit)) for one in page.blocks),
        authors=tuple(map(desegment, page.authors)),
        likely_authors=tuple(name for one in page.likely_authors for name in split_names(desegment(one))),
        source=desegment(page.source),
        section=desegment(page.section),
    )


def looks_segmented(text: str) -> bool:
    """Tell whether a text comes from a word segmenter or a tagger; a corpus of tagged sentences is no article."""
    joined = with_joined_words(text)
    is_other = joined != text
    if not (is_segmented(joined) or (is_other and has_loose_marks(joined))):
        return False
    if is_other and (is_tagged(text) or has_words_in_columns(text) or is_word_xml(text)):
        return _has_title(joined)
    return not is_corpus([line for line in text[:_LOOKED_AT].split("\n") if line.strip()])


def _has_title(text: str) -> bool:
    """Tell whether a text begins with a title, a line without a stop, above sentences."""
    title, *below = [line.strip() for line in text.split("\n") if line.strip()]
    stopped = [line for line in below if line.endswith(_STOPS)]
    is_title = not title.endswith(_STOPS) and len(unjoin(title).split()) in _TITLE_LENGTH
    return is_title and len(stopped) >= _LEAST_SENTENCES


def _warnings(title: str) -> tuple[str, ...]:
    too_long = len(title.split()) > _LONGEST_TITLE
    return ("the title could not be told from the lead",) if too_long else ()


# --- one sentence a line


def _layout(text: str) -> list[Block]:
    parts = [_joined_lines(respace(part)) for part in _BLANK_LINES.split(text) if part.strip()]
    if len(parts) == 1:
        parts = [parts[0][:1], parts[0][1:2], parts[0][2:]]
    if len(parts[0]) > 1:
        parts[:1] = [parts[0][:1], parts[0][1:]]
    captions = _with_notes(parts.pop()) if _ends_with_captions(parts) else []
    lines = [line for part in (map(_as_paragraph, parts) if _is_spaced(parts) else parts) for line in part]
    above = list(takewhile(_stands_above_title, lines[:-1]))
    title, *body = lines[len(above) :]
    return [
        *(Block(line) for line in above),
        Block(_END_MARK.sub("", title), Role.TITLE),
        *(Block(line) for line in body),
        *(Block(line, Role.CAPTION) for line in captions),
    ]


def _is_spaced(parts: Sequence[Sequence[str]]) -> bool:
    """Tell whether blank lines part the paragraphs of a text, each of which has a sentence a line."""
    return len(parts) >= _PARTED and sum(len(part) > 1 for part in parts[1:]) > 1


def _as_paragraph(part: list[str]) -> list[str]:
    """Return the lines of a part as one paragraph, where each is a sentence: not a title above, or a caption."""
    return [" ".join(part)] if all(map(_is_sentence, part)) else part


def _stands_above_title(line: str) -> bool:
    """Tell whether a line is a date, the name of a section, or a paper with or without a date, as above a title."""
    text = unjoin(line)
    dateline = read_dateline(text)
    is_dated = dateline is not None and (not dateline.rest or names_paper(dateline.rest.strip(" ,;|")))
    return is_dated or is_section_name(text) or names_paper(text)


def _ends_with_captions(parts: Sequence[Sequence[str]]) -> bool:
    """Tell whether the last part holds captions: below title, lead and body, where a blank line parts no paragraphs.

    It may hold the byline instead: "Hoàng_Minh", "Theo TTXVN".
    """
    if len(parts) < _WITH_CAPTIONS:
        return False
    if len(parts[-1]) == 1 and is_person(unjoin(parts[-1][0])):
        return False
    bylines = (read_named_byline(unjoin(line)) for line in parts[-1])
    if all(byline and (byline.source or len(parts) > _WITH_CAPTIONS) for byline in bylines):
        return False
    if _is_spaced(parts) and all(map(_is_sentence, parts[-1])):
        return False
    return len(parts) == _WITH_CAPTIONS or any(len(part) > 1 for part in parts[2:-1])


def _is_sentence(line: str) -> bool:
    """Tell whether a line ends as a sentence does, and has neither the credit of a picture nor a note to it."""
    return line.rstrip().endswith(_STOPS) and not has_credit(line) and _NOTE.fullmatch(line) is None


def _joined_lines(part: str) -> list[str]:
    """Return the lines of a part; lines that the segmenter broke inside a sentence are joined again."""
    lines: list[str] = []
    for line in part.split("\n"):
        if not line.strip():
            continue
        if lines and _is_broken(lines[-1], line):
            lines[-1] += f" {line}"
        else:
            lines.append(line)
    return lines


def _with_notes(captions: list[str]) -> list[str]:
    """Join captions and the notes that the segmenter split from them: "( Ảnh minh_hoạ ) .", "Ảnh : CTV"."""
    joined: list[str] = []
    for line in captions:
        if joined and _NOTE.fullmatch(line):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return joined


def _is_broken(line: str, following: str) -> bool:
    if _CONTINUES_WORD.match(following):
        return True
    end = max(0, len(line) - _LONGEST_ABBREVIATION)
    # "... trên địa_bàn TP ." may end a sentence too.
    if _ABBREVIATION.search(line, end):
        return not _opens_sentence(following)
    return bool(_INITIAL.search(line, end) and (_CONTINUES.match(following) or _INITIAL_FIRST.match(following)))


def _opens_sentence(line: str) -> bool:
    """Tell whether a line begins with a word that opens sentences, and not with a name ("Cần_Thơ")."""
    syllables = line.split()[0].split("_")
    is_name = len(syllables) > 1 and all(syllable[:1].isupper() for syllable in syllables)
    return not is_name and syllables[0].lower() in SENTENCE_OPENERS


# --- all on one line


def _one_line(text: str) -> list[Block]:
    title, rest = _split_title(respace(text))
    lead, rest = _split_lead(rest)
    parts = [Block(title, Role.TITLE), Block(lead, Role.LEAD)] if lead else [Block(title, Role.TITLE)]
    return parts + [_block(part) for part in cut_captions(rest)]


def _block(part: str | Caption) -> Block:
    if isinstance(part, Caption):
        return Block(part.text, Role.CAPTION, credit=unjoin(part.credit))
    return Block(part)


def _split_title(text: str) -> tuple[str, str]:
    first, *others = sentences(text)
    words = first.split(" ")
    if first[-1] in "?!" and len(unjoin(first).split()) <= _LONGEST_TITLE:
        return first, " ".join(others)
    length = title_length(words)
    if not length:
        return first, " ".join(others)
    return " ".join(words[:length]), " ".join([*words[length:], *others])


def _split_lead(text: str) -> tuple[str, str]:
    first, *others = sentences(text)
    return (first, " ".join(others)) if others else ("", first)


READER: Final = DocumentReader(
    "segmented",
    _("word-segmented text"),
    "word-segmented text (Bộ_trưởng Ngoại_giao Bùi_Thanh_Sơn), on one line or a sentence a line",
    read=lambda contents, _options: read_segmented(contents.text),
    matches=lambda contents: looks_segmented(contents.text),
)
