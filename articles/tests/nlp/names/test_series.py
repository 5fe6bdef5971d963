import pytest

from articles.nlp.names.found_names import FoundName, NameKind
from articles.nlp.names.series import with_series


def _kinds(text: str, *names: tuple[NameKind, str]) -> list[str]:
    found = [FoundName(text.index(form), text.index(form) + len(form), kind) for kind, form in names]
    return [name.kind for name in with_series(text, found)]


def test_a_ward_named_after_a_person_is_a_place_among_wards() -> None:
    text = "tại các phường Phước Thới, Châu Văn Liêm và Thới Hoà"
    names: list[tuple[NameKind, str]] = [("place", "Phước Thới"), ("person", "Châu Văn Liêm"), ("place", "Thới Hoà")]
    assert _kinds(text, *names) == ["place", "place", "place"]


def test_an_unknown_place_among_people_is_a_person() -> None:
    text = "giữa Minh Ánh – Đăng Phương – Hạ Quyên"
    names: list[tuple[NameKind, str]] = [("person", "Minh Ánh"), ("place", "Đăng Phương"), ("person", "Hạ Quyên")]
    assert _kinds(text, *names) == ["person", "person", "person"]


@pytest.mark.parametrize("text", ["Lê Nam, Lê Sơn và Hà Nội", "Lê Nam, Lê Sơn ở Đăng Phương", "Lê Nam, Đăng Phương"])
def test_a_known_place_and_one_apart_stay_places(text: str) -> None:
    people: list[tuple[NameKind, str]] = [("person", form) for form in ("Lê Nam", "Lê Sơn") if form in text]
    place = "Hà Nội" if "Hà Nội" in text else "Đăng Phương"
    assert _kinds(text, *people, ("place", place))[-1] == "place"
