import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.beginnings import Beginning, key_range
from articles.text.normal import fold


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("bui", "Bùi Thanh Sơn"),
        ("thanh s", "Bùi Thanh Sơn"),
        ("SƠN", "Bùi Thanh Sơn"),
        ("bùi thanh sơ", "Bùi Thanh Sơn"),
        ("bùi thanh", "Bùi Thanh Sơn"),
        ("hoà b", "Hòa Bình"),
        ("thuý", "Thúy Hà"),
        ("mỹ", "Mĩ Tâm"),
        ("my", "Mỹ"),
        ("my t", "Mĩ Tâm"),
        ("mya", "Myanmar"),
        ("nguyê", "Nguyễn Văn An"),
        ("đuo", "Đường Lâm"),
        ("đươ", "Đường Lâm"),
        ("tp", "TP.HCM"),
        ("hc", "TP.HCM"),
        ("gd-đ", "Bộ GD-ĐT"),
        ("ý", "Ý"),
        (unicodedata.normalize("NFD", "sơn"), "Bùi Thanh Sơn"),
    ],
)
def test_a_name_is_met_at_the_beginning_of_any_word(typed: str, name: str) -> None:
    assert Beginning.of(typed).begins_in(name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("anh", "Bùi Thanh Sơn"),
        ("bui son", "Bùi Thanh Sơn"),
        ("bú", "Bùi Thanh Sơn"),
        ("sòn", "Bùi Thanh Sơn"),
        ("án", "An Giang"),
        ("đa", "Da Lat"),
        ("bùi thành", "Bùi Thanh Sơn"),
        ("mý", "Mỹ"),
        ("minh", "Mỹ"),
        ("", "Bùi"),
        ("...", "Bùi"),
    ],
)
def test_marks_that_were_typed_must_be_there(typed: str, name: str) -> None:
    assert not Beginning.of(typed).begins_in(name)


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("Bùi Tha", [("bui tha", False)]),
        ("my", [("my", False), ("mi", True)]),
        ("mỹ t", [("mi t", False)]),
        ("?!", []),
    ],
)
def test_keys_are_folded(typed: str, keys: list[tuple[str, bool]]) -> None:
    assert Beginning.of(typed).folded() == keys


@given(st.text(max_size=20), st.text(max_size=20))
def test_anything_may_be_typed(typed: str, name: str) -> None:
    Beginning.of(typed).begins_in(name)


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạýỳ ", min_size=1, max_size=20), st.data())
def test_every_beginning_of_a_name_without_marks_meets_it(name: str, data: st.DataObject) -> None:
    words = name.split()
    if words:
        start = data.draw(st.integers(0, len(words) - 1))
        rest = fold(" ".join(words[start:]))
        typed = rest[: data.draw(st.integers(1, len(rest)))]
        assert Beginning.of(typed).begins_in(name)


@given(st.text(), st.text())
def test_a_key_range_holds_what_begins_with_the_prefix_and_nothing_else(prefix: str, other: str) -> None:
    low, high = key_range(prefix)
    assert low <= (prefix + other).encode() < high
    assert (low <= other.encode() < high) == other.startswith(prefix)
