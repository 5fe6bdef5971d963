"""How labelled texts write their labels: "Title: ...", "[Tựa] ...", a label and a tab, or a label on a line of its own;
in Markdown, in the rows of a table and as headings.

Whichever a text has, it is made into lines that begin with a label and a colon.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from articles.importing.readers.records.record_names import (
    IN_TWO,
    OTHER_NAMES,
    compact,
    field_named,
    field_of_label,
    listed_names,
)

# Labels that stand among those of fields: of the issue, and of what is not read.
ISSUE_LABELS: Final = frozenset(listed_names("issue"))
OTHER_LABELS: Final = ISSUE_LABELS | OTHER_NAMES
# Of the labels of records those that are also words before a colon in an article.
ALSO_WORDS: Final = frozenset({"captions", "key"})
LEAST_FIELDS: Final = 3
_LABEL_WORDS: Final = r"(?P<label>[^\W\d_][\w ./-]{0,28}?(?:\([\w /-]{1,20}\))?)"
_MARKS: Final = r"[\s#*>_•+–-]*(?:\(?\d{1,2}[.)]\s*[*_]*)?"
_COLON_SIGN: Final = re.compile(r"[:：=]")
COLON: Final = re.compile(
    rf"{_MARKS}(?P<label>[^\W\d_][\w .()/-]{{0,40}}?)[*_]*\s*{_COLON_SIGN.pattern}(?!//|>)[*_]*"
    r"(?:\s+|(?<!\d[:：=])|(?=\D)|$)(?P<value>.*)"
)
# The mark that ends a part, as some systems write it below: "[/TEXT]".
_ENDING: Final = re.compile(rf"\s*[\[【<{{]/\s*{_LABEL_WORDS}\s*[\]】>}}]\s*")
_OWN_LINE: Final = re.compile(rf"{_MARKS}{_LABEL_WORDS}[*_]*\s*")
_ANY_BRACKET: Final = re.compile(r"[\[【〔«<{]")
_OPEN, _CLOSE = rf"{_ANY_BRACKET.pattern}{{1,2}}", r"[\]】〕»>}]{1,2}"
_BRACKETS: Final = re.compile(rf"{_MARKS}{_OPEN}\s*{_LABEL_WORDS}\s*{_CLOSE}\s*[:：=–-]?\s*(?P<value>.*)")
# Blanks are looked at from the first alone: a long run of them would cost the square of its length.
_BRACKETED: Final = re.compile(rf"(?<![ \t])[ \t]*(?P<tag>{_OPEN}\s*{_LABEL_WORDS}\s*{_CLOSE})[ \t]*")
_CLOSING: Final = re.compile(rf"(?<![ \t])[ \t]*{_OPEN}\s*/\s*{_LABEL_WORDS}\s*{_CLOSE}[ \t]*")
_HEADING: Final = re.compile(rf"#{{1,6}}\s+[*_]*{_LABEL_WORDS}[*_]*\s*[:：]?[*_#\s]*")
_TOP_HEADING: Final = re.compile(r"#{1,3}\s+(?P<title>\S.*?)[\s#]*")
_MARKED_ROW: Final = re.compile(rf"\|\s*[*_`]*{_LABEL_WORDS}[*_`]*\s*[:：]?[*_`]*\s*\|\s*(?P<value>[^|]*?)\s*\|?\s*")
_QUOTED: Final = re.compile(r"^> ?")
_TABLE_RULE: Final = re.compile(r"[\s|:-]*-{2}[\s|:-]*")
_NOTATIONS: Final = (
    COLON,
    _BRACKETS,
    re.compile(rf"{_MARKS}{_LABEL_WORDS}[*_]*\s*\t[\t ]*(?P<value>.*)"),
    re.compile(rf"\W{{0,3}}{_LABEL_WORDS}\s*\|\s*(?P<value>.*?)\s*\|?\s*"),
    re.compile(rf"{_MARKS}{_LABEL_WORDS}\s*(?:=+>|-+>|→|»|⇒|::)\s*(?P<value>.*)"),
    re.compile(rf"{_MARKS}{_LABEL_WORDS}\s+[-–—]\s+(?P<value>.*)"),
    # A code of two letters may stand above its value: "LP".
    re.compile(rf"{_MARKS}{_LABEL_WORDS}(?: {{2,}}(?=\S)|(?<=^[A-Z]{{2}})\s*$)(?P<value>.*)"),
    re.compile(rf"[@$%/\\]{_LABEL_WORDS}\s*[:=]\s*(?P<value>.*)"),
    re.compile(r"[@#$%/\\](?P<label>[^\W\d_][\w-]{0,28})(?:\s+|$)(?P<value>.*)"),
)
# The names of two or three letters that databases give fields: "TD", "AN".
CODE: Final = re.compile(r"[A-Z][A-Z\d]{1,2}")
_FORM_CELLS: Final = 2
_FORM_ROW: Final = re.compile(COLON.pattern, re.DOTALL)
_HEAD, _OWN_HEAD = 40, 80  # lines in which the labels must begin
_MOST_ABOVE: Final = 3  # lines above the first label, of so many words
_WORDS_ABOVE: Final = 10
_LONGEST_LABEL: Final = 4  # words
_LONGEST_OWN_LINE: Final = 80  # characters of a label on a line of its own, with the marks around it
# A line of signs between the parts of a text, or the mark of its end: "-30-", "(HẾT)".
RULE: Final = re.compile(
    r"\s*+(?:[-=_*~#.+]{3,}|-\s*30\s*-|[-–(\[*#\s]*+(?:hết|het|ends?)[-–)\]*#.\s]*+)\s*", re.IGNORECASE
)


def with_colons(text: str) -> str:
    """Return a labelled text with a colon behind each label; "" where a text is not labelled."""
    lines = _of_markdown(_each_on_its_line(text).split("\n"))
    head = [line for line in lines if line.strip()][:_HEAD]
    told = [(len(fields), notation) for notation in _NOTATIONS if (fields := _fields_in(head, notation))]
    most, notation = max(told, key=lambda one: one[0], default=(0, COLON))
    if len(_own_labels(lines[:_OWN_HEAD])) > max(most, LEAST_FIELDS - 1):
        return "\n".join(_on_own_lines(lines))
    if not most:
        return ""
    return "\n".join(lines if notation is COLON else _rewritten(lines, notation))


def form_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the rows of a form (a label and its value each) as lines with a colon; none where a table is no form."""
    if not all(len(row) == _FORM_CELLS and is_label(row[0]) for row in rows):
        return []
    lines = [f"{label.strip().rstrip(':')}: {value.strip()}" for label, value in rows]
    return lines if _fields_in(lines, _FORM_ROW) else []


def label_field(line: str) -> str:
    """Return the field that the label before the colon of a line names, "" where there is none."""
    match = COLON.match(line) if _COLON_SIGN.search(line) else None
    return _known(match["label"], match["value"]) if match else ""


def known_label(line: str) -> str:
    """Return the label that a line begins with in any notation, compact; "" where it is that of no field."""
    matches = filter(None, (notation.fullmatch(line) for notation in (*_NOTATIONS, _MARKED_ROW)))
    return next((compact(match["label"]) for match in matches if _known(match["label"], match["value"])), "")


def is_label(words: str) -> bool:
    """Tell whether words are as few as those of a label, which may be in two languages."""
    return all(len(part.split()) <= _LONGEST_LABEL for part in IN_TWO.split(words))


def _each_on_its_line(text: str) -> str:
    """Return a text with each label in brackets on a line of its own, without those that close a part ("[/TEXT]")."""
    if not _ANY_BRACKET.search(text):
        return text
    opened = [match for match in _BRACKETED.finditer(text) if _known(match["label"], "")]
    if len({_known(match["label"], "") for match in opened}) < LEAST_FIELDS:
        return text
    names = {match["label"] for match in _BRACKETED.finditer(text)}
    closed = _CLOSING.sub(lambda match: "\n" if match["label"] in names else match[0], text)
    return _BRACKETED.sub(lambda match: f"\n{match['tag']} " if _known(match["label"], "") else match[0], closed)


def _of_markdown(lines: list[str]) -> list[str]:
    """Return lines with a colon behind the labels in the rows of a table and in the headings of Markdown.

    The highest heading above them is the title where no label names one. Lines are as they were where too few of
    these are labels.
    """
    if not any(line.startswith(("|", "#")) for line in lines):
        return lines
    found: list[str] = []
    fields: list[str] = []
    marked = 0
    in_notes = False
    for line in lines:
        row, heading = _MARKED_ROW.fullmatch(line), _HEADING.fullmatch(line)
        match = row or heading
        # What stands under the heading of notes is not read.
        is_note = heading is not None and compact(heading["label"]) in OTHER_LABELS
        if in_notes := is_note or (in_notes and not match):
            continue
        field = _known(match["label"], row["value"] if row else "") if match else label_field(line)
        is_row = row is not None and is_label(row["label"])
        marked += bool(match and field)
        if match and (field or is_row):
            found.append(f"{match['label'].strip()}: {row['value'] if row else ''}".rstrip())
        elif not _TABLE_RULE.fullmatch(line):
            found.append(_QUOTED.sub("", line))
        fields.append(field)
    told = set(fields) - {""}
    top = next((_TOP_HEADING.fullmatch(line) for line in lines if line.strip()), None)
    if top and "title" not in told and not _known(top["title"], ""):
        found.insert(0, f"title: {top['title']}")
        found = [line for line in found if line != top[0]]
        told.add("title")
    marked += top is not None and _is_labelled_below(lines)
    return found if marked and len(told) >= LEAST_FIELDS and told & {"title", "body"} else lines


def _is_labelled_below(lines: Sequence[str]) -> bool:
    """Tell whether a label stands directly below the first line, a heading: "**Tác giả:** Lê An"."""
    filled = [line for line in lines if line.strip()]
    return len(filled) > 1 and bool(label_field(filled[1]))


def _known(label: str, value: str) -> str:
    return field_of_label(label.strip(), value) if is_label(label) else ""


def _fields_in(lines: Sequence[str], notation: re.Pattern[str]) -> set[str]:
    """Return the fields that lines label in one notation; none where they are too few, or no title and no text.

    Above the first label may stand the heading of a form, and labels that no list has.
    """
    above = 0
    for line in lines[:_MOST_ABOVE]:
        match = notation.fullmatch(line)
        if match and (_known(match["label"], match["value"]) or compact(match["label"]) in OTHER_LABELS):
            break
        if len(line.split(maxsplit=_WORDS_ABOVE)) > _WORDS_ABOVE and not (match and is_label(match["label"])):
            return set()
        above += 1
    if above == _MOST_ABOVE or (above and not _begins_with_labels(lines[above:], notation)):
        return set()
    matches = filter(None, map(notation.fullmatch, lines[above:]))
    fields = {field for match in matches if (field := _known(match["label"], match["value"]))}
    return fields if len(fields) >= LEAST_FIELDS and fields & {"title", "body"} else set()


def _begins_with_labels(lines: Sequence[str], notation: re.Pattern[str]) -> bool:
    """Tell whether each of the first lines has a known label: below other lines, an article may name a few too."""
    matches = [notation.fullmatch(line) for line in lines[:LEAST_FIELDS]]
    return all(match is not None and is_label(match["label"]) for match in matches)


def _rewritten(lines: Sequence[str], notation: re.Pattern[str]) -> Iterator[str]:
    """Yield lines with a colon behind the labels of a notation, any label but in the text: a known one ends it."""
    in_text = is_coded = False
    for line in lines:
        if RULE.fullmatch(line) or ((ending := _ENDING.fullmatch(line)) and field_named(ending["label"])):
            continue
        match = notation.fullmatch(line)
        field = _known(match["label"], match["value"]) if match else ""
        is_alike = notation is _BRACKETS and match is not None and match["label"].isupper()
        is_mark = match is not None and not match["value"] and compact(match["label"]) in OTHER_LABELS
        is_coded = is_coded or (field == "body" and match is not None and CODE.fullmatch(match["label"]) is not None)
        is_code = is_coded and match is not None and CODE.fullmatch(match["label"]) is not None
        if match and (field or is_mark or is_code or ((is_alike or not in_text) and is_label(match["label"]))):
            yield f"{match['label'].strip()}: {match['value']}".rstrip()
        else:
            yield line
        in_text = field == "body" or (in_text and (not field or field in ALSO_WORDS))


def _own_labels(lines: Sequence[str]) -> set[str]:
    """Return the fields whose labels stand alone above their values at the beginning of a text, if not too few."""
    told = _on_own_lines(lines)
    fields = {label_field(line) for line in told if line.endswith(":")} - {""}
    return (
        fields if len(fields) >= LEAST_FIELDS and _fields_in([line for line in told if line.strip()], COLON) else set()
    )


def _on_own_lines(lines: Sequence[str]) -> list[str]:
    """Return lines with a colon behind the labels that stand alone above their value.

    Above the text, a short line between a blank one and another is a label too, though no list has it.
    """
    found: list[str] = []
    in_text = has_label = is_coded = False
    below = _lines_below(lines)
    for number, line in enumerate(lines):
        match = _OWN_LINE.fullmatch(line) if len(line) <= _LONGEST_OWN_LINE else None
        field = _known(match["label"], below[number]) if match else ""
        apart = has_label and not lines[number - 1].strip() and below[number] == lines[min(number + 1, len(lines) - 1)]
        is_coded = is_coded or (field == "body" and match is not None and CODE.fullmatch(match["label"]) is not None)
        is_code = is_coded and CODE.fullmatch(line.strip()) is not None
        if match and below[number] and (field or is_code or (apart and not in_text and is_label(match["label"]))):
            found.append(f"{match['label'].strip()}:")
            has_label = True
        else:
            found.append(line)
        in_text = in_text or field == "body"
    return found


def _lines_below(lines: Sequence[str]) -> list[str]:
    """Return for each line the next one below it with words, "" where there is none."""
    below = [""] * len(lines)
    for number in range(len(lines) - 1, 0, -1):
        line = lines[number]
        below[number - 1] = line if line.strip() and not RULE.fullmatch(line) else below[number]
    return below
