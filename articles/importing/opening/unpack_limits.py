"""Limits of what a file may unpack to, so that a hostile file costs no more than a large one."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings

_MB: Final = 1024**2
# Names that are told of the files that are passed over.
_NAMED: Final = 3


class UnpackRefused(Exception):
    """A document, or the rest of an archive's member, is not read; `str(refusal)` is the reason in English."""


class TooLong(UnpackRefused):
    """A line is not read; the lines after it are."""


class Exhausted(UnpackRefused):
    """The rest of the whole file is not read."""


@dataclass(frozen=True, slots=True)
class UnpackLimits:
    """The limits of one file.

    `document_bytes`: bytes of a document; `ratio`: unpacked to packed bytes; `depth`: archives within archives;
    `files`: files in all archives; `unpacked_bytes`: bytes that all archives unpack to.
    """

    document_bytes: int
    ratio: int
    depth: int
    files: int
    unpacked_bytes: int

    @classmethod
    def of_settings(cls) -> "UnpackLimits":
        """Return the limits of the settings (docs/settings.md)."""
        return cls(
            settings.IMPORT_MAX_DOCUMENT_MB * _MB,
            settings.IMPORT_MAX_RATIO,
            settings.IMPORT_MAX_DEPTH,
            settings.IMPORT_MAX_FILES,
            settings.IMPORT_MAX_UNPACKED_MB * _MB,
        )

    @property
    def too_large(self) -> str:
        """The reason for a document above the limit."""
        return f"larger than {self.document_bytes // _MB or 1} MB, which no article is"


class PassedOver:
    """Files of the system, and hidden ones, that are passed over: how many, and the first few of their names."""

    def __init__(self) -> None:
        self.count = 0
        self._names: list[str] = []

    def take(self, name: str) -> None:
        """Count one."""
        self.count += 1
        if self.count <= _NAMED:
            self._names.append(name)

    def __str__(self) -> str:
        names = ", ".join(self._names) + (", …" if self.count > _NAMED else "")
        return f"hidden files and files of a system, passed over: {self.count} ({names})"


class Budget:
    """How much of its limits one file has used so far."""

    def __init__(self, limits: UnpackLimits) -> None:
        self.limits = limits
        self._files = 0
        self._bytes = 0
        self.passed_over = PassedOver()

    def take_file(self) -> None:
        """Count a file of an archive; raises Exhausted above the limit."""
        self._files += 1
        if self._files > self.limits.files:
            raise Exhausted(f"it holds more than {self.limits.files} files; what follows is left out")

    def take_bytes(self, number: int) -> None:
        """Count unpacked bytes; raises Exhausted above the limit."""
        self._bytes += number
        if self._bytes > self.limits.unpacked_bytes:
            raise Exhausted(f"it unpacks to more than {self.limits.unpacked_bytes // _MB} MB; what follows is left out")
