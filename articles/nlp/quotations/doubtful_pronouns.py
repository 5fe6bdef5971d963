"""Where a pronoun may mean another person than the one who was found for it."""

import re
from collections.abc import Sequence
from typing import Final

from articles.nlp.quotations.article_names import ArticleNames
from articles.nlp.quotations.sexes import sex_of
from articles.text.letter_classes import UPPER

_HE_OR_SHE: Final = frozenset(
    {"ông", "bà", "anh", "chị", "cô", "ông ấy", "bà ấy", "anh ấy", "chị ấy", "cô ấy", "anh ta", "cô ta", "ông ta"}
)
# Before a pronoun in what somebody reports: "Giám đốc FBI kể với các trợ tá rằng ông ..."
_THAT: Final = re.compile(r"(?<!\w)rằng[ \xa0]+$")
# Who begins a sentence, and need not have been recognised: "Ông Tập không lãng phí thời gian".
_ADDRESSED: Final = re.compile(rf"(?<!\w)(?P<address>Ông|Bà|Anh|Chị|Cô)[ \xa0](?P<name>[{UPPER}]\w*)")
# Before a name that begins a clause, perhaps behind its title.
_HEAD: Final = re.compile(
    r"(?:^|[,;.!?…”\"\n])[\s\xa0]*(?:[\w.&]+[ \xa0]){0,6}$|[–-][ \xa0](?:ông|bà|anh|chị|cô)[ \xa0]$"
)


def may_be_another(names: ArticleNames, pronoun: str, meant: int, at: int, described: str) -> bool:
    """Tell whether a pronoun that begins at `at` may mean somebody else than the person of the mention `meant`.

    So it may where the person is not named in its own sentence, and the one before has another of that sex who begins
    its last clause, or both, of whom neither begins one. `described` is who spoke in that one, without a name, if so.
    """
    if pronoun.lower() not in _HE_OR_SHE:
        return False
    name = names.mentions[meant].name
    here = names.of_kind(names.sentences.start_of(at), at, "person")
    if any(names.mentions[number].name == name for number in here):
        return False
    if described and sex_of(described) * sex_of(pronoun) >= 0:
        return True
    before = names.sentences.start_of(at, 1)
    if _THAT.search(names.text, before, at) or _names_a_stranger(names, pronoun, before, at):
        return True
    told = [number for number in names.of_kind(before, at, "person") if _may_be(names, pronoun, number, before)]
    if heads := _heads(names, told, before):
        return names.mentions[heads[-1]].name != name
    called = {names.mentions[number].name for number in told}
    return len(called) > 1 and name in called


def _heads(names: ArticleNames, people: Sequence[int], start: int) -> list[int]:
    """Return the people who begin a clause: the first named of each."""
    found: list[int] = []
    behind = ""
    for number in people:
        one = names.mentions[number]
        if _HEAD.search(behind + names.text[start : one.start]):
            found.append(number)
        start, behind = one.end, "-"
    return found


def _names_a_stranger(names: ArticleNames, pronoun: str, start: int, end: int) -> bool:
    """Tell whether a sentence begins with a name of that sex that was not recognised."""
    return any(
        names.covering(match.start("name")) is None
        and sex_of(match["address"]) == sex_of(pronoun)
        and not _is_quoted(names.text[start : match.start()])
        for match in _ADDRESSED.finditer(names.text, start, end)
    )


def _may_be(names: ArticleNames, pronoun: str, number: int, start: int) -> bool:
    """Tell whether a mention names somebody of the sex of a pronoun, outside quotation marks and as no object."""
    one = names.mentions[number]
    is_apart = not _is_quoted(names.text[start : one.start]) and not names.is_object(number)
    return is_apart and names.sexes.may_be(pronoun, one.name)


def _is_quoted(before: str) -> bool:
    """Tell whether quotation marks are open behind some words."""
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
