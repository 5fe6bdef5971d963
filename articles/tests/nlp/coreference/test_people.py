import pytest

from articles.nlp.coreference.people import is_ambiguous_person, join_people


@pytest.mark.parametrize(
    ("names", "joined"),
    [
        (["Hà Kim Ngọc", "Ngọc"], ["Hà Kim Ngọc"] * 2),
        (["Ngọc", "Hà Kim Ngọc"], ["Hà Kim Ngọc"] * 2),
        (["Wendy Sherman", "Sherman", "Wendy"], ["Wendy Sherman"] * 3),
        (["Kim Jong-un", "Kim", "KIM JONG-UN"], ["Kim Jong-un"] * 3),
        (["Moon Jae - in", "Moon Jae-In", "Moon"], ["Moon Jae-in"] * 3),
        (["E.Macron", "Macron", "Emmanuel Macron"], ["Emmanuel Macron"] * 3),
        (["Tập Cận Bình", "Tập"], ["Tập Cận Bình"] * 2),
        (["Lê Thị Kiều Ng.", "Ng."], ["Lê Thị Kiều Ng."] * 2),
        (["Carlos Hernandez", "Hernandes", "Hernadnez"], ["Carlos Hernandez"] * 3),
        (["NGUYỄN VĂN AN", "Nguyễn Văn An"], ["Nguyễn Văn An"] * 2),
        (["Nguyễn Khắc Đ.", "Đ"], ["Nguyễn Khắc Đ."] * 2),
        (["N.A", "N.A."], ["N.A"] * 2),
    ],
)
def test_one_person_has_one_name(names: list[str], joined: list[str]) -> None:
    assert join_people(names, {}) == joined


@pytest.mark.parametrize(
    "names",
    [
        ["Hà Văn Nam", "Hà"],
        ["Nguyễn Văn An", "Nguyễn Văn Án"],
        ["Nguyễn Văn An", "Ân"],
        ["Lê Thị Hoa", "Trần Văn Nam"],
        ["Nguyễn Thị Y.", "Ý"],
        ["Nguyễn Văn Hùng", "Nguyễn Văn H."],
        ["Nguyễn Văn Hùng", "H."],
        ["Mark Zuckerberg", "Mark Z."],
    ],
)
def test_different_people_keep_their_names(names: list[str]) -> None:
    assert join_people(names, {}) == names


def test_a_given_name_shared_by_two_is_of_the_one_named_last() -> None:
    names = ["Phạm Văn Đức", "Đức", "Trần Minh Đức", "Đức"]
    assert join_people(names, {}) == ["Phạm Văn Đức", "Phạm Văn Đức", "Trần Minh Đức", "Trần Minh Đức"]


def test_a_by_name_that_the_article_explains_is_whose_it_says() -> None:
    names = ["Trần Văn Nam", "Tý Điên"]
    assert join_people(names, {"Tý Điên": "Trần Văn Nam"}) == ["Trần Văn Nam"] * 2


@pytest.mark.parametrize(("written", "whole"), [("H.", "Nguyễn Văn Hùng"), ("Trần Thị M.", "Trần Thị Mai")])
def test_an_initial_that_the_article_spells_out_is_whose_it_says(written: str, whole: str) -> None:
    assert join_people([whole, written], {written: whole}) == [whole, whole]


def test_protected_names_of_an_article_are_joined_to_each_other_alone() -> None:
    names = ["Nguyễn Văn H.", "Nguyễn Văn Hùng", "H.", "Hùng"]
    assert join_people(names, {}) == ["Nguyễn Văn H.", "Nguyễn Văn Hùng"] * 2


@pytest.mark.parametrize("name", ["Vũ", "Hương"])
def test_given_names_alone_are_nobody_in_particular(name: str) -> None:
    assert is_ambiguous_person(name)


@pytest.mark.parametrize("name", ["Trump", "Nguyễn Thị H.", "Anh Vũ", "Suga", "Kim Jong-un"])
def test_other_names_are_somebody(name: str) -> None:
    assert not is_ambiguous_person(name)
