import pytest

from articles.nlp.names.found_names import FoundName, NameKind
from articles.nlp.names.leading_words import without_leading_words


def _cut(text: str, *names: tuple[NameKind, str]) -> list[tuple[str, str]]:
    found: list[FoundName] = []
    for kind, form in names:
        start = text.index(form, found[-1].end if found else 0)
        found.append(FoundName(start, start + len(form), kind))
    return [(name.kind, text[name.start : name.end]) for name in without_leading_words(text, found)]


@pytest.mark.parametrize(
    ("text", "kind", "found", "cut"),
    [
        ("NSND Tự Long hát", "organization", "NSND Tự Long", ("person", "Tự Long")),
        ("Chào Thúy An, nhiều người hỏi", "person", "Chào Thúy An", ("person", "Thúy An")),
        ("HLV Nhật Bản nói", "organization", "HLV Nhật Bản", ("place", "Nhật Bản")),
        ("theo PV Dân Việt", "organization", "PV Dân Việt", ("organization", "Dân Việt")),
        ("BTV VTV kể", "organization", "BTV VTV", ("organization", "VTV")),
        ("HLV Park Hang Seo", "person", "HLV Park Hang Seo", ("person", "Park Hang Seo")),
        ("PGS-TS Hồ Thanh Phong", "place", "PGS-TS Hồ Thanh Phong", ("person", "Hồ Thanh Phong")),
        ("TGĐ BSR cho biết", "organization", "TGĐ BSR", ("organization", "BSR")),
        ("Thủ trưởng Cơ quan CSĐT", "organization", "Thủ trưởng Cơ quan CSĐT", ("organization", "Cơ quan CSĐT")),
        ("chánh văn phòng Quốc hội", "organization", "văn phòng Quốc hội", ("organization", "Quốc hội")),
        ("nguyên cán bộ phòng Y tế", "organization", "bộ phòng Y tế", ("organization", "phòng Y tế")),
        ("đến văn phòng Quốc hội", "organization", "văn phòng Quốc hội", ("organization", "văn phòng Quốc hội")),
        ("MC", "organization", "MC", ("organization", "MC")),
    ],
)
def test_a_name_begins_after_the_title_or_office(text: str, kind: NameKind, found: str, cut: tuple[str, str]) -> None:
    assert _cut(text, (kind, found)) == [cut]


def test_a_form_of_address_at_the_start_of_a_sentence_is_no_part_of_a_name() -> None:
    text = "Gặp anh Tâm. Anh Tâm cho biết"
    assert _cut(text, ("person", "Tâm"), ("person", "Anh Tâm")) == [("person", "Tâm"), ("person", "Tâm")]


@pytest.mark.parametrize("first", ["Lê Anh Tâm", "Lê Văn Hùng"])
def test_a_given_name_that_looks_like_an_address_stays(first: str) -> None:
    text = f"Gặp {first}. Anh Tâm cho biết"
    assert _cut(text, ("person", first), ("person", "Anh Tâm"))[1] == ("person", "Anh Tâm")
