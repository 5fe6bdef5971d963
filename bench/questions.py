"""The questions that a bench asks every system: the same at every size, since the first articles are in all sizes."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A facet's value that hits must have: as the archive's index knows it, and as people read it."""

    facet: str
    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is typed, the class it belongs to, and how it is narrowed."""

    kind: str
    text: str
    narrowings: tuple[Narrowing, ...] = ()


def save(questions: list[Question], file: Path) -> None:
    """Write questions as JSON lines."""
    file.write_text("".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in questions), "utf-8")


def load(file: Path) -> list[Question]:
    """Read questions that `save` wrote."""
    return [_question(**json.loads(line)) for line in file.read_text("utf-8").splitlines()]


def _question(kind: str, text: str, narrowings: list[dict[str, str]]) -> Question:
    return Question(kind, text, tuple(Narrowing(**one) for one in narrowings))
