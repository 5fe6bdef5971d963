"""Which lines of a copied page are of its article for sure, whatever the model takes them for, and which are not."""

from collections.abc import Collection

import numpy as np
import pytest

from articles.importing.parsing.article_bounds import own_blocks
from articles.importing.parsing.last_line import last_line
from articles.importing.parsing.page_widgets import without_widgets
from articles.importing.parsing.top_sections import is_menu
from articles.importing.parsing.unheaded import headed_paragraphs, numbered_headings, unheaded_paragraphs
from articles.importing.readers.page import Block

FIRST = (
    "Ông Phạm Văn Bảy đóng chiếc ghe ngo đầu tiên năm 20 tuổi. Gỗ sao được ông chọn từng cây ở rừng bên kia biên giới."
)
SECOND = "Trại ghe bên rạch Cái Cui có sáu người thợ chính. Mỗi năm họ giao hai chiếc, giá 250 triệu đồng một chiếc."
THIRD = "Chùa nào đặt ghe cũng cử người sang cúng tổ. Lễ hạ thủy có khi kéo dài ba ngày, cả phum sóc cùng về dự."
OTHERS = ("Đua ghe ngo Sóc Trăng có 52 đội", "Thợ bạc cuối cùng ở chợ nổi", "Ngôi chùa của ngàn chén kiểu")


def blocks_of(*lines: str) -> list[Block]:
    return [Block(text, gap=False) for text in lines]


@pytest.mark.parametrize(
    "between", [(), ("- Quảng cáo -",), ("Facebook Zalo Bình luận (2) Gửi tin In",), ("Thợ đục mũi ghe. Ảnh: Lê An",)]
)
def test_a_paragraph_below_another_a_tool_an_advert_or_a_caption_is_of_the_article(between: tuple[str, ...]) -> None:
    blocks = blocks_of(FIRST, *between, SECOND, THIRD)
    assert len(between) + 1 in unheaded_paragraphs(blocks, (), 0, len(blocks) - 1)


@pytest.mark.parametrize(
    "above", [OTHERS[:1], ("Hai Lúa", "08:10 17/11/2018"), ("Thích 3", "Trả lời"), ("Tin liên quan",)]
)
def test_a_paragraph_below_a_title_or_what_a_reader_says_may_be_of_something_else(above: tuple[str, ...]) -> None:
    blocks = blocks_of(FIRST, *above, SECOND, THIRD)
    assert len(above) + 1 not in unheaded_paragraphs(blocks, (), 0, len(blocks) - 1)


def test_a_paragraph_below_a_subheading_of_the_article_is_of_it() -> None:
    assert unheaded_paragraphs(blocks_of(FIRST, "Gỗ sao và tre", SECOND, THIRD), {1}, 0, 3) == {2}


def test_subheadings_are_numbered_in_a_row_above_paragraphs() -> None:
    assert numbered_headings(blocks_of("1. Chọn gỗ", FIRST, "2. Uốn ván", SECOND, "3. Xem lịch đua")) == {0, 2}
    assert numbered_headings(blocks_of("4. Chọn gỗ", FIRST, "2. Uốn ván", SECOND)) == frozenset()


def headed(*lines: str, shares: Collection[int] = ()) -> frozenset[int]:
    blocks = blocks_of(*lines)
    return headed_paragraphs(blocks, (0, 1), [index in shares for index in range(len(lines))], 0, len(lines) - 1)


def test_a_line_above_a_paragraph_about_the_same_person_is_a_subheading() -> None:
    told = "Nhờ ông Bảy, lớp thợ trẻ biết cách uốn ván bằng lửa. Ba người trong số đó nay đã mở trại riêng của mình."
    assert headed(FIRST, SECOND, "Người giữ lửa", told, THIRD) == {2, 3}
    assert headed(FIRST, SECOND, *OTHERS[:2], told, THIRD) == {4}
    other = told.replace("ông Bảy", "ông Lượm")
    assert headed(FIRST, SECOND, "Người giữ lửa", other, THIRD) == frozenset()
    assert headed(FIRST, SECOND, "Người giữ lửa", other, THIRD, shares=(3,)) == {2, 3}
    assert headed(FIRST, SECOND, "NGƯỜI GIỮ LỬA Ở TRẠI GHE", other, THIRD) == {2, 3}


def test_a_box_that_can_be_skipped_goes_with_both_its_ends() -> None:
    box = ("Bỏ qua Đọc nhiều và tiếp tục đọc", "Đọc nhiều", *OTHERS, "End of Đọc nhiều")
    assert without_widgets(blocks_of(FIRST, *box, SECOND)) == blocks_of(FIRST, SECOND)
    assert without_widgets(blocks_of(FIRST, *box[:-1], SECOND)) == blocks_of(FIRST, *box[1:-1], SECOND)
    assert without_widgets(blocks_of(FIRST, *box, SECOND), always=(OTHERS[0],)) == blocks_of(FIRST, OTHERS[0], SECOND)


def test_the_button_below_an_advert_goes() -> None:
    assert without_widgets(blocks_of(FIRST, "Quảng cáo", "Đọc tiếp", SECOND)) == blocks_of(FIRST, "Quảng cáo", SECOND)
    assert len(without_widgets(blocks_of(FIRST, "Đọc tiếp", *OTHERS))) == 5


def test_the_times_of_a_player_go_and_others_stay() -> None:
    player = ("Video: Hạ thủy ghe ngo", "0:00", "/", "3:15")
    assert without_widgets(blocks_of(FIRST, *player, SECOND)) == blocks_of(FIRST, SECOND)
    told = blocks_of(FIRST, "06:20", SECOND, "07:45", THIRD)
    assert without_widgets(told) == told


def test_the_last_short_line_of_a_box_heads_the_paragraph_that_has_its_words() -> None:
    told = (
        "Ghe ngo không dùng đinh. Thợ khoan lỗ rồi buộc ván bằng mây, trét chai, phơi ba nắng mới quét sơn lên mũi ghe."
    )
    page = tuple(blocks_of("Chuyện trại ghe", FIRST, "Tin liên quan", *OTHERS, "Không dùng đinh", told))
    assert [block.text for block in own_blocks(page, text={FIRST, told})][-2:] == ["Không dùng đinh", told]


def test_a_name_in_capitals_above_keywords_signs_the_article() -> None:
    lines = (FIRST, SECOND, *OTHERS[:2], "TRẦN MAI", "Ghe ngo Sóc Trăng Khmer", "Bình luận (2)", "Trả lời")
    out = np.array([0.0, 0.0, 1.0, 0.99, 0.78, 1.0, 1.0, 0.95])
    assert last_line(blocks_of(*lines), out) == 4
    assert last_line(blocks_of(*lines[:5], "Đọc mà nhớ quê quá, cảm ơn nhà báo.", *lines[6:]), out) == 1


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Tìm kiếmCần Thơ 31°CThứ ba, 12/04/2022Đăng nhập", True),
        ("Thời sựKinh tếThế giớiVăn hóaThể thao", True),
        ("StarMusikCinéSportHọc đườngĐời sống trẻ", True),
        ("VietNamNet và YouTube cùng trao giải", False),
        ("iPhone 15, MacBook và AirPods giảm giá dịp Tết", False),
    ],
)
def test_names_that_are_glued_are_a_menu(line: str, told: bool) -> None:
    assert is_menu(line) is told
