"""The map of Vietnam's provinces with numbers of articles: shapes in steps of colour, ranks, and the table behind."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from django.urls import reverse

from articles.entities.province_entities import entities_of_provinces
from articles.models import EntityKind
from articles.models.source import slug_of
from articles.search import FACET_BY_KIND, Choice, SearchRequest, kept_until_indexed
from articles.text.phrase_lists import entries
from articles.views.parts.wording import number, share_text

_POINTS: Final = Path(__file__).parent / "province_points.txt"
# Steps of colour for provinces that have articles.
_STEPS: Final = 5
# Provinces whose rank is written on the map.
_RANKED: Final = 10


@dataclass(frozen=True, slots=True)
class ProvincePoint:
    """A province as it is drawn: its name, the id of its shape, and a point inside."""

    name: str
    shape: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class MapProvince:
    """A province with its numbers: `count` articles, of the archive's `whole` that mention it, `share` in words.

    `step` is that of its colour, 0 without articles; `rank` is 0 where it is not written on the map. `address` leads to
    the articles, and is "" where there are none.
    """

    point: ProvincePoint
    count: int
    whole: int
    share: str
    step: int
    rank: int
    address: str
    current: bool


@dataclass(frozen=True, slots=True)
class MapStep:
    """A step of the legend: its number, and the least and greatest value of its provinces in words."""

    step: int
    least: str
    most: str


@dataclass(frozen=True, slots=True)
class ProvinceMap:
    """The provinces, those with the greatest value first, and the steps of the legend, the lowest first.

    `drawn` is the file of the shapes without its extension.
    """

    provinces: tuple[MapProvince, ...]
    steps: tuple[MapStep, ...]
    drawn: str
    shares: bool

    @property
    def has_empty(self) -> bool:
        """Whether some province has no articles."""
        return any(not province.count for province in self.provinces)


def articles_of_place(search: SearchRequest, place: int) -> str:
    """Return the address of a search's articles that mention a place."""
    choice = Choice(FACET_BY_KIND[EntityKind.PLACE].name, str(place))
    return reverse("search") + search.with_choice(choice).address()


def province_entities(*, todays: bool) -> dict[str, int]:
    """Return the entities of the 63 provinces until 2025 or of the 34 of today, by name.

    Three SQL queries, none until the index changes. Raises SearchFailed.
    """
    return _todays_entities() if todays else _former_entities()


@kept_until_indexed
def _former_entities() -> dict[str, int]:
    return entities_of_provinces(point.name for point in province_points(todays=False))


@kept_until_indexed
def _todays_entities() -> dict[str, int]:
    return entities_of_provinces(point.name for point in province_points(todays=True))


def province_map(
    entities: Mapping[str, int],
    counts: Mapping[int, int],
    whole: Mapping[int, int],
    address: Callable[[int], str],
    *,
    todays: bool,
    shares: bool = False,
    current: int = 0,
) -> ProvinceMap:
    """Return the map of the numbers of articles by the id of a province's entity.

    `whole` counts all articles of the archive that mention it; with `shares`, colours and order go by the share of
    these. `address` returns the address of an entity's articles. `current` is the entity whose page it is.
    """
    values = {}
    for name, pk in entities.items():
        count = counts.get(pk, 0)
        values[name] = count / max(whole.get(pk, 0), 1) if shares else float(count)
    points = sorted(province_points(todays=todays), key=lambda point: -values.get(point.name, 0))
    step = _steps_of([value for value in values.values() if value])
    provinces = []
    for place, point in enumerate(points, start=1):
        pk, value = entities.get(point.name, 0), values.get(point.name, 0)
        count, of_all = counts.get(pk, 0), whole.get(pk, 0)
        provinces.append(
            MapProvince(
                point=point,
                count=count,
                whole=of_all,
                share=share_text(count, of_all) if of_all else "",
                step=step.get(value, 0),
                rank=place if value and place <= _RANKED else 0,
                address=address(pk) if count else "",
                current=bool(pk) and pk == current,
            )
        )
    return ProvinceMap(tuple(provinces), _steps(provinces, values, shares=shares), _file(todays=todays), shares)


@cache
def province_points(*, todays: bool) -> tuple[ProvincePoint, ...]:
    """Return where each of the 63 provinces until 2025, or of the 34 of today, is drawn."""
    return tuple(
        ProvincePoint(name, slug_of(name), int(x), int(y))
        for which, x, y, name in (entry.split(" ", 3) for entry in entries(_POINTS))
        if (which == "today") is todays
    )


def _file(*, todays: bool) -> str:
    return "provinces-today" if todays else "provinces-then"


def _steps_of(values: Sequence[float]) -> dict[float, int]:
    """Return the step of each value: as many provinces in each as there can be, equal values in one.

    The lowest is the first and the highest the last, however few steps there are between.
    """
    if not values:
        return {}
    ordered = sorted(values)
    starts = sorted({ordered[len(ordered) * step // _STEPS] for step in range(_STEPS)})
    apart = (_STEPS - 1) / max(len(starts) - 1, 1)
    return {value: 1 + round((bisect_right(starts, value) - 1) * apart) for value in ordered}


def _steps(provinces: Sequence[MapProvince], values: Mapping[str, float], *, shares: bool) -> tuple[MapStep, ...]:
    found: dict[int, list[float]] = {}
    for province in provinces:
        if province.step:
            found.setdefault(province.step, []).append(values[province.point.name])
    return tuple(
        MapStep(step, *(share_text(end, 1) if shares else number(int(end)) for end in (min(each), max(each))))
        for step, each in sorted(found.items())
    )
