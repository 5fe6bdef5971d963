"""What is found: an office, where the text names it, and whose it is."""

from dataclasses import dataclass
from typing import Protocol

from articles.nlp.names.found_names import NameKind


class NamedSpan(Protocol):
    """A mention, as the finding of offices asks for it."""

    @property
    def start(self) -> int:
        """Where it begins, in characters."""
        ...

    @property
    def end(self) -> int:
        """Where it ends."""
        ...

    @property
    def kind(self) -> NameKind:
        """What kind of thing has the name."""
        ...

    @property
    def name(self) -> str:
        """The name that its article gives in full."""
        ...


@dataclass(frozen=True, slots=True)
class FoundOffice:
    """The words for an office, from `start` to `end`, and the number of the mention of its holder.

    `former` is set where the text says that the office was held once ("nguyên", "từng là").
    """

    start: int
    end: int
    holder: int
    former: bool
