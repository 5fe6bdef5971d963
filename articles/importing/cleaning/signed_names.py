"""The names that sign an article: its authors and the paper that it came from, without the label of a byline."""

import re
from dataclasses import dataclass
from typing import Final

from articles.importing.cleaning.byline_names import (
    SURNAMES,
    are_capitals,
    are_names,
    is_name,
    is_paper,
    is_person,
    split_names,
)
from articles.importing.cleaning.furniture import is_furniture
from articles.importing.cleaning.phrases import is_section_name
from articles.importing.cleaning.stamps import is_place
from articles.text.letter_classes import UNMARKED_UPPER, UPPER
from articles.text.papers import is_sign_off, paper_named

COMPILED: Final = re.compile(
    r"(?:^|\s+|\s*[(\[]\s*|(?<=[^\W\d_]\.))"
    r"(?:tổng hợp|t\s*/\s*h|th|lược dịch|biên dịch|dịch|lược thuật|lược ghi|ghi chép|ghi|thực hiện|biên soạn"
    r"|sưu tầm|phỏng vấn|st)"
    r"\s*[)\]]?$",
    re.IGNORECASE,
)
_COMPILING: Final = (
    "hợp",
    "h",
    "dịch",
    "thuật",
    "chép",
    "ghi",
    "hiện",
    "soạn",
    "tầm",
    "vấn",
    "st",
)  # the ends of those words
_SOURCED: Final = re.compile(
    r"(?P<names>.*?)\s*[(\[]?\s*(?<![^\W_])(?:(?:t\s*/\s*h |tổng hợp |lược dịch )?theo(?!\s+dõi\b)"
    r"|nguồn(?: tin| bài(?: viết)?)?|dịch từ|tổng hợp từ)(?:\s*:\s*|\s+)(?P<source>[^()\[\]]+?)\s*[)\]]?",
    re.IGNORECASE,
)
# Whatever names a source has one of these words.
_NAMING_SOURCE: Final = ("theo", "nguồn", "dịch từ", "tổng hợp từ")
_BRACKET: Final = re.compile(r"(?P<names>[^()]+?)\s*[(\[]\s*(?P<source>[^()\[\]]+?)\s*[)\]]")
_WITH_AGENCY: Final = re.compile(r"(?P<names>(?!theo )[^/]+?)\s*/\s*(?P<source>(?P<paper>[^/]+).*)", re.IGNORECASE)
_AGENCY_ALONE: Final = re.compile(r"(?:TTXVN|VOV|VTV|VTC|VTC News|Vietnam\+|VietnamPlus|AFP|AP|Reuters)(?:/[\w+ .-]+)?")
_CREDITED: Final = re.compile(r"\btheo\b|^(?:nguồn|dịch từ)\b", re.IGNORECASE)
LONGEST_BYLINE: Final = 110  # characters
_LONGEST_PAPER: Final = 6  # words of the name of a paper that stands alone
_CALLED_PAPER: Final = re.compile(
    rf"(?:(?:Báo|BÁO|Tạp chí|TẠP CHÍ|Thời báo|Đài)(?: điện tử)?|VOA|BBC|RFA|RFI|VOV|VTV|VTC|HTV|CNN) [{UPPER}][^:;,.]*"
)
# A pen name of one word, which only a mark after it shows: "Mon (tổng hợp)".
_ONE_WORD: Final = re.compile(rf"[{UPPER}][^\W\d_]+")
# "Diệu Hương (P/v TTXVN tại Buenos Aires)": the paper whose correspondent somebody is.
_CORRESPONDENT: Final = re.compile(
    r"^(?:p/?v|phóng viên|cộng tác viên|ctv)\s+(?=\S)|(?<=\S)\s+(?:tại|từ|ở)\s+\S.*$", re.IGNORECASE
)
_DESK: Final = re.compile(r"(?:CTV|PV|BTV|TTV|cộng tác viên|phóng viên|thực hiện)", re.IGNORECASE)
INITIALS: Final = re.compile(rf"[{UNMARKED_UPPER}]{{2,5}}")


@dataclass(frozen=True, slots=True)
class Byline:
    """The authors and the paper that a byline names; either may be empty."""

    authors: tuple[str, ...] = ()
    source: str = ""


def names_paper(text: str) -> bool:
    """Tell whether a short line is the name of a paper and nothing else: "Nhịp sống kinh tế", not "Kinh tế"."""
    if (
        len(text) > LONGEST_BYLINE
        or is_section_name(text)
        or is_furniture(text)
        or len(text.split()) > _LONGEST_PAPER
        or text[-1:] in ".?!"
    ):
        return False
    return bool(paper_named(text)) or _CALLED_PAPER.fullmatch(text) is not None


def read_signed_names(line: str) -> Byline | None:
    """Read names as a byline without its label; return None where a line is anything else."""
    bare = _without_compiling(line)
    if bare.lower().rstrip(" :") in {"", "theo", "nguồn"}:
        return Byline()
    if _ONE_WORD.fullmatch(bare) and line.endswith((")", "]")):
        return Byline((bare,))
    if _AGENCY_ALONE.fullmatch(bare.strip("()")):
        return Byline(source=bare.strip("()"))
    if agency := _agency(bare):
        return agency
    if are_names(bare) and not _CREDITED.search(bare):
        *names, last = split_names(bare)
        # "Hoàng Yến | Báo Công Thương".
        is_signed = names_paper(last) if names else is_sign_off(last) or _CALLED_PAPER.fullmatch(last) is not None
        return Byline(_unique(tuple(names)), last) if is_signed else Byline(_unique((*names, last)))
    return _sourced(bare) or _bracketed(bare)


def _without_compiling(line: str) -> str:
    """Return a byline without the word behind it that says how the text was made: "H.Y (tổng hợp)"."""
    is_compiled = line.rstrip(")]").rstrip().lower().endswith(_COMPILING)
    return (COMPILED.sub("", line) if is_compiled else line).strip()


def read_english_names(names: str) -> Byline | None:
    """Read what follows "By": names of people, or that of a paper or agency."""
    if is_paper(names) or paper_named(names):
        return Byline(source=names) if _short(names) else None
    return read_signed_names(names) if are_names(names) or " / " in names else None


def _sourced(line: str) -> Byline | None:
    lower = line.lower()
    match = _SOURCED.fullmatch(line) if any(word in lower for word in _NAMING_SOURCE) else None
    if match is None:
        return None
    names, source = (
        COMPILED.sub("", _without_stop(match["names"].strip(" -–—(,/|"))),
        COMPILED.sub("", match["source"]).strip(" .-–"),
    )
    source = re.sub(r"^báo (?=[^\W\d_])", "", source)
    if not source:
        return Byline(split_names(names)) if not names or are_names(names) else None
    if names:
        # "Bơ, Theo Đời sống & Pháp luật".
        is_pen_name = _ONE_WORD.fullmatch(names) is not None and _is_source(source)
        return Byline(split_names(names), source) if is_pen_name or (are_names(names) and _short(source)) else None
    if is_person(source) or _is_short_name(source):
        return Byline((source,))
    return _theo_pair(source) or (Byline(source=source) if _short(source) else None)


def _without_stop(names: str) -> str:
    """Return names without a stop behind them, which initials keep: "H.D.M."."""
    return names if is_name(names) else names.strip(" .")


def _is_short_name(text: str) -> bool:
    """Tell whether a text is a person's name of two syllables, surname first: "Hoàng An", not "Lao Động"."""
    words = text.split()
    is_pair = len(words) == 2 and words[0].lower() in SURNAMES and are_names(text)
    return is_pair and not (is_paper(text) or paper_named(text) or is_place(text) or is_section_name(text))


def _theo_pair(text: str) -> Byline | None:
    """Read "Minh Quang/Vietnam+" or "Minh Quang - Zing" after "Theo"."""
    parts = re.split(r"\s*/\s*|\s+[-–—]\s+", text)
    if len(parts) == 2 and are_names(COMPILED.sub("", parts[0])) and not is_paper(parts[0]) and _is_source(parts[1]):
        return Byline((COMPILED.sub("", parts[0]),), parts[1])
    return None


def _is_source(text: str) -> bool:
    return is_paper(text) or bool(paper_named(text)) or INITIALS.fullmatch(text) is not None


def _agency(line: str) -> Byline | None:
    match = _WITH_AGENCY.fullmatch(line) if "/" in line else None
    if match and are_names(match["names"]) and is_paper(match["paper"]):
        return Byline(split_names(match["names"]), match["source"])
    names, slash, source = line.rpartition(" / ")
    if slash and are_names(names) and paper_named(source):
        return Byline(split_names(names), source)
    return None


def _bracketed(line: str) -> Byline | None:
    """Read "Theo Đậu Tiến Đạt (TNO)" or "Cao Phương (TTXVN)"."""
    match = _BRACKET.fullmatch(line) if line.endswith((")", "]")) else None
    if match is None:
        return None
    names = re.sub(r"^theo\s*:?\s+", "", match["names"], flags=re.IGNORECASE)
    source = re.sub(r"^(?:theo|nguồn|báo cáo từ)\s*:?\s+", "", match["source"], flags=re.IGNORECASE)
    printer = _CORRESPONDENT.sub("", source)
    source = printer if printer != source and paper_named(printer) else source
    if are_names(names) and (_DESK.fullmatch(source) or is_place(source)):
        return Byline(split_names(names))
    if are_names(names) and _short(source) and (source[0].isupper() or is_paper(source)):
        return Byline(split_names(names), source)
    return None


def _short(source: str) -> bool:
    """Tell whether the words after "Theo" are a paper's name rather than a sentence."""
    if "," in source:
        parts = [part.strip() for part in source.split(",")]
        return all(
            len(part.split()) <= 3 and part[:1].isupper() and (are_capitals(part) or bool(paper_named(part)))
            for part in parts
        )
    words = source.split()
    if not words or len(words) > 7:
        return False
    if len(words) > 1 and is_paper(source):
        return sum(word[0].islower() for word in words) <= 4
    return (words[0][0].isupper() and sum(word[0].islower() for word in words) <= 1) or len(words) == 1


def _unique(names: tuple[str, ...]) -> tuple[str, ...]:
    """Drop names that repeat one before them in another case ("THẢO MAI, Thảo Mai")."""
    return tuple(
        {name.casefold(): name for name in reversed(names)}[key] for key in dict.fromkeys(n.casefold() for n in names)
    )
