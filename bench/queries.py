"""The queries of the benchmarks; they fit archives of all sizes, which all hold the first articles."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

# For readers who search all the time: one and several units, with and without marks, a name, words of no article.
WORDS: Final = (
    "việt nam", "đường sắt", "bui thanh son", "thủ tướng", '"hà nội"', "ukraine", "giá xăng dầu", "bóng đá -nữ",
    "công an an giang", "kinh te", "học sinh", "Trung Quốc", "bão", "tai nạn giao thông", "Y", "không có đâu",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FacetFilter:
    """A facet value that hits must have: `value` as in the index, `name` as shown to readers."""

    facet: str
    value: str
    name: str


@dataclass(frozen=True, slots=True)
class BenchQuery:
    """The text of a query, its kind, and its filters."""

    kind: str
    text: str
    filters: tuple[FacetFilter, ...] = ()


def save(queries: list[BenchQuery], file: Path) -> None:
    """Write queries as JSON lines."""
    file.write_text("".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in queries), "utf-8")


def load(file: Path) -> list[BenchQuery]:
    """Read queries that `save` wrote."""
    return [_query(**json.loads(line)) for line in file.read_text("utf-8").splitlines()]


def _query(kind: str, text: str, filters: list[dict[str, str]]) -> BenchQuery:
    return BenchQuery(kind, text, tuple(FacetFilter(**one) for one in filters))
