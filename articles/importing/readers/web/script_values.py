"""The values that scripts of web pages hold, as JSON or as JavaScript writes them: objects, lists, texts, numbers.

Nothing is run: a function that is called with its arguments at once, as Nuxt writes it, is read as what it returns.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

_TOKEN: Final = re.compile(
    r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|`(?:[^`\\]|\\.)*`|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|-?\.\d+'
    r"|[A-Za-z_$][\w$]*|[][{}(),:!]|\S",
    re.DOTALL,
)
_CALLED: Final = re.compile(r"\(\s*function\s*\(([^)]*)\)\s*\{\s*(?:[^{}]{0,2000}?;)?\s*return\s*", re.DOTALL)
_ARROW: Final = re.compile(r"\(\s*\(([^)]*)\)\s*=>\s*\(?", re.DOTALL)
_CONSTANTS: Final = {"true": True, "false": False, "null": None, "undefined": None, "NaN": None}
_ESCAPES: Final = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}
_ESCAPED: Final = re.compile(r"\\(u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_DEEPEST: Final = 100
_MOST_HOLDERS: Final = 20_000  # values of a list of references


class _Broken(ValueError):
    """What stands there is no value."""


def script_value(text: str) -> Any:
    """Return the value that a text begins with, as JSON or JavaScript; None where it begins with none."""
    text = text.lstrip()
    try:
        return json.JSONDecoder(parse_constant=lambda _name: None).raw_decode(text)[0]
    except (ValueError, RecursionError):
        pass
    try:
        called = _CALLED.match(text) or _ARROW.match(text)
        return _returned(text, called) if called else _Values(text).value()
    except (ValueError, StopIteration, RecursionError):  # also of a number that is none, or too long
        return None


def unfolded(values: list[Any]) -> Any:
    """Return the value of a list in which objects and lists hold the places of their values, as Nuxt 3 writes it."""
    done: dict[int, Any] = {}

    def at(place: Any, depth: int = 0) -> Any:
        if not isinstance(place, int) or not 0 <= place < len(values) or depth > _DEEPEST:
            return None
        if place in done:
            return done[place]
        value = values[place]
        if isinstance(value, dict):
            found: dict[str, Any] = {}
            done[place] = found
            found.update({key: at(inner, depth + 1) for key, inner in value.items()})
        elif isinstance(value, list) and value and isinstance(value[0], str):
            done[place] = at(value[1], depth + 1) if len(value) > 1 else None
        elif isinstance(value, list):
            items: list[Any] = []
            done[place] = items
            items.extend(at(inner, depth + 1) for inner in value)
        else:
            done[place] = value
        return done[place]

    return at(0) if 0 < len(values) <= _MOST_HOLDERS else None


def _returned(text: str, called: re.Match[str]) -> Any:
    """Return what a function returns that is called at once: "(function(a){return {title:a}}("Mưa"))"."""
    reader = _Values(text[called.end() :])
    value = reader.value()
    names = [name.strip() for name in called[1].split(",") if name.strip()]
    arguments = list(reader.arguments())
    return _filled(value, dict(zip(names, arguments, strict=False)))


class _Name(str):
    """A name that stands for an argument."""

    __slots__ = ()


def _filled(value: Any, arguments: dict[str, Any]) -> Any:
    if isinstance(value, _Name):
        return arguments.get(value)
    if isinstance(value, dict):
        return {key: _filled(inner, arguments) for key, inner in value.items()}
    return [_filled(inner, arguments) for inner in value] if isinstance(value, list) else value


class _Values:
    """Reads the values of JavaScript one after another."""

    def __init__(self, text: str) -> None:
        self._tokens: Iterator[str] = (match[0] for match in _TOKEN.finditer(text))
        self._next = next(self._tokens, "")

    def _take(self) -> str:
        sign, self._next = self._next, next(self._tokens, "")
        if not sign:
            raise _Broken
        return sign

    def value(self, depth: int = 0) -> Any:
        """Return the next value; raises _Broken where there is none."""
        if depth > _DEEPEST:
            raise _Broken
        sign = self._take()
        if sign == "{":
            return self._object(depth)
        if sign == "[":
            return list(self._items("]", depth))
        if sign[0] in "\"'`":
            return _text(sign)
        if sign[0].isdigit() or sign[0] in "-.":
            return json.loads(sign) if sign[0] != "." else float(sign)
        if sign == "!":
            return not self.value(depth + 1)
        if sign in _CONSTANTS:
            return _CONSTANTS[sign]
        if sign in {"void", "new"}:
            return self.value(depth + 1) if sign == "new" else self._nothing(depth)
        return self._named(sign, depth)

    def _nothing(self, depth: int) -> None:
        self.value(depth + 1)

    def _named(self, sign: str, depth: int) -> Any:
        """Return the argument of a call such as JSON.parse("..."), or the name of an argument."""
        if not re.match(r"[A-Za-z_$]", sign):
            raise _Broken
        while self._next == ".":
            self._take()
            sign = self._take()
        if self._next != "(":
            return _Name(sign)
        self._take()
        inner = list(self._items(")", depth))
        first = inner[0] if inner else None
        return script_value(first) if sign == "parse" and isinstance(first, str) else first

    def _object(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while self._next != "}":
            key = self._take()
            name = _text(key) if key[0] in "\"'" else key
            if self._next == ":":
                self._take()
                found[name] = self.value(depth + 1)
            else:
                found[name] = _Name(name)
            if self._next == ",":
                self._take()
            elif self._next != "}":
                raise _Broken
        self._take()
        return found

    def _items(self, end: str, depth: int) -> Iterator[Any]:
        while self._next != end:
            if self._next == ",":
                self._take()
                continue
            yield self.value(depth + 1)
            if self._next not in {",", end}:
                raise _Broken
        self._take()

    def arguments(self) -> Iterator[Any]:
        """Yield the arguments of the call behind the value that was read."""
        while self._next and self._next != "(":
            self._take()
        if self._next:
            self._take()
            yield from self._items(")", 0)


def _text(sign: str) -> str:
    return _ESCAPED.sub(lambda sign: _unescaped(sign[1]), sign[1:-1])


def _unescaped(sign: str) -> str:
    if sign[0] in "ux" and len(sign) > 1:
        code = int(sign[1:].strip("{}"), 16)
        return chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "�"
    return _ESCAPES.get(sign, sign)
