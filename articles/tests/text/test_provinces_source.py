from pathlib import Path

from underthesea.address import convert_address

from articles.text import provinces

_OLD = 63


def test_the_table_agrees_with_that_of_underthesea() -> None:
    lines = (Path(provinces.__file__).parent / "data" / "provinces_2025.txt").read_text(encoding="utf-8").splitlines()
    table = [line.split(" = ") for line in lines if not line.startswith("#")]
    pairs = [(one, today) for today, parts in table for one in parts.split(" + ")]
    assert len(pairs) + 10 == _OLD
    for one, today in pairs:
        if not provinces.is_renamed(one):
            assert convert_address(one).new.province.endswith(f" {today.removeprefix('Thành phố ')}")
