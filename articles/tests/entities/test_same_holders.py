import pytest

from articles.entities.suggesting.people_names import may_be_one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jim Mattis", "James Mattis"),
        ("Sergey Kislyak", "Sergei Kislyak"),
        ("Hwang Kyo", "Hwang Kyo-ahn"),
        ("Franklin D. Roosevelt", "Franklin Delano Roosevelt"),
        ("Phạm Chí Trung", "Chí Trung"),
        ("Clinton", "Bill Clinton"),
        ("Sáu Khải", "Phan Văn Khải"),
        ("Trần Tuần Anh", "Trần Tuấn Anh"),
        ("Thoonglun Sisoulith", "Thongloun Sisoulith"),
    ],
)
def test_names_that_may_be_of_one_holder(one: str, other: str) -> None:
    assert may_be_one(one, other)
    assert may_be_one(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bill Clinton", "Hillary Clinton"),
        ("George Bush", "George W. Bush"),
        ("Nguyễn Văn Thanh", "Nguyễn Văn Thành"),
        ("Nguyễn Văn Sơn", "Sơn"),
        ("Kim Jong Un", "Kim Jong Il"),
        ("Maria Santos", "Mauro Santos"),
    ],
)
def test_names_of_two_holders(one: str, other: str) -> None:
    assert not may_be_one(one, other)
