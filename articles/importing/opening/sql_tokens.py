"""The parts of an SQL dump: the columns of its tables, and the rows of INSERT and COPY, read from a stream.

A general parser of SQL builds a tree of each statement, which takes minutes where a dump takes seconds, and memory
where one INSERT has a thousand articles. What is read here is what dumps consist of; the rest is passed over.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from articles.importing.opening.unpack_limits import UnpackRefused

_CHUNK: Final = 1024**2
Value = str | int | None
_NAME: Final = r'(?:`[^`]+`|"[^"]+"|\[[^\]]+\]|[^\W\d][\w$#-]*)'
_PATH: Final = rf"{_NAME}(?:\s*\.\s*{_NAME}){{0,3}}"
_NAMES: Final = re.compile(_NAME)
# A statement that is read, at the beginning of a line; or what hides such words: a text, a comment, a function.
_INSERT: Final = (
    rf"(?:INSERT|REPLACE)\s+(?:(?:LOW_PRIORITY|DELAYED|HIGH_PRIORITY|IGNORE|OR\s+\w+)\s+)*(?:INTO\s+)?(?P<into>{_PATH})"
    rf"\s*(?:\((?P<columns>[^()']*)\)\s*)?(?:OVERRIDING\s+\w+\s+VALUE\s+)?VALUES?(?=[\s(])"
)
_CREATE: Final = rf"CREATE\s+(?:TEMPORARY\s+|UNLOGGED\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(?P<table>{_PATH})\s*\("
_COPY: Final = rf"COPY\s+(?P<copied>{_PATH})\s*(?:\((?P<fields>[^()]*)\)\s*)?FROM\s+stdin\b[^;]*;[^\n]*\n"
_START: Final = re.compile(rf"\s*(?:{_INSERT}|{_CREATE}|{_COPY})", re.IGNORECASE)
_BEGIN: Final = r"(?:INSERT|REPLACE|CREATE|COPY)\s"
_HIDING: Final = re.compile(
    rf"'|\"|`|--[^\n]*|#[^\n]*|/\*|\$\w*\$|(?P<start>(?:(?<=[\n;])|\A)[ \t\r\ufeff]*+(?={_BEGIN}))", re.IGNORECASE
)
# Characters that are read ahead of what is matched, those of an INSERT's columns at most; and of a sign cut in two.
_AHEAD: Final = 65_536
_SIGN: Final = 64
# Texts in which a backslash hides a sign, as MySQL writes them, and those in which it is one.
_BACKSLASHED: Final = r"'[^'\\]*+(?:(?:\\.|'')[^'\\]*+)*+'"
_PLAIN: Final = r"'[^']*+(?:''[^']*+)*+'"
_ESCAPES: Final = {"n": "\n", "r": "\r", "t": "\t", "0": "", "b": "", "Z": "", "v": "", "f": ""}
_ESCAPE: Final = re.compile(r"\\(.)|''", re.DOTALL)
_COPY_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
_OF_TABLE: Final = re.compile(
    r"(?:PRIMARY|UNIQUE|KEY|CONSTRAINT|INDEX|FULLTEXT|SPATIAL|FOREIGN|CHECK|PERIOD|EXCLUDE|LIKE)\b", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"-?\d{1,18}")
_OF_MYSQL: Final = re.compile(r"MySQL dump|MariaDB dump|phpMyAdmin|ENGINE\s*=\s*(?:MyISAM|InnoDB|Aria)", re.IGNORECASE)
_OF_OTHERS: Final = re.compile(
    r"PostgreSQL database dump|standard_conforming_strings = on|PRAGMA foreign_keys|sqlite_sequence"
    r"|SET IDENTITY_INSERT|SET ANSI_NULLS|(?m:^GO\s*$)|INSERT (?:INTO )?\[|[,(]\s*N'",
)
_NULL: Final = "NULL"
_BINARY: Final = frozenset({"X", "B", "_BINARY"})
_BLANKS: Final = re.compile(r"(?:\s++|--[^\n]*|/\*.*?\*/)*", re.DOTALL)
_WORD: Final = re.compile(r"[\w$@.+-]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table, as CREATE TABLE names them."""

    table: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a table: its columns, () where the statement names none, and their values; each is read once."""

    table: str
    names: tuple[str, ...]
    values: "Iterator[list[Value]]"


class _Text(Protocol):
    def read(self, size: int, /) -> str: ...


class SqlDump:
    """An SQL dump as a stream of text; what is not yet read is kept in memory, a statement never as a whole."""

    def __init__(self, stream: _Text, longest: int, most: int = 0) -> None:
        """Take the longest text that a value may be, and how much of the stream is read (0: all), in characters."""
        self._stream, self._longest, self._left = stream, longest, most or sys.maxsize
        self._text, self._at, self._ended = "", 0, False
        self._more()
        self._is_backslashed = bool(_OF_MYSQL.search(self._text) or not _OF_OTHERS.search(self._text))
        text = _BACKSLASHED if self._is_backslashed else _PLAIN
        self._string = re.compile(text, re.DOTALL)
        self._value = re.compile(
            rf"\s*+(?:(?:N|_utf8(?:mb[34])?\s?)?(?P<text>{text})|E(?P<escaped>{_BACKSLASHED})|(?P<word>[^\s,()'\"`]++))"
            r"\s*+(?P<end>[,)])",
            re.DOTALL,
        )

    def parts(self) -> Iterator[Columns | Rows]:
        """Yield the tables and their rows in the order of the dump. Raises UnpackRefused where it is broken."""
        while match := self._next_start():
            if match["table"]:
                yield Columns(_names(match["table"])[-1], tuple(self._columns()))
            elif match["copied"]:
                yield Rows(_names(match["copied"])[-1], _names(match["fields"]), self._copied())
            else:
                values = self._inserted()
                yield Rows(_names(match["into"])[-1], _names(match["columns"]), values)
                for _ in values:  # what the reader of the rows has left
                    pass

    # --- between statements

    def _next_start(self) -> re.Match[str] | None:
        """Return the next statement that is read, None at the end of the dump."""
        while True:
            self._fill(_AHEAD)
            hiding = _HIDING.search(self._text, self._at)
            if hiding is None or (hiding.end() == len(self._text) and not self._ended):
                if self._ended:
                    return None
                self._at = hiding.start() if hiding else max(self._at, len(self._text) - _SIGN)
                self._more()
                continue
            self._at = hiding.end()
            if hiding["start"] is None:
                self._pass_over(hiding[0], hiding.start())
                continue
            self._fill(_AHEAD)
            if match := _START.match(self._text, self._at):
                self._at = match.end()
                return match
            self._at += 1

    def _pass_over(self, sign: str, start: int) -> None:
        if sign == "'":
            self._at = start
            self._take(self._string, "a text is left open")
        elif sign in {'"', "`"}:
            self._to(sign)
        elif sign == "/*":
            self._to("*/")
        elif sign.startswith("$"):
            self._to(sign)

    def _to(self, sign: str) -> None:
        """Go behind the next sign, or to the end of the dump."""
        while (at := self._text.find(sign, self._at)) < 0:
            self._at = max(self._at, len(self._text) - len(sign) + 1)
            if self._ended:
                self._at = len(self._text)
                return
            self._more()
        self._at = at + len(sign)

    # --- the text

    def _fill(self, least: int) -> None:
        if len(self._text) - self._at < least and not self._ended:
            self._more()

    def _more(self) -> None:
        kept = max(0, self._at - 1)  # by the sign before it the beginning of a line is known
        rest = self._text[kept:]
        if len(rest) > self._longest:
            raise UnpackRefused("one row is larger than any article")
        chunk = self._stream.read(min(self._left, max(_CHUNK, len(rest))))
        self._left -= len(chunk)
        self._text, self._at, self._ended = rest + chunk, self._at - kept, not chunk

    def _take(self, pattern: re.Pattern[str], missing: str) -> str:
        """Return what matches here, with more of the stream where it goes on there."""
        while True:
            match = pattern.match(self._text, self._at)
            if match and (match.end() < len(self._text) or self._ended):
                self._at = match.end()
                return match[0]
            if self._ended:
                raise UnpackRefused(missing)
            self._more()

    # --- columns

    def _columns(self) -> Iterator[str]:
        """Yield the names of the columns in the brackets of CREATE TABLE."""
        depth, is_new = 1, True
        while depth:
            part = self._token()
            if not part:
                return
            if is_new and depth == 1 and part not in "(),;":
                if not _OF_TABLE.fullmatch(part):
                    yield part.strip('`"[]')
                is_new = False
            depth += {"(": 1, ")": -1}.get(part, 0)
            is_new = part == "," and depth == 1

    def _token(self) -> str:
        """Return the next text, name, word or sign; "" at the end of the dump."""
        self._fill(_AHEAD)
        self._take(_BLANKS, "")
        if self._at >= len(self._text):
            return ""
        sign = self._text[self._at]
        if sign == "'":
            return self._take(self._string, "a text is left open")
        if sign in '"`[' and (match := _NAMES.match(self._text, self._at)):
            self._at = match.end()
            return match[0]
        if match := _WORD.match(self._text, self._at):
            self._at = match.end()
            return match[0]
        self._at += 1
        return sign

    # --- rows

    def _inserted(self) -> Iterator[list[Value]]:
        """Yield the rows behind VALUES, up to what is none."""
        while True:
            self._fill(_AHEAD)
            self._take(_BLANKS, "")
            if not self._text.startswith("(", self._at):
                return
            self._at += 1
            yield self._row()
            self._fill(_AHEAD)
            self._take(_BLANKS, "")
            if not self._text.startswith(",", self._at):
                return
            self._at += 1

    def _row(self) -> list[Value]:
        values: list[Value] = []
        while True:
            match = self._value.match(self._text, self._at)
            if match is None:
                value, end = self._unusual_value()
            else:
                self._at = match.end()
                value, end = self._read(match), match["end"]
            values.append(value)
            if end != ",":
                return values

    def _read(self, match: re.Match[str]) -> Value:
        if (text := match["text"]) is not None:
            return self._read_text(text)
        return _unescaped(match["escaped"][1:-1]) if match["escaped"] else _of_word(match["word"])

    def _read_text(self, part: str) -> str:
        return _unescaped(part[1:-1]) if self._is_backslashed else part[1:-1].replace("''", "'")

    def _unusual_value(self) -> tuple[Value, str]:
        """Return the first text in a value that is more than one (CAST(N'...' AS DateTime)), and the sign behind it."""
        depth, found, first, before = 0, None, "", ""
        while part := self._token():
            if not depth and part in {",", ")"}:
                return (found if found is not None else _of_word(first)), part
            depth += {"(": 1, ")": -1}.get(part, 0)
            if found is None and len(part) > 1 and part[0] in "'\"" and before.upper() not in _BINARY:
                found = self._read_text(part)
            first, before = first or part, part
        raise UnpackRefused("a row is left open")

    def _copied(self) -> Iterator[list[Value]]:
        """Yield the rows of COPY: a line each, with tabs between its values, up to the line "\\."."""
        while (line := self._line()) is not None:
            if line in {"\\.", "\\.\r"}:
                return
            yield [
                None if cell == "\\N" else _COPY_ESCAPE.sub(_stands_for, cell) if "\\" in cell else cell
                for cell in line.rstrip("\r").split("\t")
            ]

    def _line(self) -> str | None:
        while (at := self._text.find("\n", self._at)) < 0:
            if self._ended:
                line, self._at = self._text[self._at :], len(self._text)
                return line or None
            self._more()
        line, self._at = self._text[self._at : at], at + 1
        return line


def _of_word(word: str) -> Value:
    if word.upper() == _NULL:
        return None
    return int(word) if _NUMBER.fullmatch(word) else word


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_stands_for, text) if "\\" in text or "''" in text else text


def _stands_for(match: re.Match[str]) -> str:
    sign = match[1]
    return "'" if sign is None else _ESCAPES.get(sign, sign)


def _names(listed: str | None) -> tuple[str, ...]:
    return tuple(name.strip('`"[]') for name in _NAMES.findall(listed or ""))
