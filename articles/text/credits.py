"""Whom an article credits: its publisher, the papers and agencies that it takes its news from, and its authors.

Bylines name all of these in one line: "VOV.VN Theo Reuters", "Trí thức trẻ Ngọc Minh", "AP, CNN, ABC News". What
names nobody is left out: the desk ("Nhóm PV"), a body, initials or a line of the page taken for a source.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from articles.text.house_style import house_tones
from articles.text.letter_classes import LOWER, UPPER
from articles.text.normal import nfc
from articles.text.papers import is_paper_name, paper_key, paper_named, papers
from articles.text.phrase_lists import TEXT_LISTS
from articles.text.syllables import is_unmarked_syllable

_DESK_WORDS: Final = re.compile(rf"(?:{TEXT_LISTS.either('desk_words')})(?=[\s.:]|$)[\s.:]*", re.IGNORECASE)
_NOBODY: Final = re.compile(rf"{TEXT_LISTS.either('nobodies')}(?=[\s:.]|$)", re.IGNORECASE)
# What stands between a publisher or an author and the paper that is credited.
_CREDITS: Final = re.compile(
    r"(?:^|\s+|(?<=[/,;(]))(?:(?:t/h|tổng hợp|lược dịch)\s+)?"
    r"(?:theo|nguồn(?: tin| clip| ảnh)?|(?:lược )?dịch từ|tổng hợp(?: từ)?)(?=[\s:/)]|$)\s*:?\s*"
    rf"|(?<=[{LOWER}])Theo\s*:?\s+",
    re.IGNORECASE,
)
_GLUED_CREDIT: Final = re.compile(rf"(?<=[{LOWER}])(?:Theo|Nguồn)\s*:?\s+(?=[{UPPER}])")
# What is said of pictures, after an author.
_PICTURES: Final = re.compile(
    rf"(?:^|[\s(/]+|(?<=[{LOWER}]))(?:Ảnh|Hình|Clip|Video|Đồ họa|Đồ hoạ)(?: minh h[oạọa]{{2}})?(?=[\s:).,/]|$).*"
)
_LIST: Final = re.compile(r"\s*[,;|/]\s*")
_DASH: Final = re.compile(r"\s+[-–—]\s*|\s*[-–—]\s+|\s*–\s*|\s+&\s+|\s+và\s+")
_STEP: Final = re.compile(r"\s*[-–—]\s*|\s+")
_TEAM: Final = re.compile(r"nhóm\s", re.IGNORECASE)
# The rest of a name in capitals of which the first letters were cut off, "ỄN TRÀ": no name begins so.
_CUT_OFF: Final = re.compile(r"(?:[ÊẾỀỂỄỆ]|Ư[ỜỚỢỞỠƠ]|À)[^\W\d_]*\s")
# The end of a sentence: "Đ. nói."
_SENTENCE: Final = re.compile(rf".*\s[{LOWER}]+\.")
_AT: Final = re.compile(r"\s+(?:tại|từ)\s+.*")
# Agencies whose bureaus sign beside their name: "VOV-Đông Bắc", "VOV miền Trung", "TTXVN tại Seoul".
_WITH_BUREAUS: Final = ("VOV", "TTXVN", "VTV", "VTC News")
_BUREAU: Final = re.compile(
    r"(?:trung tâm tin|ban thời sự|miền|cơ quan thường trú|phóng viên|pv)(?:\s+|$)", re.IGNORECASE
)
_EDGES: Final = " \t.,;:|/()[]-–—*\"“”'"
_INITIAL: Final = re.compile(r"(?:[^\W\d_]\.\s?)*[^\W\d_]\.?")
# A given name after an initial, as reporters sign: "B.Vân".
_SIGNED: Final = re.compile(r"[^\W\d_]\.[^\W\d_]{2,}")
_SHORT: Final = re.compile(r"[^\W\d_a-zà-ỹ]{1,3}\d?|\w\d\w")
_NUMBERED: Final = re.compile(r".*\d{2}")
_SITE: Final = re.compile(r"(?:www\.)?([\w-]+(?:\.[\w-]+)*\.(?:com?|net|org|vn|tv|info|me)(?:\.\w{2})?)", re.IGNORECASE)
_LONGEST: Final = 60
_MOST_SYLLABLES: Final = 4
# Words from which on a paper's name that is also another thing's is taken for the paper before other words.
_SURE_WORDS: Final = 3


@dataclass(frozen=True, slots=True)
class Credits:
    """The publisher ("" where none is named), the sources that are credited and the authors, each once."""

    publisher: str
    credited: tuple[str, ...]
    authors: tuple[str, ...]


@dataclass(slots=True)
class _Found:
    sources: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)

    def add(self, other: "_Found") -> None:
        self.sources += other.sources
        self.people += other.people


def read_credits(source: str, authors: Sequence[str] = (), credited: str = "") -> Credits:
    """Return what a stated source, authors and a credit beside them name.

    The first source is the publisher where the article states none; people named as a source are authors where it
    states none.
    """
    stated, beside, signed = _sources(source), _sources(credited), _Found()
    for author in authors:
        signed.add(_authors(author))
    sources = _once([*stated.sources, *beside.sources, *signed.sources], paper_key)
    people = _once(signed.people or [*stated.people, *beside.people], str.casefold)
    return Credits(sources[0] if sources else "", tuple(sources[1:]), tuple(people))


def is_sure_source(name: str) -> bool:
    """Tell whether a source is a known paper or named as one; others are sources once several articles name them."""
    return bool(paper_named(name)) or bool(re.match(r"(?:báo|tạp chí|đài|truyền hình|nhật báo)\s", name, re.IGNORECASE))


def _once(names: Iterable[str], key: Callable[[str], str]) -> list[str]:
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(key(name), name)
    return list(found.values())


@lru_cache(maxsize=20_000)
def _read_sources(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = _Found()
    for part in _CREDITS.split(text):
        found.add(_part(part))
    return tuple(found.sources), tuple(found.people)


def _sources(text: str) -> _Found:
    text = " ".join(nfc(text).split())
    if known := paper_named(text.strip(_EDGES)):
        return _Found([known])
    sources, people = _read_sources(text)
    return _Found(list(sources), list(people))


def _part(text: str) -> _Found:
    """Read the names between two credits: a list, an agency with its bureau, a paper with its author."""
    whole = _AT.sub("", _PICTURES.sub("", text)).strip(_EDGES)
    bare = _without_desk_words(whole)
    if known := paper_named(whole) or paper_named(bare):
        return _Found([known])
    if not bare:
        return _Found()
    for between in (_LIST, _DASH):
        parts = [part for part in between.split(bare) if part.strip(_EDGES)]
        if len(parts) > 1 and (between is _LIST or _are_separate(parts)):
            return _listed(parts)
    return _glued(bare) or _with_rest(bare) or _unknown(text, bare)


def _are_separate(parts: Sequence[str]) -> bool:
    return all(paper_named(part) or _is_person(part) for part in parts) and not _has_bureau(parts[0])


def _has_bureau(name: str) -> bool:
    return paper_named(name) in _WITH_BUREAUS


def _listed(parts: Sequence[str]) -> _Found:
    """Read the parts of a list; words beside a known paper that are in small letters are a person's all the same."""
    found = _Found()
    for part in parts:
        found.add(_part(part))
    return found


def _glued(text: str) -> _Found | None:
    """Read an author and a host without a space between: "Duy Hoàngbaodautu.vn"."""
    lower = text.lower()
    for host, name in _hosts():
        if lower.endswith(host) and text[: -len(host)].strip() and (text[-len(host) - 1] not in ".-"):
            found = _part(text[: -len(host)])
            found.sources.append(name)
            return found
    return None


@lru_cache(maxsize=1)
def _hosts() -> list[tuple[str, str]]:
    named = [(host, paper.name) for paper in papers() for host in paper.hosts]
    return sorted(named, key=lambda one: (-len(one[0]), one))


def _with_rest(text: str) -> _Found | None:
    """Read a known paper with other words after it: its bureau, an author or another paper."""
    steps = list(_STEP.finditer(text))
    for step in steps:
        if is_paper_name(text[step.end() :]) and _is_person(text[: step.start()]):
            return _Found([paper_named(text[step.end() :])], [_person(text[: step.start()])])
    for step in reversed(steps):
        head, rest = text[: step.start()], text[step.end() :]
        known = paper_named(head)
        if not known or not (is_paper_name(head) or len(head.split()) >= _SURE_WORDS):
            continue
        if known in _WITH_BUREAUS:
            rest = _BUREAU.sub("", rest)
            is_of_bureau = "-" in step[0] or "–" in step[0] or not _is_person(rest)
            return _Found([known, *filter(None, [paper_named(rest)])], [] if is_of_bureau else [_person(rest)])
        if _is_person(rest):
            return _Found([known], [_person(rest)])
        if other := paper_named(rest):
            return _Found([known, other])
        if is_paper_name(head) and (rest[0].islower() or len(head.split()) > 1):
            return _Found([known])
    return None


def _unknown(text: str, bare: str) -> _Found:
    if site := _SITE.fullmatch(bare):
        return _Found([site[1].lower()])
    if _is_junk(text.strip(), bare):
        return _Found()
    if _is_person(bare) and not is_sure_source(bare):
        return _Found([], [_person(bare)])
    return _Found([house_tones(bare)])


def _is_junk(text: str, bare: str) -> bool:
    words = bare.split()
    return (
        text.endswith(":")
        or len(bare) > _LONGEST
        or bool(_INITIAL.fullmatch(bare) or _SHORT.fullmatch(bare) or _NUMBERED.match(bare))
        or (bare.isupper() and len(words) > 1)
        or (bare[0].islower() and len(words) > 1)
        or (bool(_NOBODY.match(bare)) and not is_sure_source(bare))
    )


def _authors(text: str) -> _Found:
    """Read one stated author: without role words and pictures, in one spelling; papers that sign as sources."""
    text = " ".join(nfc(text).split())
    author, *credited = _GLUED_CREDIT.split(_PICTURES.sub("", text))
    if not credited:
        author, *credited = _CREDITS.split(author)
    found = _author(author.strip(_EDGES.replace(".", "")))
    for part in credited:
        read = _part(part)
        found.add(_Found(read.sources, read.people if not author else []))
    return found


def _author(text: str) -> _Found:
    bare = _without_desk_words(text)
    if not bare or _NUMBERED.match(bare) or _TEAM.match(text) or _CUT_OFF.match(bare) or _SENTENCE.fullmatch(text):
        return _Found()
    if is_paper_name(bare.rstrip(".")):
        return _Found([paper_named(bare.rstrip("."))])
    if (read := _with_rest(bare)) or (read := _glued(bare)):
        return read
    return _Found() if _NOBODY.match(bare) else _Found([], _people(_after_foreign_words(bare)))


def _after_foreign_words(text: str) -> str:
    """Return a Vietnamese name or initials without the foreign words before it: "Google Maps An Bình"."""
    words = text.split()
    start = next((n for n, word in enumerate(words) if is_unmarked_syllable(word) or "." in word), 0)
    rest = " ".join(words[start:])
    return rest if start and (_is_person(rest) or _INITIAL.fullmatch(rest)) else text


def _without_desk_words(text: str) -> str:
    while match := _DESK_WORDS.match(text):
        text = text[match.end() :]
    return text.strip(" -–—:,;/")


def _people(text: str) -> list[str]:
    words = text.split()
    if len(words) > 1 and all(re.fullmatch(r"(?:[^\W\d_]\.){2,}[^\W\d_]?", word) for word in words):
        return words  # "T.E.A B.C.Đ"
    if _SIGNED.fullmatch(words[0]) and _is_person(" ".join(words[1:])):  # "B.Vân Nguyễn Hưởng": two
        return [_person(words[0]), _person(" ".join(words[1:]))]
    half = len(words) // 2
    if half > 1 and len(words) % 2 == 0 and _person(" ".join(words[:half])) == _person(" ".join(words[half:])):
        words = words[half:]
    return [_person(" ".join(words))]


def _is_person(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= _MOST_SYLLABLES and all(
        word[0].isupper() and (is_unmarked_syllable(word) or (word.isupper() and place > 0))
        for place, word in enumerate(words)
    )


def _person(name: str) -> str:
    """Return a name in the one spelling: capitals at the beginnings of syllables, initials without spaces."""
    joined = re.sub(r"(?<=[^\W\d_]\.)\s+(?=[^\W\d_]\.?$)", "", name)
    if re.fullmatch(r"(?:[^\W\d_]\.)+", joined):
        joined = joined.rstrip(".")
    return house_tones(" ".join(_capitalised(word) for word in joined.split()))


def _capitalised(word: str) -> str:
    return word[0].upper() + word[1:].lower() if len(word) > 1 and is_unmarked_syllable(word) else word
