import pytest

from articles.text.short_forms import canonical, expansions, same_names, short_forms


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
