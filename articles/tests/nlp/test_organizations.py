import pytest

from articles.nlp.organizations import join_organizations


@pytest.mark.parametrize(
    ("names", "name"),
    [
        (["Bộ GD-ĐT", "Bộ GD&ĐT", "Bộ Giáo dục và Đào tạo"], "Bộ Giáo dục và Đào tạo"),
        (["Uỷ ban nhân dân tỉnh Gia Lai", "UBND tỉnh Gia Lai"], "UBND tỉnh Gia Lai"),
        (["Sở Y tế", "Sở Y tế tỉnh Gia Lai", "sở Y tế Gia Lai"], "Sở Y tế tỉnh Gia Lai"),
        (["ĐH Quảng Bình", "Trường Đại học Quảng Bình"], "Trường Đại học Quảng Bình"),
        (["EU", "Liên minh châu Âu"], "Liên minh châu Âu"),
        (["Hội đồng Bảo an", "HĐBA", "Hội đồng Bảo an Liên Hợp Quốc"], "Hội đồng Bảo an Liên Hợp Quốc"),
        (["Công an TP.HCM", "CA TPHCM"], "Công an Thành phố Hồ Chí Minh"),
    ],
)
def test_one_organization_has_one_name(names: list[str], name: str) -> None:
    assert join_organizations(names, {}) == [name] * len(names)


@pytest.mark.parametrize(
    "names",
    [
        ["Bộ Quốc phòng", "Bộ Quốc phòng Mỹ"],
        ["Công an", "Công an huyện Bình Chánh", "Công an quận Tân Bình"],
        ["Bộ Y tế", "Bộ Tài chính"],
    ],
)
def test_different_organizations_keep_their_names(names: list[str]) -> None:
    assert join_organizations(names, {}) == names


def test_a_short_form_that_the_article_explains_is_what_it_says() -> None:
    names = ["Tập đoàn Xăng dầu Miền Tây", "PMT"]
    assert join_organizations(names, {"PMT": names[0]}) == [names[0]] * 2
