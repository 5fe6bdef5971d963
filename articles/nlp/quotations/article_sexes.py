"""Which people of an article are men and which are women, and whom of two namesakes a form of address means."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from articles.nlp.names.named_span import NamedSpan
from articles.nlp.quotations.sexes import sex_by_spouse, sex_of, sex_of_address, sex_of_name

# Votes by which somebody is of one sex, so that "bà Trump" is not Donald Trump.
_SURE: Final = 4


class ArticleSexes:
    """The sexes of the people among the mentions of a text."""

    def __init__(self, text: str, mentions: Sequence[NamedSpan]) -> None:
        self._text = text
        self._mentions = mentions
        self._votes: defaultdict[str, int] = defaultdict(int)
        self._by_given_name: defaultdict[str, list[int]] = defaultdict(list)
        self._fitting: dict[tuple[str, int], list[int]] = {}
        for number, one in enumerate(mentions):
            if one.kind == "person":
                told = sex_of_address(text, one.start) + sex_by_spouse(text, one.start, one.end)
                self._votes[one.name] += sex_of_name(one.name) + 2 * told
                self._by_given_name[one.name.split()[-1]].append(number)

    def may_be(self, words: str, name: str) -> bool:
        """Tell whether the sex that words tell is that of somebody, as far as the article tells either."""
        return self._votes.get(name, 0) * sex_of(words) >= 0

    def namesake(self, number: int) -> int | None:
        """Return the namesake of the sex that the address before tells: "ông Thanh" is no Lê Thị but Lê Văn Thanh.

        None where the article calls whom the mention means by the other sex again and again, and has no namesake.
        """
        one, sex = self._mentions[number], sex_of_address(self._text, self._mentions[number].start)
        is_called_so = sex * self._votes.get(one.name, 0) > -_SURE
        if sex * sex_of_name(one.name) >= 0 and is_called_so:
            return number
        fitting = self._of_sex(one.name.split()[-1], sex)
        if not fitting:
            return number if is_called_so else None
        at = bisect_left(fitting, number)
        return fitting[at - 1] if at else fitting[0]

    def _of_sex(self, given_name: str, sex: int) -> list[int]:
        """Return the mentions in order of the people with a given name, and another one, who may be of a sex."""
        if (given_name, sex) not in self._fitting:
            self._fitting[given_name, sex] = [
                number
                for number in self._by_given_name[given_name]
                for name in [self._mentions[number].name]
                if " " in name and sex_of_name(name) * sex >= 0 and self._votes[name] * sex >= 0
            ]
        return self._fitting[given_name, sex]
