"""Bylines as papers write them, and whom they name."""

import pytest

from articles.text.credits import read_credits


@pytest.mark.parametrize(
    ("source", "publisher", "credited"),
    [
        ("Vnexpress.net", "VnExpress", ()),
        ("vne", "VnExpress", ()),
        ("VnExpess.net", "VnExpress", ()),
        # The stamps of leads.
        ("TTO", "Tuổi Trẻ", ()),
        ("NLĐO", "Người Lao Động", ()),
        ("Baonghean.vn", "Báo Nghệ An", ()),
        ("Tri thứctrẻ", "Trí thức trẻ", ()),
        ("VOV.VN Theo Reuters", "VOV", ("Reuters",)),
        ("VOV – TP HCM", "VOV", ()),
        ("VOV-Trung tâm Tin Yonhap", "VOV", ("Yonhap",)),
        ("Theo Reuters, AFP", "Reuters", ("AFP",)),
        ("AP, CNN, ABC News", "AP", ("CNN", "ABC News")),
        ("TTXVN/Tin Tức", "TTXVN", ("Báo Tin tức",)),
        ("P/v TTXVN tại Seoul", "TTXVN", ()),
        ("Washington Po", "Washington Post", ()),
        ("Báo A", "Báo A", ()),
    ],
)
def test_a_source_is_a_paper_and_those_it_credits(source: str, publisher: str, credited: tuple[str, ...]) -> None:
    read = read_credits(source)
    assert (read.publisher, read.credited) == (publisher, credited)


@pytest.mark.parametrize("junk", ["SN 1984", "M.C", "DÕI NỘI DUNG TƯ VẤN BÊN DƯỚI:", "T.H", "K", "Trung tâm TT-GDSK"])
def test_a_line_or_initials_are_no_source(junk: str) -> None:
    assert read_credits(junk) == read_credits("")


@pytest.mark.parametrize(
    ("source", "publisher", "author"),
    [
        ("Trí thức trẻ Ngọc Minh", "Trí thức trẻ", "Ngọc Minh"),
        ("Hà Anh/Reatimes", "Reatimes", "Hà Anh"),
        ("Duy Hoàngbaodautu.vn", "Báo Đầu tư", "Duy Hoàng"),
        ("Như Tâm", "", "Như Tâm"),
    ],
)
def test_a_person_in_the_source_is_the_author(source: str, publisher: str, author: str) -> None:
    read = read_credits(source)
    assert (read.publisher, read.authors) == (publisher, (author,))
    assert read_credits(source, ["Lê An"]).authors == ("Lê An",)


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("CTV Ánh Nguyệt", "Ánh Nguyệt"),
        ("PGS.TS Bùi Đình Phong", "Bùi Đình Phong"),
        ("NGUYỄN KHÁNH", "Nguyễn Khánh"),
        ("Trang DUng", "Trang Dung"),
        ("THẢO MAI Thảo Mai", "Thảo Mai"),
        ("Hà LinhHình", "Hà Linh"),
        ("Thuỳ Dung", "Thùy Dung"),
        ("Google Maps An Bình", "An Bình"),
        ("An An", "An An"),
        ("Ý An", "Ý An"),
        ("Hà Giang", "Hà Giang"),
        ("H.M", "H.M"),
        ("Đ. V", "Đ.V"),
    ],
)
def test_an_author_has_one_spelling_without_role_words(author: str, name: str) -> None:
    assert read_credits("", [author]).authors == (name,)


@pytest.mark.parametrize(
    "nobody", ["PV", "PV.", "P.V", "Nhóm PV", "NHÓM PV THỜI SỰ", "UBND Tỉnh", "Ảnh ST", "ỄN TRÀ", "Đ. nói."]
)
def test_the_desk_and_bodies_are_no_authors(nobody: str) -> None:
    assert read_credits("", [nobody]).authors == ()


def test_two_authors_without_a_sign_between_them_are_two() -> None:
    assert read_credits("", ["B.Vân Nguyễn Hưởng"]).authors == ("B.Vân", "Nguyễn Hưởng")


def test_a_paper_that_signs_is_credited() -> None:
    glued = read_credits("Báo A", ["Duy AnTheo Metro"])
    assert (glued.publisher, glued.credited, glued.authors) == ("Báo A", ("Metro",), ("Duy An",))
    assert read_credits("Báo A", ["VOV-Tây Bắc"]).credited == ("VOV",)


def test_what_the_byline_credits_stands_beside_a_stated_publisher() -> None:
    read = read_credits("Báo A", (), "Reuters, BBC")
    assert (read.publisher, read.credited) == ("Báo A", ("Reuters", "BBC"))
