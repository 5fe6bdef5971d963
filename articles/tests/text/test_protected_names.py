import pytest

from articles.text.protected_names import is_protected_name


@pytest.mark.parametrize(
    "name",
    [
        *("Nguyễn Thị H.", "Nguyễn Văn Th.", "Nguyễn Văn H", "Bùi Thị Uyển Nh", "Đinh Thị Hải Y.", "Mùa A Ch."),
        *("H.", "H", "Th.", "N.V.T", "N.V.T.", "P. T.Tr.", "N.T. Lan", "M.Ngọc", "L.ĐỨC", "H.TUYÊN"),
        *("K’ Đ", "H ’ M", "Đ. HĐXX", "Lee Choi W.", "Y Nh.", "A Rất T.B.", "Ng.", "NGUYỄN THỊ H.", "Bé H"),
    ],
)
def test_a_name_that_ends_in_an_initial_belongs_to_its_article_alone(name: str) -> None:
    assert is_protected_name("person", name)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "George W. Bush",
            "E.Macron",
            "V.Putin",
            "W.A.Mozart",
            "Malcolm X",
            "Only C",
            "Donald J Trump",
            "Jay-Z",
            "K’ Brêu",
        ),
        *("Y Phương", "A Sáng", "Thào A Dơ", "Nguyễn Thị Như Ý", "Ý", "Nguyễn Xuân Phúc", "Song Joong Ki"),
        *("D. Trump", "L. Messi", "Kim Jong-un", "Hồ Quang Hiếu", "Đỗ Ủ", "Ma Thị An"),
    ],
)
def test_a_whole_name_is_nobody_s_protection(name: str) -> None:
    assert not is_protected_name("person", name)


@pytest.mark.parametrize(
    ("kind", "name", "protected"),
    [
        ("organization", "Công ty T.", True),
        ("organization", "Công ty G.N. N.", True),
        ("organization", "Trường THCS L.T. V.", True),
        ("place", "xã T. H.", True),
        ("place", "Big C.", False),
        ("organization", "F.B.I.", False),
        ("organization", "Trường Đại học Y.", False),
        ("place", "T.", True),
        ("place", "Washington D.C.", False),
        ("organization", "Bệnh viện E", False),
        ("organization", "BV Nhi T.Ư", False),
        ("place", "Vĩnh Lộc B", False),
    ],
)
def test_places_and_bodies_are_protected_by_an_initial_with_a_dot(kind: str, name: str, protected: bool) -> None:
    assert is_protected_name(kind, name) is protected
