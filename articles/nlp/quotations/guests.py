"""Whom an interview is with."""

import re
from collections import Counter
from typing import Final

from articles.nlp.quotations.article_names import ArticleNames
from articles.nlp.quotations.found import Speaker
from articles.nlp.quotations.word_lists import either

_TALKED_WITH: Final = re.compile(r"(?<!\w)(?:trao đổi|trò chuyện|phỏng vấn|chia sẻ|gặp|đối thoại|nói chuyện)[^.\n]*$")
_TALKS: Final = re.compile(
    r"[^.\n]{0,80}(?<!\w)(?:trao đổi|trò chuyện|chia sẻ|trả lời|trải lòng|lên tiếng|giải đáp)(?!\w)"
)
# "Thưa luật sư Nghiêm Quang Vinh, ...?"
_GREETED: Final = re.compile(
    rf"(?<!\w)(?:thưa|chào)[ \xa0](?:(?:{either('roles')}|ông|bà|anh|chị|cô|bạn)[ \xa0])*$", re.IGNORECASE
)
# Characters of a greeting before a name, of the first question, and of an interview.
_LONGEST_GREETING: Final = 32
_LONGEST_QUESTION: Final = 500
_LONGEST_INTERVIEW: Final = 8000
_OFTEN: Final = 3
_ADDRESSED: Final = re.compile(rf"(?<!\w)(?:{either('roles')}|ông|bà|anh|chị|cô|bị cáo)[ \xa0]$", re.IGNORECASE)


def guest(names: ArticleNames, last: Speaker | None, before: int) -> Speaker | None:
    """Return whom an interview is with, whose first answer is at an offset; `last` spoke last before it.

    That is whoever is greeted in it, else whoever talks or is talked with before it ("trao đổi với ông Minh"), spoke
    last, or is named most, and of whom the answers do not speak. None where the article names nobody.
    """
    text = names.text
    if (greeted := _greeted(names, before)) is not None:
        return Speaker(None, None, names.name_in_text(greeted), greeted)
    lead = text.find("\n", text.find("\n") + 1)
    times: Counter[str] = Counter()
    signs: Counter[str] = Counter()
    spoken_of: Counter[str] = Counter()
    first: dict[str, int] = {}
    for number in names.of_kind(0, max(before, lead), "person"):
        one = names.mentions[number]
        talked = _TALKED_WITH.search(text, max(0, one.start - 60), one.start) or _TALKS.match(text, one.end)
        times[one.name] += 1
        signs[one.name] += bool(talked)
        first.setdefault(one.name, number)
    if not times:
        return last
    if last:
        signs[last.name] += 1
    title = text.find("\n")
    for number in names.of_kind(0, title, "person"):
        signs[names.mentions[number].name] += 2 * text.startswith(":", names.mentions[number].end)
    for number in names.of_kind(before, len(text), "person"):
        one = names.mentions[number]
        spoken_of[one.name] += bool(_ADDRESSED.search(text, max(0, one.start - 12), one.start))
    number = first[max(times, key=lambda name: _guest_score(times[name], signs[name], spoken_of[name]))]
    return Speaker(None, None, names.name_in_text(number), number)


def _greeted(names: ArticleNames, before: int) -> int | None:
    """Return the first mention of the person who is greeted or addressed by name most often in an interview."""
    times: Counter[str] = Counter()
    first: dict[str, int] = {}
    start = max(0, before - _LONGEST_QUESTION)
    for number in names.of_kind(start, min(len(names.text), before + _LONGEST_INTERVIEW), "person"):
        one = names.mentions[number]
        if _GREETED.search(names.text, max(0, one.start - _LONGEST_GREETING), one.start):
            times[one.name] += 1
            first.setdefault(one.name, number)
    return first[times.most_common(1)[0][0]] if times else None


def _guest_score(times: int, signs: int, spoken_of: int) -> int:
    return min(times, _OFTEN) + _OFTEN * min(signs, 2) - _OFTEN * min(spoken_of, 2)
