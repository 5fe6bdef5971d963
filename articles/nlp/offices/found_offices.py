"""What is found: an office, where the text names it, and whose it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FoundOffice:
    """The words for an office, from `start` to `end`, and the number of the mention of its holder.

    `former` is set where the text says that the office was held once ("nguyên", "từng là").
    """

    start: int
    end: int
    holder: int
    former: bool
