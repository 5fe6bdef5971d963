import pytest

from articles.text.short_forms import DATA, canonical, expansions, same_names, short_forms


@pytest.mark.parametrize("short", ["GD-ĐT", "GD&ĐT", "GDĐT", "gd-đt"])
def test_marks_and_case_do_not_matter_to_a_short_form(short: str) -> None:
    assert expansions(short) == ("Giáo dục và Đào tạo",)


@pytest.mark.parametrize("word", ["ca", "an", "từ", "Tư", "Ca", ""])
def test_a_word_is_no_short_form(word: str) -> None:
    assert expansions(word) == ()


def test_a_short_form_of_several_gives_them_all() -> None:
    assert expansions("ĐH") == ("Đại học", "Đại hội")


@pytest.mark.parametrize("full", ["Ủy ban nhân dân", "uỷ ban nhân dân", "ỦY BAN NHÂN DÂN"])
def test_a_full_form_knows_its_short_forms(full: str) -> None:
    assert short_forms(full) == ("UBND",)


@pytest.mark.parametrize("name", ["TP.HCM", "TPHCM", "TP HCM", "tp.hcm", "Sài Gòn", "sài gòn", "thành phố Hồ Chí Minh"])
def test_a_city_of_many_names_is_one(name: str) -> None:
    assert canonical(name) == "Thành phố Hồ Chí Minh"
    assert "Sài Gòn" in same_names(name)


@pytest.mark.parametrize("name", ["anh", "Huế", "đức"])
def test_what_the_table_does_not_know_is_itself(name: str) -> None:
    assert canonical(name) == name
    assert same_names(name) == ()


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("NN&MT", "Nông nghiệp và Môi trường"),
        ("LĐ-TB&XH", "Lao động, Thương binh và Xã hội"),
        ("DT-TG", "Dân tộc và Tôn giáo"),
        ("Cty", "Công ty"),
        ("VKSND", "Viện kiểm sát nhân dân"),
        ("BQLDA", "Ban quản lý dự án"),
    ],
)
def test_short_forms_of_before_and_after_2025_are_known(short: str, full: str) -> None:
    assert expansions(short) == (full,)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("World Bank", "Ngân hàng Thế giới"),
        ("WHO", "Tổ chức Y tế Thế giới"),
        ("Hoa Kỳ", "Mỹ"),
        ("EU", "Liên minh châu Âu"),
        ("Bộ GD&ĐT", "Bộ Giáo dục và Đào tạo"),
        ("quần đảo Hoàng Sa", "Hoàng Sa"),
    ],
)
def test_one_name_is_shown_for_all_that_mean_the_same(name: str, shown: str) -> None:
    assert canonical(name) == shown


def test_no_name_is_of_two_groups() -> None:
    lines = (DATA / "same_names.txt").read_text(encoding="utf-8").splitlines()
    names = [name for line in lines if line and line[0] != "#" for name in line.split(" = ")]
    assert [name for name in names if canonical(name) != canonical(canonical(name))] == []
    assert len(names) == len(set(names))
