import pytest

from articles.text.papers import is_sign_off, paper_named, paper_of_address, papers


@pytest.mark.parametrize(
    ("address", "paper"),
    [
        ("https://tuoitre.vn/xa-doi-sim-20260504071500123.htm", "Tuổi Trẻ"),
        ("https://thethao.tuoitre.vn/tin.htm", "Tuổi Trẻ"),
        ("vnexpress.net/a-1.html", "VnExpress"),
        ("https://ngoisao.vnexpress.net/a-1.html", "Ngoisao"),
        ("https://baomau.example/tin.html", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_an_address_tells_the_paper(address: str, paper: str) -> None:
    assert paper_of_address(address) == paper


@pytest.mark.parametrize(
    ("name", "paper"),
    [
        ("VNE", "VnExpress"),
        ("vnexpress.NET", "VnExpress"),
        ("Báo Dân trí", "Dân trí"),
        ("Khampha", "Khám phá"),
        ("GĐVN", "Gia đình Việt Nam"),
        ("GDVN", "Giáo dục Việt Nam"),
        ("Báo Mẫu", ""),
    ],
)
def test_other_names_are_of_one_paper(name: str, paper: str) -> None:
    assert paper_named(name) == paper


def test_no_name_and_no_host_is_of_two_papers() -> None:
    owners: dict[str, set[str]] = {}
    for paper in papers():
        for name in (paper.name, *paper.other_names, *paper.hosts):
            owners.setdefault(name.casefold(), set()).add(paper.name)
    assert len(papers()) > 100
    assert [name for name, owned_by in owners.items() if len(owned_by) > 1] == []


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("Tuổi Trẻ Online", True),
        ("Người Đưa Tin", True),
        ("Chính phủ", False),
        ("Công an nhân dân", False),
        ("Thanh Hóa", False),
        ("Facebook", False),
        ("Vietnam", False),
        ("Vietnam+", True),
    ],
)
def test_a_name_of_a_paper_of_vietnam_and_of_nothing_else_is_a_sign_off(name: str, is_one: bool) -> None:
    assert is_sign_off(name) is is_one
