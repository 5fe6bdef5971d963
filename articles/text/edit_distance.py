"""How far apart two strings or two texts are, in edits."""

from collections.abc import Hashable, Sequence

from rapidfuzz.distance import OSA, LCSseq, Postfix, Prefix


def is_within_one_edit(one: str, other: str) -> bool:
    """Tell whether at most one edit makes one string the other.

    An edit puts in, leaves out or changes a letter, or swaps two neighbours (optimal string alignment).
    """
    return OSA.distance(one, other, score_cutoff=1) <= 1


def shared_part(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """Return the share of both, from 0 to 1, that their longest common subsequence takes (Dice's coefficient).

    A word changed, put in or left out lowers it by its share of the two texts; so does each word of a paragraph.
    """
    return 2 * LCSseq.similarity(one, other) / max(1, len(one) + len(other))


def keeping_shared(exact: str, folded: str, correction: str) -> str:
    """Return a correction of a syllable with the marks of the letters that both begin or end with.

    `folded` is the syllable without marks, `correction` has none: xụt and sut give sụt, hóaa and hoa give hóa.
    """
    if len(exact) != len(folded):  # a letter such as "æ" is two without marks
        return correction
    begins, ends = _shared_ends(folded, correction)
    return exact[:begins] + correction[begins : len(correction) - ends] + exact[len(exact) - ends :]


def has_shared(exact: str, folded: str, other: str, other_folded: str) -> bool:
    """Tell whether a marked syllable has the marks of another in all letters that both begin or end with.

    The letter that differs may have any: "vn" and "văn", but not "rác" and "rất". So may those that changed places.
    """
    if sorted(exact) == sorted(other):
        return True
    begins, ends = _shared_ends(folded, other_folded)
    is_plain = len(exact) == len(folded) and len(other) == len(other_folded)
    return is_plain and exact[:begins] == other[:begins] and exact[len(exact) - ends :] == other[len(other) - ends :]


def _shared_ends(one: str, other: str) -> tuple[int, int]:
    """Return how many letters two strings share at their beginnings, and behind these at their ends."""
    begins = int(Prefix.similarity(one, other))
    return begins, min(int(Postfix.similarity(one, other)), len(one) - begins, len(other) - begins)
