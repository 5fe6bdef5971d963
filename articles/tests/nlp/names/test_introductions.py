import pytest

from articles.nlp.names.found_names import FoundName, NameKind
from articles.nlp.names.introductions import introductions


@pytest.mark.parametrize(
    ("text", "kind", "name", "other"),
    [
        ("Liên minh châu Âu (EU) họp", "organization", "Liên minh châu Âu", "EU"),
        ("Công an bắt Trần Văn Nam (tức Nam Cụt)", "person", "Trần Văn Nam", "Nam Cụt"),
        ("Lê Thị Hoa (SN 1980, tự Hoa Đen) khai", "person", "Lê Thị Hoa", "Hoa Đen"),
        ("ca sĩ Phan Thanh Hà, nghệ danh “Thanh Hà” hát", "person", "Phan Thanh Hà", "Thanh Hà"),
    ],
)
def test_another_name_that_the_text_explains_is_found(text: str, kind: NameKind, name: str, other: str) -> None:
    start = text.index(name)
    pairs = introductions(text, [FoundName(start, start + len(name), kind)])
    assert [text[short.start : short.end] for short, _ in pairs] == [other]


def test_what_stands_beside_a_name_is_not_another_name_of_it() -> None:
    assert introductions("Trần Văn Nam (Hà Nội), tự do", [FoundName(0, 12, "person")]) == []
