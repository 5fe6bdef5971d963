import pytest

from articles.nlp.names.tokens import lines_of_tokens


@pytest.mark.parametrize(
    ("line", "tokens"),
    [
        ("Doanh khai, ngày 20/6", ["Doanh", "khai", ",", "ngày", "20/6"]),
        ("TP.HCM", ["TP.", "HCM"]),
        ("H.Đại Lộc", ["H.", "Đại", "Lộc"]),
        ("anh N.A.D. khai", ["anh", "N.A.D.", "khai"]),
        ("bà Kiều Ng. khai", ["bà", "Kiều", "Ng.", "khai"]),
        ("ở châu Á.", ["ở", "châu", "Á", "."]),
        ("Bộ GD-ĐT", ["Bộ", "GD-ĐT"]),
        ("Kim Jong-un", ["Kim", "Jong-un"]),
        ("Campuchia-Lào", ["Campuchia", "-", "Lào"]),
    ],
)
def test_tokens_of_a_line(line: str, tokens: list[str]) -> None:
    assert [[token.text for token in tokens] for tokens in lines_of_tokens(line)] == [tokens]


def test_tokens_know_where_they_stand() -> None:
    text = "Hà Nội\n\nĐà Nẵng"
    assert [text[token.start : token.end] for line in lines_of_tokens(text) for token in line] == text.split()
