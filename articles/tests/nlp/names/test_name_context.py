import pytest

from articles.nlp.names.found_names import FoundName, NameKind
from articles.nlp.names.name_context import with_neighbours


def _kinds(text: str, kind: NameKind, name: str) -> list[str]:
    start = text.index(name)
    return [found.kind for found in with_neighbours(text, [FoundName(start, start + len(name), kind)])]


@pytest.mark.parametrize(
    ("text", "found", "name", "kind"),
    [
        ("ở phường Trương Quang Trọng", "person", "Trương Quang Trọng", "place"),
        ("tại sân bay quốc tế Louis Armstrong", "person", "Louis Armstrong", "place"),
        ("bắt quả tang Nathammanha (26 tuổi)", "place", "Nathammanha", "person"),
        ("Doanh nhân Quốc Cường mua xe", "place", "Quốc Cường", "person"),
        ("Phó thủ tướng Trương Hoà Bình", "place", "Trương Hoà Bình", "person"),
        ("bí thư Bình Dương", "place", "Bình Dương", "place"),
        ("diễn viên Hàn Quốc đến dự", "place", "Hàn Quốc", "place"),
        ("tin trên báo Dân Việt", "place", "Dân Việt", "organization"),
        ("cháy tại phường Tiền Phong", "organization", "Tiền Phong", "place"),
        ("Xã Tiền Phong có 12 thôn", "organization", "Tiền Phong", "place"),
        ("ở thôn Đại Đoàn Kết", "organization", "Đại Đoàn Kết", "place"),
        ("các lực lượng xã Công an", "organization", "Công an", "organization"),
        ("ra trình báo Minh Anh", "person", "Minh Anh", "person"),
        ("tàu TQ đến", "organization", "TQ", "place"),
        ("nói vậy.\nHải Vân (tổng hợp)", "place", "Hải Vân", "person"),
        ("nói vậy.\nNgười Đưa Tin", "organization", "Người Đưa Tin", "organization"),
        ("nói vậy.\nHà Nội", "place", "Hà Nội", "place"),
        ("tàu sân bay Mỹ đến", "place", "Mỹ", "place"),
        ("ông xã Hoàng Phúc", "person", "Hoàng Phúc", "person"),
        ("ông Trung tâm sự", "person", "Trung", "person"),
        ("ca khúc của Jennifer Phạm", "place", "Jennifer Phạm", "person"),
        ("ở Đắk Nông", "place", "Đắk Nông", "place"),
        ("theo ông Đường", "person", "Đường", "person"),
        ("ca sĩ nổi tiếng Lam Trường", "person", "Lam Trường", "person"),
        ("yêu cầu Hoàng Yến khai", "person", "Hoàng Yến", "person"),
        ("gặp ông Võ Văn Kiệt", "person", "Võ Văn Kiệt", "person"),
    ],
)
def test_the_words_beside_a_name_tell_its_kind(text: str, found: NameKind, name: str, kind: str) -> None:
    assert _kinds(text, found, name) == [kind]


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("học tiếng Anh", "place", "Anh"),
        ("tàu sân bay Liêu Ninh", "place", "Liêu Ninh"),
        ("tàu chở dầu Stena Impero", "place", "Stena Impero"),
        ("người dân tộc Lào", "place", "Lào"),
        ("dẫn đầu Premier League", "place", "Premier League"),
        ("Pháp luật đã cấm", "place", "Pháp"),
        ("Trung tâm tư vấn", "person", "Trung"),
        ("theo Khoản 1", "place", "Khoản 1"),
        ("trên địa bàn TP.", "place", "TP."),
        ("HS nghỉ học", "organization", "HS"),
        ("cam kết tại COP26", "place", "COP26"),
        ("Hiệp định Bảo hộ Đầu tư Việt Nam - EU", "organization", "Bảo hộ Đầu tư Việt Nam - EU"),
    ],
)
def test_what_is_no_name_is_left_out(text: str, kind: NameKind, name: str) -> None:
    assert _kinds(text, kind, name) == []
