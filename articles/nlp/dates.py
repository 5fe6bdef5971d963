"""When an article was published: stated in its dateline, or inferred from its text, address or path.

Built on `articles.text.written_dates`, the parser of the dates themselves.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

from articles.nlp.rule_words import either
from articles.text.date_values import english_date, without_english_dates
from articles.text.letter_classes import UPPER
from articles.text.written_dates import VIETNAM, WrittenDate, calendar_day, full_dates, stated_date, without_dates

_GAP: Final = r"\s+"
_ZONE: Final = r"\(?\s*(?:GMT|UTC)\s*\+?\s*0?7(?::00)?\s*\)?"
_ZONE_WORDS: Final = re.compile(_ZONE, re.IGNORECASE)
_WEEKDAYS: Final = "mon|tue|wed|thu|fri|sat|sun"
_DATELINE_REST: Final = re.compile(
    rf"(?<!\w){either('dates/weekdays', 'dates/dateline_words', space=_GAP)}(?!\w)"
    # "Thu" in English is a day before a sign, and else a name.
    rf"|(?:^|(?<=[|•·,(–—-]))\s*(?:{_WEEKDAYS})(?=\s*(?:[|•·,.)–—-]|$))"
    r"|(?<!\S)[–—-]+(?!\S)|[][,;:|•·()]",
    re.IGNORECASE,
)
_DIGIT: Final = re.compile(r"\d")
_FOUR_DIGITS: Final = re.compile(r"\d{4}")  # every full date has a year
_UPDATE: Final = re.compile(
    rf"(?:lần\s+)?{either('dates/update_words', space=_GAP)}\b"
    r"[^|•·]*?(?=(?:ngày\s+)?đăng\b|xuất bản|posted|published|[|•·]|$)",
    re.IGNORECASE | re.DOTALL,
)


# The basis of a date that the file itself tells, beside its text, name and address.
OF_PROPERTIES: Final = "the properties of the Word document"
OF_MAIL: Final = "the date of the e-mail"
FILE_BASES: Final = (OF_PROPERTIES, OF_MAIL)


@dataclass(frozen=True, slots=True)
class InferredDate:
    """A publication date that the document does not state.

    `date` is ISO ("2022-06-14", "2022-06" or "2022"), `precision` is "day", "month" or "year", and `basis`
    quotes the words, or the part of the address or path, that it was inferred from; or it is one of FILE_BASES.
    """

    date: str
    precision: str
    basis: str


@dataclass(frozen=True, slots=True)
class Dateline:
    """A line that states when an article was posted, as ISO ("" for an update alone), and its other words."""

    published: str
    rest: str


@lru_cache(maxsize=1000)
def read_dateline(text: str) -> Dateline | None:
    """Read a line such as "Thứ ba, 14/6/2022, 10:15 (GMT+7)" or "Minh Quang - 09:15 12/12/2023".

    Returns None where the line has no full date, or is longer than a dateline. The date of an update is not the
    posting date.
    """
    if len(text) > 120 or not _FOUR_DIGITS.search(text):
        return None
    # The zone goes first: "07:00" in it looks like a time of day.
    text = _ZONE_WORDS.sub(" ", text)
    posted = _UPDATE.sub("", text)
    published = _day_and_time(posted)
    if not published and not _day_and_time(text):
        return None
    if published and "T" not in published:
        published = _time_of_update(text, published)
    rest = " ".join(_DATELINE_REST.sub(" ", without_dates(without_english_dates(posted))).split())
    return Dateline(published, rest.strip("–—- "))


def _time_of_update(text: str, day: str) -> str:
    """Return the day with the time of an update on the same day, where a line has one: old pages print it so."""
    updates = map(_day_and_time, (update[0] for update in _UPDATE.finditer(text)))
    return next((update for update in updates if update.startswith(f"{day}T")), day)


def read_update(text: str) -> str:
    """Return the day and time, as ISO, of a line that dates an update alone ("Cập nhật 21:40 17/07/2025"), else ""."""
    dateline = read_dateline(text)
    return _day_and_time(_ZONE_WORDS.sub(" ", text)) if dateline and not dateline.published else ""


def _day_and_time(text: str) -> str:
    """Return the first full date of a line, with its time: in numbers or words, or with the English name of a month."""
    return stated_date(text) or english_date(text)


def infer_date(paragraphs: Iterable[str], *, url: str = "", path: str = "") -> InferredDate | None:
    """Infer when an article was published from its address, its file's path or its own words, in that order.

    Words give a day only where a year is stated: "ngày 14.6" needs "trong năm 2022" or "13/6/2022" beside it;
    "năm nay (2022)" alone gives the year. Dates of plans, dates in the future and years of the past ("thành lập năm
    2015") are ignored.
    """
    return _from_address(url, "url") or date_in_path(path) or _from_text(list(paragraphs))


def date_in_path(path: str) -> InferredDate | None:
    """Infer a date from the names in the path of a file alone: 2017-11-05, 20171105, 05-11-2017, 2017/11/."""
    return _from_address(path, "path")


# --- addresses and paths

_YEAR: Final = r"(?P<year>20\d\d|19[5-9]\d)"
_CLOCK: Final = r"(?:[01]\d|2[0-3])[0-5]\d"
_ADDRESS_STAMP: Final = re.compile(rf"(?<!\d){_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?:{_CLOCK}\d{{0,6}})?(?!\d)")
# Many papers number articles by their own code of three digits and the time to a thousandth: 185 220614 101512 345.
_ADDRESS_NUMBER: Final = re.compile(
    rf"(?<!\d)\d{{3}}(?P<year>2\d)(?P<month>\d\d)(?P<day>\d\d){_CLOCK}[0-5]\d{{4}}(?!\d)"
)
_ADDRESS_DAY: Final = re.compile(
    rf"(?<!\d){_YEAR}(?P<sign>[/_.-])(?P<month>\d{{1,2}})(?P=sign)(?P<day>\d{{1,2}})(?!\d)"
)
_ADDRESS_DAY_FIRST: Final = re.compile(
    rf"(?<![\d.])(?P<day>\d{{1,2}})(?P<sign>[/_.-])(?P<month>\d{{1,2}})(?P=sign){_YEAR}(?!\d)"
)
_ADDRESS_MONTH: Final = re.compile(
    rf"(?:^|/)(?:n[aă]m[-_ ]?)?{_YEAR}[/-](?:th[aá]ng[-_ ]?)?(?P<month>0?[1-9]|1[0-2])(?=/)", re.IGNORECASE
)
_ADDRESS_YEAR: Final = re.compile(rf"(?:^|/)(?:n[aă]m[-_ ]?)?{_YEAR}(?=/)", re.IGNORECASE)


def _from_address(address: str, kind: str) -> InferredDate | None:
    for pattern in (_ADDRESS_DAY, _ADDRESS_STAMP, _ADDRESS_NUMBER, _ADDRESS_DAY_FIRST):
        for match in pattern.finditer(address):
            if (day := calendar_day(f"20{match['year']}"[-4:], match["month"], match["day"])) and not _is_future(day):
                return InferredDate(day.isoformat(), "day", f"{kind}: {match[0]}")
    if (month := _ADDRESS_MONTH.search(address)) and (day := calendar_day(month["year"], month["month"], "1")):
        return None if _is_future(day) else InferredDate(f"{day:%Y-%m}", "month", f"{kind}: {month[0].strip('/')}")
    if (year := _ADDRESS_YEAR.search(address)) and int(year["year"]) <= _today().year:
        return InferredDate(year["year"], "year", f"{kind}: {year[0].strip('/')}")
    return None


def _is_future(day: date) -> bool:
    """Tell whether a day is in the future in Vietnam: nothing was published then."""
    return day > _today()


def _today() -> date:
    return datetime.now(VIETNAM).date()


# --- the article's own words

_SENTENCE_END: Final = re.compile(rf"(?<=[.!?…])\s+(?=[“\"'(]?[{UPPER}])")
_DAY: Final = re.compile(
    rf"\b(?:{either('dates/day_parts')}|ngày|khuya|hôm)(?:\s+(?:nay|qua))?,?\s+(?:ngày\s+)?\(?"
    r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})(?![\d]|[./-]\d)",
    re.IGNORECASE,
)
_CURRENT_YEAR: Final = re.compile(
    r"\btrong năm (?P<year>20\d\d|199\d)\b|\bnăm nay,? \(?(?P<said>20\d\d)\b", re.IGNORECASE
)
_THIS_YEAR: Final = re.compile(r"\bnăm nay\b", re.IGNORECASE)
_HAS_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_ANY_YEAR: Final = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d(?![\d.,]\d|\d)|(?<=[/-])(?:19|20)\d\d\b")
_PLAN: Final = re.compile(rf"\b{either('dates/plan_words')}\b")  # of a sentence in small letters
_PEG: Final = re.compile(
    rf"(?:\b{either('dates/days_of_the_news')}\W{{0,3}}(?:ngày )?"
    rf"|^\W*(?:vào |trong )?(?:ngày|{either('dates/day_parts')})(?: ngày)? )$",
    re.IGNORECASE,
)
_LONGEST_PEG: Final = 60  # characters, so that a line of very many dates is not searched from its start for each
_NEAR: Final = timedelta(days=45)
# The news comes first, within this many sentences that have a number; later days belong to its background.
_OPENING_SENTENCES: Final = 5


def _from_text(paragraphs: list[str]) -> InferredDate | None:
    """Infer the day of the news: the latest in its opening, with the year of a full date near it or of "trong năm"."""
    dated = [paragraph for paragraph in paragraphs if _DIGIT.search(paragraph)]
    yeared = [paragraph for paragraph in dated if _HAS_YEAR.search(paragraph)]
    if not any(_CURRENT_YEAR.search(paragraph) or any(full_dates(paragraph)) for paragraph in yeared):
        return None
    every = (sentence for paragraph in dated for sentence in _SENTENCE_END.split(paragraph))
    sentences = [sentence for sentence in every if _DIGIT.search(sentence) and not _PLAN.search(sentence.lower())]
    opening = sentences[:_OPENING_SENTENCES]
    full = max(_full_days(sentences), key=lambda mention: mention.day, default=None)
    if full is None:
        return _from_loose_year(sentences)
    if full.day.year < _latest_year(sentences):
        return None
    near = [m for m in _days_of_year(opening, full.day.year) if timedelta(0) <= m.day - full.day <= _NEAR]
    if not near and full.day not in _pegs(opening):
        return None
    best = max([full, *near], key=lambda mention: mention.day)
    return InferredDate(best.day.isoformat(), "day", _basis(best, full.words))


def _from_loose_year(sentences: list[str]) -> InferredDate | None:
    """Infer from "ngày 14.6 ... trong năm 2022", unless the text names a later year."""
    years = [(int(m["year"] or m["said"]), m[0]) for s in sentences for m in _CURRENT_YEAR.finditer(s)]
    if not years or max(years)[0] < _latest_year(sentences):
        return None
    year, words = max(years)
    days = list(_days_of_year(sentences[:_OPENING_SENTENCES], year))
    if not days:
        said = _THIS_YEAR.search(words)
        return InferredDate(str(year), "year", words) if said and year <= _today().year else None
    best = max(days, key=lambda mention: mention.day)
    return InferredDate(best.day.isoformat(), "day", _basis(best, words))


def _latest_year(sentences: list[str]) -> int:
    years = (int(match[0]) for sentence in sentences for match in _ANY_YEAR.finditer(sentence))
    return max((year for year in years if year <= _today().year), default=0)


def _pegs(sentences: list[str]) -> Iterator[date]:
    """Yield the full dates of the news itself: at the start of a sentence, or after "hôm nay", "sáng nay"."""
    for sentence in sentences:
        for found in full_dates(sentence):
            if _PEG.search(sentence, max(0, found.start - _LONGEST_PEG), found.start):
                yield found.day


def _basis(best: WrittenDate, year_words: str) -> str:
    return best.words if best.words == year_words else f"{best.words}; {year_words}"


def _full_days(sentences: list[str]) -> Iterator[WrittenDate]:
    written = (found for sentence in sentences for found in full_dates(sentence))
    return (found for found in written if not _is_future(found.day))


def _days_of_year(sentences: list[str], year: int) -> Iterator[WrittenDate]:
    for sentence in sentences:
        for match in _DAY.finditer(sentence):
            if (day := calendar_day(str(year), match["month"], match["day"])) and not _is_future(day):
                yield WrittenDate(day, match[0], match.start())
