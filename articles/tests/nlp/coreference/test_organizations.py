import pytest

from articles.nlp.coreference.organizations import join_organizations


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
        (["Bộ Ngoại giao Việt Nam", "Bộ Ngoại giao"], "Bộ Ngoại giao"),
        (["Bộ Giao thông", "Bộ GTVT"], "Bộ Giao thông vận tải"),
        (["Công an Ngọc Lặc", "Công an huyện Ngọc Lặc"], "Công an huyện Ngọc Lặc"),
        (["TAND H.Gò Dầu", "Tòa án nhân dân huyện Gò Dầu"], "Tòa án nhân dân huyện Gò Dầu"),
        (["Bệnh viện (BV) Nhi Trung ương", "BV Nhi Trung ương"], "Bệnh viện Nhi Trung ương"),
        (["Công ty Cổ phần Coteccons", "Công ty CP Coteccons", "Coteccons"], "Công ty CP Coteccons"),
        (["Sporting", "Sporting Lisbon"], "Sporting Lisbon"),
        (["Công an Gia Lai"], "Công an tỉnh Gia Lai"),
        (["Sở GD & ĐT Hà Giang", "sở GD - ĐT tỉnh Hà Giang"], "Sở Giáo dục và Đào tạo tỉnh Hà Giang"),
        (["Sở Y tế Thừa Thiên - Huế"], "Sở Y tế tỉnh Thừa Thiên - Huế"),
        (["Sở Y tế Bà Rịa - Vũng Tàu"], "Sở Y tế tỉnh Bà Rịa - Vũng Tàu"),
        (["Sở Y tế Đà Nẵng"], "Sở Y tế thành phố Đà Nẵng"),
        (["Bộ Tư pháp Mỹ"], "Bộ Tư pháp Mỹ"),
        (["Công an T X.Ba Đồn", "Công an thị xã Ba Đồn"], "Công an thị xã Ba Đồn"),
        (["Bộ Q. P"], "Bộ QP"),
        (["BỘ TƯ PHÁP MỸ"], "BỘ TƯ PHÁP MỸ"),
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
        ["Apple", "Apple A5"],
        ["Công an tỉnh Thanh Hóa", "Công an thành phố Thanh Hóa"],
        ["Bộ Ngoại giao", "Bộ Ngoại giao và Hợp tác Quốc tế Campuchia"],
        ["Công an Cẩm Xuyên", "Công an huyện Cẩm Xuyên", "Công an thị trấn Cẩm Xuyên"],
    ],
)
def test_different_organizations_keep_their_names(names: list[str]) -> None:
    assert join_organizations(names, {}) == names


def test_a_short_form_that_the_article_explains_is_what_it_says() -> None:
    names = ["Tập đoàn Xăng dầu Miền Tây", "PMT"]
    assert join_organizations(names, {"PMT": names[0]}) == [names[0]] * 2
