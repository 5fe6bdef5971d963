"""Two texts compared word by word."""

from articles.text.word_diff import DiffBlock, DiffPiece, Side, paragraph_diff, word_diff


def marked(before: str, after: str) -> str:
    """Return a comparison as text: [-gone-] and {+new+}."""
    signs = {Side.BOTH: "{}", Side.BEFORE: "[-{}-]", Side.AFTER: "{{+{}+}}"}
    return "".join(signs[piece.side].format(piece.text.strip()) for piece in word_diff(before, after))


def test_a_word_that_was_replaced_stands_where_it_was() -> None:
    assert marked("Cảng cá Cửa Lò mở cửa", "Cảng cá Cửa Hội mở cửa") == "Cảng cá Cửa[-Lò-]{+Hội+}mở cửa"


def test_a_mark_makes_another_word_and_nothing_else_changes() -> None:
    assert marked("Ông Sơn đến, bà Hòa về.", "Ông Sớn đến, bà Hòa về.") == "Ông[-Sơn-]{+Sớn+}đến, bà Hòa về."


def test_marks_that_are_letters_of_their_own_stay_with_their_word() -> None:
    pieces = word_diff("thông tin cu\u0309a báo", "thông tin cu\u0309a tòa báo")
    assert [piece.text for piece in pieces if piece.side is not Side.BOTH] == ["tòa "]


def test_words_added_and_taken_away() -> None:
    assert marked("Sáng nay mưa to ở Huế", "Sáng nay mưa rất to ở Huế") == "Sáng nay mưa{+rất+}to ở Huế"
    assert marked("Sáng nay mưa rất to ở Huế", "Sáng nay mưa to ở Huế") == "Sáng nay mưa[-rất-]to ở Huế"


def test_changes_on_both_sides_of_a_comma_are_one_change() -> None:
    assert marked("Có gạo, muối và nước", "Có ngô, đường và nước") == "Có[-gạo, muối-]{+ngô, đường+}và nước"


def test_texts_that_have_little_in_common_stand_one_after_the_other() -> None:
    before, after = "Giá cà phê tăng mạnh tại Gia Lai", "Bão số ba đổ bộ, tàu thuyền vào bờ tránh trú"
    assert word_diff(before, after) == [DiffPiece(Side.BEFORE, before), DiffPiece(Side.AFTER, after)]


def test_both_texts_can_be_read_out_of_the_comparison() -> None:
    before = "Ngày 14/6, 12 tàu cá của Quảng Ngãi (trong đó 3 tàu lớn) đã về bến; không ai bị thương."
    after = "Ngày 15/6, 13 tàu cá của tỉnh Quảng Ngãi đã về bến an toàn; không ai bị thương nặng."
    pieces = word_diff(before, after)
    for text, other in ((before, Side.AFTER), (after, Side.BEFORE)):
        assert "".join("".join(p.text for p in pieces if p.side is not other).split()) == "".join(text.split())


def test_texts_too_long_to_compare_are_shown_whole() -> None:
    before, after = "mưa " * 6000, "nắng " * 6000
    assert [piece.side for piece in word_diff(before, after)] == [Side.BEFORE, Side.AFTER]


def test_of_many_paragraphs_those_around_the_changed_one_are_shown() -> None:
    before = [f"Đoạn thứ {n} của bài." for n in range(12)]
    after = [*before[:6], "Đoạn thứ 6 của tin.", *before[7:]]
    blocks = paragraph_diff(before, after)
    assert [block.unchanged for block in blocks] == [5, 0, 0, 0, 4]
    assert DiffPiece(Side.AFTER, "tin") in blocks[2].pieces
    assert blocks[1] == DiffBlock((DiffPiece(Side.BOTH, before[5]),))


def test_paragraphs_without_a_difference_give_nothing() -> None:
    assert paragraph_diff(["Một.", "Hai."], ["Một.", "Hai."]) == []
    assert paragraph_diff([], []) == []
