"""Where a quotation begins and ends, with other marks within it, and where one of its own marks is missing."""

import pytest

from articles.tests.nlp.quotations.what_is_said import speakers, words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'Chị Lê Thị Vân cho biết: " Anh ấy là người tâm lý.\nChúng tôi là " thầy trò ", bởi vì tôi học ở đó.\n'
            'Anh Dương rất tốt ". Cô về nhà.',
            'Anh ấy là người tâm lý.\nChúng tôi là " thầy trò ", bởi vì tôi học ở đó.\nAnh Dương rất tốt',
        ),
        (
            'Nhạc sĩ Lê Bình cho hay: " Chắc anh ấy " lỡ miệng " thôi, anh ấy là người thẳng tính.\nTôi tin thế ".',
            'Chắc anh ấy " lỡ miệng " thôi, anh ấy là người thẳng tính.\nTôi tin thế',
        ),
        (
            'Chị Nguyễn Thị Thành nói: “Tôi không để ý cuộc thi là " ao làng " hay không " ao làng ".\nTôi vui”.',
            'Tôi không để ý cuộc thi là " ao làng " hay không " ao làng ".\nTôi vui',
        ),
        (
            "Lê Thanh Vân nói: “Tài sản “khủng”, ai không yêu.\nĐừng mong “cưa đổ” tôi bằng vật chất”. Cô về.",
            "Tài sản “khủng”, ai không yêu.\nĐừng mong “cưa đổ” tôi bằng vật chất",
        ),
        (
            'Trời mưa.\n" Có doanh nghiệp nào bị ảnh hưởng sau vụ việc này không?\n", ông Lê Văn Nam đặt câu hỏi.',
            "Có doanh nghiệp nào bị ảnh hưởng sau vụ việc này không?",
        ),
        (
            'Trời mưa.\nNhững tồn tại này nhà thầu chậm khắc phục dẫn đến bức xúc ", ông Lê Văn Nam cho biết.',
            "Những tồn tại này nhà thầu chậm khắc phục dẫn đến bức xúc",
        ),
        ("Ca sĩ Lê Đức Hùng: Tôi muốn bộ áo phải có cá tính riêng\nTrời mưa.", "Tôi muốn bộ áo phải có cá tính riêng"),
        (
            "Nạn nhân là ông Lê Văn Phát.\nTheo công an, ông Ph.\nbị thương nặng ở đầu.",
            "ông Ph.\nbị thương nặng ở đầu",
        ),
    ],
    ids=[
        *(
            "a comma behind inner marks",
            "a word in marks",
            "pairs of straight marks",
            "curved marks in two lines",
            "the last mark alone on a line",
        ),
        *("no first mark", "a headline without marks", "initials at the end of a line"),
    ],
)
def test_a_quotation_is_whole(text: str, said: str) -> None:
    assert words(text) == [said]


def test_a_headline_about_somebody_is_no_quotation() -> None:
    assert words("Ca sĩ Lê Đức Hùng: Từ cậu bé bán báo đến sàn diễn Paris\nTrời mưa.") == []


def test_somebody_whose_name_is_not_known_speaks_before_a_colon() -> None:
    text = 'Ca sĩ Phương Vy đăng ảnh. Facebooker Hang Ngo bình luận: "Nụ cười của chị nhìn hạnh phúc ghê".'
    assert speakers(text) == ["Facebooker Hang Ngo"]


def test_the_subject_of_a_long_sentence_speaks_behind_its_colon() -> None:
    text = (
        "Bộ trưởng Torbjorn Isaksen mở đầu bài phát biểu của mình bằng những lời tốt đẹp về Việt Nam: "
        '"Tôi từng thăm Việt Nam 15 năm trước".'
    )
    assert speakers(text) == ["Torbjorn Isaksen"]


def test_a_song_in_quotation_marks_is_not_said() -> None:
    assert (
        words("Ông Lê Văn Nam cùng bạn nhớ câu ca xưa: “Dù ai đi đó đi đây, đến ngày hội vật nhớ quay về Sình”.") == []
    )
