"""The labels around a text that say where it is from: those of collections of cuttings, of libraries, of databases.

Above the text they may stand below the heading of a form, and above or below the title of the text; lines between them
that say nothing of the article are left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from articles.importing.cleaning.phrases import are_section_names
from articles.importing.cleaning.printed_issues import read_issue
from articles.importing.publication_dates import read_date_value
from articles.importing.readers.labelled.form_headings import RECORD_PHRASES, begins_as_heading
from articles.importing.readers.labelled.label_notations import COLON, OTHER_LABELS, RULE, is_label, label_field
from articles.importing.readers.labelled.labelled_text import CREDITS, LabelledFields, with_date
from articles.importing.readers.records.record_names import compact, field_named
from articles.importing.readers.records.record_values import says_nothing
from articles.text.papers import is_paper_name

_RIGHTS: Final = re.compile(rf"\W*(?:{RECORD_PHRASES.either('rights')})", re.IGNORECASE)
# Fields that say where a text is from, and how many of them, or of any labels, stand around it at least.
_ABOUT: Final = frozenset({"authors", "source", "published", "section", "url"})
_LEAST_ABOUT, _LEAST_LABELS = 2, 3
_OTHER_ABOUT: Final = OTHER_LABELS | CREDITS
_MOST_LINES: Final = 40
_LONGEST_VALUE: Final = 6  # words behind a label that no list has
_TITLE_WORDS: Final = range(3, 31)
_LONGEST_LINE: Final = 40  # words of a line of a record
_SHORT: Final = 60  # characters of a day, or of a label alone
_LEAST_TEXT: Final = 60  # characters below the labels
_LABEL_AMID: Final = re.compile(r"\s+(?=(?P<label>[^\W\da-zà-ỹ_]\w*(?: \w+){0,2}\s*:\s.*))")
_STOPS: Final = (".", "…", "!", "?", ":", ";", ".”", '."')
_FIELDS: Final = _ABOUT | {"title", "lead"}
_READ: Final = _FIELDS | {"captions"}


@dataclass(slots=True)
class _Zone:
    """What stands above or below a text: its labels, lines that may be its title, and how many lines it has."""

    labels: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    issue: dict[str, str] = field(default_factory=dict)
    end: int = 0
    text: str = ""
    begins_text: bool = False

    def known(self) -> set[str]:
        """Return the fields that the labels name."""
        return {label_field(line) for line in self.labels} & _FIELDS

    def others(self) -> int:
        """Return how many labels are listed that name no field of an article."""
        return sum(map(_is_other, self.labels))

    def is_record(self) -> bool:
        """Tell whether the labels are enough for a record."""
        listed = len(self.known()) + self.others() + self.begins_text
        is_headed = bool(self.issue) or any(map(begins_as_heading, self.dropped))
        # Above the text of a page stand its menus.
        is_page = len(self.titles) > listed
        return (
            not is_page and listed >= _LEAST_ABOUT and len(self.labels) + self.begins_text + is_headed >= _LEAST_LABELS
        )


def without_labels_around(text: str) -> tuple[str, dict[str, str | list[str]], list[str]]:
    """Return a text without the labels above and below it that say where it is from, what they say, and other lines.

    "Nguồn: Báo Đất Mũi" and "Ngày đăng: 4/5/2026" below a rule stand so in collections of cuttings. In a record the
    title stands above the text that is returned.
    """
    lines = _each_apart(text.split("\n"))
    top = _top(lines)
    is_record = top.is_record() and len("\n".join(lines[top.end :])) >= _LEAST_TEXT
    if not is_record:
        top = _plain_top(lines)
    lines = [*([top.text] if top.text else []), *lines[top.end :]]
    below = _bottom(lines, is_record=is_record)
    found = _found(top, below)
    article = lines[: len(lines) - below.end]
    if is_record:
        article = _headed(top, found, article)
    outside = [*top.dropped, *below.dropped, *(line for line in (*top.labels, *below.labels) if not _is_used(line))]
    return "\n".join(article), found, outside


def _each_apart(lines: list[str]) -> list[str]:
    """Return lines with each label on a line of its own, and a colon behind those that a tab parts from their value."""
    found: list[str] = []
    is_tabbed = (
        any("\t" in line for line in lines)
        and sum(line.count("\t") == 1 and _listed(line.strip().replace("\t", ": ")) for line in lines) > 1
    )
    for number, line in enumerate(lines):
        if number > _MOST_LINES and number < len(lines) - _MOST_LINES:
            found.append(line)
            continue
        if is_tabbed and line.strip().count("\t") == 1:
            told = line.strip().replace("\t", ": ")
            line = told if _listed(told) or _is_short_label(told) else line
        if line.count(":") > 1 and _listed(line):
            line = _LABEL_AMID.sub(lambda gap: "\n" if _listed(gap["label"]) else gap[0], line)
        found += line.split("\n")
    return found


def _found(top: _Zone, below: _Zone) -> dict[str, str | list[str]]:
    found: dict[str, str | list[str]] = {}
    for zone in (below, top):
        fields = LabelledFields(zone.labels).found()
        # Below a text, "Subject:" is no title.
        kept = fields if zone is top else {name: fields[name] for name in fields if name not in {"title", "lead"}}
        found |= {_field(name): value for name, value in kept.items() if not _is_empty(value)}
    found = {**top.issue, **with_date(found)}
    found = {name: value for name, value in found.items() if name in _READ}
    if isinstance(section := found.get("section"), str):
        found["section"] = section.partition(";")[0].strip()
    return found


def _field(label: str) -> str:
    """Return the field of a label, which stands for itself where it has none."""
    return field_named(label) or label


def _is_empty(value: str | list[str]) -> bool:
    return not value or (isinstance(value, str) and says_nothing(value.strip(" .")))


def _headed(top: _Zone, found: dict[str, str | list[str]], article: list[str]) -> list[str]:
    """Return the text of a record below its title and its lead."""
    text = next((number for number, line in enumerate(article) if line.strip()), len(article))
    article = article[text:]
    title = found.pop("title", "") or ""
    if not title and not top.begins_text and article and _may_be_title(article[0]):
        title, article = article[0], article[1:]
    plain = [line for line in top.titles if not line.isupper()] or top.titles
    if not title and plain:
        title = plain[-1]
    top.dropped += [line for line in top.titles if line != title]
    lead = str(found.pop("lead", ""))
    is_repeated = not lead or any(lead[:_LEAST_TEXT] in line for line in article[:3])
    above = [str(title), ""] if title else []
    return [*above, *([] if is_repeated else [lead, ""]), *article]


def _top(lines: Sequence[str]) -> _Zone:
    """Return what stands above a text, down to the last label or to that of the text."""
    zone = _Zone()
    ahead = _Zone()
    value_of = ""
    if sum(map(_listed, lines[:_MOST_LINES])) < _LEAST_ABOUT - 1:
        return zone
    for number, line in enumerate(lines[:_MOST_LINES]):
        if not line.strip() or RULE.fullmatch(line):
            value_of = ""
            continue
        if value_of and not _listed(line):
            zone.labels[-1] += f" {line.strip()}"
            zone.end = number + 1
            value_of = ""
            continue
        value_of = ""
        if (begun := _begins_text(line)) is not None and (zone.labels or ahead.titles):
            _take(zone, ahead)
            zone.end, zone.text, zone.begins_text = number + 1, begun, True
            break
        if _is_label(line, lines, number):
            _take(zone, ahead)
            zone.labels.append(line.strip())
            zone.end = number + 1
            match = COLON.match(line)
            value_of = line if match and not match["value"] else ""
        elif not _set_aside(line, ahead):
            break
    return zone


def _take(zone: _Zone, ahead: _Zone) -> None:
    """Put what was read since the last label into a zone: it stands between labels."""
    zone.titles += ahead.titles
    zone.dropped += ahead.dropped
    zone.issue = {**ahead.issue, **zone.issue}
    ahead.titles, ahead.dropped, ahead.issue = [], [], {}


def _set_aside(line: str, ahead: _Zone) -> bool:
    """Keep a line that is none of the text: a heading, the paper, the day, what may be a title; False for the text."""
    text = line.strip()
    if len(text.split()) > _LONGEST_LINE:
        return False
    if _RIGHTS.match(text) or (begins_as_heading(text) and not text.endswith(_STOPS)):
        ahead.dropped.append(text)
    elif stated := _stated(text):
        ahead.issue = {**stated, **ahead.issue}
        ahead.dropped.append(text)
    elif _may_be_title(text):
        ahead.titles.append(text)
    else:
        return False
    return True


def _stated(line: str) -> dict[str, str]:
    """Return the paper and the day in a line that says no more: "Thanh Niên", "September 13, 2000 Wednesday"."""
    if issue := read_issue(line):
        return {name: value for name, value in (("source", issue.source), ("published", issue.day)) if value}
    if is_paper_name(line):
        return {"source": line}
    day = read_date_value(line).iso if len(line) <= _SHORT else ""
    return {"published": day} if day else {}


def _may_be_title(line: str) -> bool:
    text = line.strip()
    return len(text.split()) in _TITLE_WORDS and not text.endswith((".", ";", ",")) and text[0] not in "-–•*"


def _begins_text(line: str) -> str | None:
    """Return what stands behind the label of the text, "" where it stands below; None for another line."""
    match = COLON.match(line)
    if match:
        return match["value"] if label_field(line) == "body" else None
    return "" if len(line) <= _SHORT and label_field(f"{line.strip()}:") == "body" and is_label(line) else None


def _is_label(line: str, lines: Sequence[str], number: int) -> bool:
    """Tell whether a line is a label with its value: one of the lists, or another with a short value beside such."""
    if _listed(line):
        return True
    if not _is_short_label(line):
        return False
    beside = [lines[place] for place in (number - 1, number + 1) if 0 <= place < len(lines) and lines[place].strip()]
    return any(_listed(one) or _is_short_label(one) for one in beside)


def _listed(line: str) -> bool:
    return label_field(line) in _FIELDS or _is_other(line)


def _is_other(line: str) -> bool:
    match = COLON.match(line)
    return match is not None and compact(match["label"]) in _OTHER_ABOUT


def _is_short_label(line: str) -> bool:
    match = COLON.match(line)
    return match is not None and is_label(match["label"]) and len(match["value"].split()) <= _LONGEST_VALUE


def _is_used(line: str) -> bool:
    return label_field(line) in _FIELDS


def _plain_top(lines: Sequence[str]) -> _Zone:
    """Return the labels with which a text begins that is no record, if they say where it is from."""
    zone = _about(lines)
    if not zone.labels:
        return _Zone()
    section = COLON.match(zone.labels[0])
    is_section = (
        section is not None and label_field(zone.labels[0]) == "section" and are_section_names(section["value"])
    )
    return zone if len(zone.known() & _ABOUT) >= _LEAST_ABOUT or is_section else _Zone()


def _bottom(lines: Sequence[str], *, is_record: bool) -> _Zone:
    """Return the labels that stand below a text; fewer are enough below a record."""
    zone = _about(lines[::-1])
    zone.labels.reverse()
    about = len(zone.known() & _ABOUT)
    listed = len(zone.known()) + zone.others()
    if about >= _LEAST_ABOUT or (listed >= _LEAST_LABELS) or (is_record and (zone.labels or zone.dropped)):
        return zone if zone.end < len(lines) else _Zone()
    return _Zone()


def _about(lines: Sequence[str]) -> _Zone:
    """Return the labels at the beginning of lines that say where a text is from, with what stands among them."""
    zone = _Zone()
    ahead: list[str] = []
    for number, line in enumerate(lines[:_MOST_LINES], start=1):
        named = label_field(line)
        match = COLON.match(line)
        is_other = match is not None and compact(match["label"]) in _OTHER_ABOUT and match["value"]
        if named in _ABOUT or is_other or (zone.end and named in {"captions", "title"}):
            zone.labels += [*ahead, line.strip()]
            ahead, zone.end = [], number
        elif _RIGHTS.match(line.strip()) or (begins_as_heading(line) and len(line.split()) <= _LEAST_LABELS):
            zone.dropped.append(line.strip())
            zone.labels += ahead
            ahead, zone.end = [], number
        elif zone.end and _is_short_label(line):
            ahead.append(line.strip())
        elif line.strip() and not RULE.fullmatch(line):
            break
    if zone.end:
        rest = (number for number, line in enumerate(lines[zone.end :]) if line.strip() and not RULE.fullmatch(line))
        zone.end += next(rest, 0)
    return zone
