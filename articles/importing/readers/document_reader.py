"""What every reader is: a form of document, how it is recognised, and how it is read."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise

from articles.importing.encodings.decoding import Decoded, decode
from articles.importing.options import ImportOptions
from articles.importing.readers.page import Page


class Contents:
    """The bytes of one document, and their text, which is decoded when it is first used."""

    def __init__(self, data: bytes, encoding: str = "") -> None:
        """Take the encoding of the text, "" to recognise it."""
        self.data = data
        self._encoding = encoding

    @cached_property
    def decoded(self) -> Decoded:
        """The text with its warnings; raises UnreadableDocument where the bytes are not text."""
        return decode(self.data, self._encoding)

    @property
    def text(self) -> str:
        """The text; raises UnreadableDocument where the bytes are not text."""
        return self.decoded.text


def matches_nothing(_: Contents) -> bool:
    """Return False: the form is never recognised by content, it is decided where the file is opened."""
    return False


@dataclass(frozen=True, slots=True)
class DocumentReader:
    """Reads one form of document.

    `form` is the form's key, of at most 10 characters, stored with each article; `label` is its name for editors;
    `description` says in English what documents it stands for. `read` makes a page of the contents and raises
    UnreadableDocument where it cannot. `matches` tells whether contents are of this form. A `binary` reader works on
    the bytes and is tried before they are decoded.
    """

    form: str
    label: Promise
    description: str
    read: Callable[[Contents, ImportOptions], Page]
    matches: Callable[[Contents], bool] = matches_nothing
    binary: bool = False
