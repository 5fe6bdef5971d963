import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.minhash import POSITIONS, bands, resemblance, signature

SYLLABLES = st.lists(st.sampled_from(["cang", "ca", "quy", "nhon", "mo", "cua", "tro", "lai", "sau", "bao"]))
TEXT = [f"tieng{n}" for n in range(400)]


def changed(share: float) -> list[str]:
    """Return the text with so many of its syllables changed, at random but each time the same."""
    chance = random.Random(7)
    return [f"khac{n}" if chance.random() < share else syllable for n, syllable in enumerate(TEXT)]


@given(SYLLABLES)
def test_a_text_resembles_itself(syllables: list[str]) -> None:
    one = signature(syllables)
    assert resemblance(one, signature(list(syllables))) == 1
    assert len(one) == 2 * POSITIONS


def test_signatures_are_the_same_on_every_machine() -> None:
    assert signature(TEXT)[:8].hex() == "3ee47973cd1f46f5"


@pytest.mark.parametrize(("share", "about"), [(0.02, 0.89), (0.1, 0.57), (0.3, 0.21)])
def test_it_estimates_how_many_triples_are_shared(share: float, about: float) -> None:
    assert resemblance(signature(TEXT), signature(changed(share))) == pytest.approx(about, abs=0.12)


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3])
def test_alike_texts_share_a_band(share: float) -> None:
    assert set(bands(signature(TEXT))) & set(bands(signature(changed(share))))


def test_other_texts_share_none() -> None:
    assert not set(bands(signature(TEXT))) & set(bands(signature([f"khac{n}" for n in range(400)])))


def test_keys_fit_the_column() -> None:
    assert all(-(2**31) <= key < 2**31 for key in bands(signature(TEXT)))


def test_what_is_too_short_to_tell_has_no_bands() -> None:
    assert bands(signature(TEXT[:12])) == bands(signature([])) == []
