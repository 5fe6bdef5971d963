"""A name in a text, as what is found around names asks for it: offices and quotations."""

from typing import Protocol

from articles.nlp.names.found_names import NameKind


class NamedSpan(Protocol):
    """A name in a text: its span in characters, its kind, and the fullest name that the text gives."""

    @property
    def start(self) -> int:
        """The offset of its first character."""

    @property
    def end(self) -> int:
        """The offset after its last character."""

    @property
    def kind(self) -> NameKind:
        """What it names."""

    @property
    def name(self) -> str:
        """The fullest name that the text gives."""
