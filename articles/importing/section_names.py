"""Names of newspaper sections, which records often give as the slug of an address."""

from typing import Final

# The sections that Vietnamese dailies share, under the slugs of their addresses.
_NAMES: Final = {
    "the-gioi": "Thế giới",
    "the-thao": "Thể thao",
    "thoi-su": "Thời sự",
    "kinh-te": "Kinh tế",
    "kinh-doanh": "Kinh doanh",
    "van-hoa": "Văn hóa",
    "giao-duc": "Giáo dục",
    "khoa-hoc": "Khoa học",
    "phap-luat": "Pháp luật",
    "suc-khoe": "Sức khỏe",
    "giai-tri": "Giải trí",
    "du-lich": "Du lịch",
    "doi-song": "Đời sống",
    "xa-hoi": "Xã hội",
    "chinh-tri": "Chính trị",
    "cong-nghe": "Công nghệ",
    "bat-dong-san": "Bất động sản",
    "ban-doc": "Bạn đọc",
    "moi-truong": "Môi trường",
    "quoc-phong": "Quốc phòng",
    "an-ninh": "An ninh",
    "xe": "Xe",
}


def section_name(given: str) -> str:
    """Return the name that people read for a section given by name or slug: "the-thao" -> "Thể thao"."""
    return _NAMES.get(given.strip().lower(), given.strip())
