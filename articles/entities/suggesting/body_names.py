"""What of a body's name is its own, and what forms of the name have or not: "Bệnh viện (Hữu nghị) Việt Đức"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from articles.entities.suggesting.full_forms import written_out
from articles.models import EntityKind
from articles.nlp.names.gazetteer import shipped_gazetteer
from articles.text.normal import fold
from articles.text.phrase_lists import TEXT_LISTS
from articles.text.syllables import is_syllable_shaped
from articles.text.terms import TextToken, tokens

_EPITHETS: Final = re.compile(rf"(?<!\w){TEXT_LISTS.either('epithets_of_bodies')}(?!\w)")
# The kind of a body before its name. Schools of all levels are of one kind: "Mầm non ...", "Trường ...".
_KIND: Final = re.compile(
    r"(?P<hospital>bệnh viện) "
    r"|(?P<school>trường|cơ sở (?=mầm non )|(?=mầm non |tiểu học |thcs |thpt |ptdtnt ))(?! ?đại học)"
    r"|(?P<public>tổng cục|cục|ban|hội đồng|ủy ban|học viện|viện|tổ chức) "
)
# The ministry or body that a body belongs to, behind its name.
_ABOVE: Final = re.compile(r"^(.+?) (bộ .+|giáo hội .+|quốc hội)$")
_PLACES: Final = ("provinces", "cities", "districts")
# A province has a school for the gifted beside others of its name.
_GIFTED: Final = "chuyên"
_LONGEST_PLACE: Final = 5
_SHORTEST_ACRONYM: Final = 2
# Words that are the same, and letters of acronyms: "Than QN" may be of many.
_LEAST_SAME: Final = 4
# The city or town of a province is not the province: "Bệnh viện thành phố Hà Tĩnh".
_UNIT_AT_END: Final = re.compile(r"(?:thành phố|thị xã|huyện|quận) (\w+(?: \w+){0,3})$")


@dataclass(frozen=True, slots=True)
class BodyName:
    """The name of a hospital, school or public body: its kind, its own words, and what else it has ("đa khoa")."""

    kind: str
    own: tuple[str, ...]
    beside: frozenset[str]

    @property
    def is_of_many_towns(self) -> bool:
        """Whether many towns have a body of this kind."""
        return self.kind in ("hospital", "school")

    def is_short_for(self, other: "BodyName") -> bool:
        """Tell whether the other name is this one with more beside it."""
        return (self.kind, self.own) == (other.kind, other.own) and self.beside < other.beside

    def may_be(self, other: "BodyName") -> bool:
        """Tell whether the other name is this one, or goes on from it, so that this one may be short for it."""
        same = self.kind == other.kind and self.own == other.own[: len(self.own)]
        return same and (self.own != other.own or self.beside <= other.beside)


@lru_cache(maxsize=100_000)
def body_name(name: str) -> BodyName | None:
    """Return the parts of the name of a hospital, school or public body, None for any other body."""
    words = " ".join(token.exact for token in tokens(written_out(EntityKind.ORGANIZATION, name)))
    kind = _KIND.match(words)
    if kind is None:
        return None
    if (unit := _UNIT_AT_END.search(words)) and shipped_gazetteer().has("provinces", unit[1].title()):
        return None
    title = str(kind.lastgroup)
    rest = words[kind.end() :].strip()
    beside: set[str] = set()
    if title == "public":
        title = kind[0].strip()
        if above := _ABOVE.match(rest):
            rest, above_it = above.groups()
            beside.add(above_it)
    else:
        rest, place = _without_place(rest)
        beside |= {place} if place else set()
    own = tuple(_EPITHETS.sub(" ", rest).split())
    beside |= set(_EPITHETS.findall(rest)) if own else set()
    if _GIFTED in beside and shipped_gazetteer().has_any(_PLACES, " ".join(own).title()):
        beside.remove(_GIFTED)
        own = (*own, _GIFTED)
    return BodyName(title, own or tuple(rest.split()), frozenset(beside))


def _without_place(words: str) -> tuple[str, str]:
    """Return what stands before a province, city or district at the end, and that; the words where nothing does."""
    forms = words.split()
    for length in range(min(_LONGEST_PLACE, len(forms) - 1), 0, -1):
        before, place = " ".join(forms[:-length]), " ".join(forms[-length:])
        if all(map(is_syllable_shaped, fold(place).split())) and shipped_gazetteer().has_any(_PLACES, place.title()):
            return (before, place) if _EPITHETS.sub("", before).strip() else (words, "")
    return words, ""


def initials_with_acronyms(name: Sequence[TextToken], form: str) -> str:
    """Return the first letters of a name's words, of acronyms all: "cđtnđvn" for "Cục ĐTNĐ Việt Nam"."""
    return "".join(one.folded if _is_acronym(form, one) else one.folded[0] for one in name)


def _is_acronym(form: str, token: TextToken) -> bool:
    word = form[token.start : token.end]
    return len(word) >= _SHORTEST_ACRONYM and word.isupper() and word.isalpha()


def spells_out(full: str, short: str) -> bool:
    """Tell whether a name is another's with its acronyms spelled out: "Cục Nghệ thuật Biểu diễn" of "Cục NTBD"."""
    ours, its = tokens(full), tokens(short)
    at = same = spelled = 0
    for token in its:
        letters = [one.folded[0] for one in ours[at : at + len(token.folded)]]
        if at < len(ours) and ours[at].exact == token.exact:
            at, same = at + 1, same + 1
        elif _is_acronym(short, token) and letters == list(token.folded):
            at, spelled = at + len(letters), spelled + len(letters)
        else:
            return False
    return at == len(ours) and len(its) > 1 and spelled > 1 and same + spelled >= _LEAST_SAME
