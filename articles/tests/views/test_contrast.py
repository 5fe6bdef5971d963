"""The colours of the design tokens have enough contrast, light and dark (WCAG 2.2, level AA)."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[3] / "static" / "css"
_BLOCKS = re.findall(r":root \{(.*?)\}", (CSS / "tokens.css").read_text(), re.DOTALL)
LIGHT = dict(re.findall(r"--([\w-]+): (#\w{6})", _BLOCKS[0]))
THEMES = {"light": LIGHT, "dark": LIGHT | dict(re.findall(r"--([\w-]+): (#\w{6})", _BLOCKS[1]))}

TEXTS = [
    *((ink, paper) for ink in ("ink", "ink-soft", "ink-faint", "accent") for paper in ("paper", "raised")),
    *((kind, "paper") for kind in ("person", "place", "organization")),
    ("ink", "accent-soft"),
    ("ink-faint", "accent-soft"),
    ("on-accent", "accent"),
    ("mark-ink", "mark"),
]


def luminance(colour: str) -> float:
    """Return the relative luminance that WCAG 2.2 defines."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "paper"), TEXTS)
def test_text_stands_out(theme: str, ink: str, paper: str) -> None:
    assert contrast(THEMES[theme][ink], THEMES[theme][paper]) >= 4.5


def test_kinds_of_names_are_told_by_more_than_colour() -> None:
    css = (CSS / "components" / "mentions.css").read_text()
    styles = dict(re.findall(r"\.mention\.kind-(\w+) \{\s*text-decoration-style: (\w+);", css))
    assert len(set(styles.values())) == len(styles) == 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("part", ["field", "bar"])
def test_edges_of_fields_and_bars_of_charts_stand_out(theme: str, part: str) -> None:
    assert contrast(THEMES[theme][part], THEMES[theme]["paper"]) >= 3


STEPS = ["map-0", "map-1", "map-2", "map-3", "map-4", "map-5"]


@pytest.mark.parametrize("theme", THEMES)
def test_the_steps_of_the_map_differ_in_lightness_and_the_highest_stands_out(theme: str) -> None:
    colours = [THEMES[theme][step] for step in STEPS]
    assert all(contrast(one, other) >= 1.25 for one, other in pairwise(colours))
    assert contrast(colours[0], colours[-1]) >= 6
    assert contrast(colours[-1], THEMES[theme]["paper"]) >= 6


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("step", STEPS[1:])
def test_the_ranks_on_the_map_stand_out(theme: str, step: str) -> None:
    css = (CSS / "components" / "province-map.css").read_text()
    on_dark = set(re.findall(r"province-map-on-(\d)", css.partition("fill: var(--paper)")[0].rpartition("}")[2]))
    ink = "paper" if step[-1] in on_dark else "ink"
    assert contrast(THEMES[theme][ink], THEMES[theme][step]) >= 4.5
