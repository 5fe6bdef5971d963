"""Whom an article means by the words that stand before or behind what is said."""

import unicodedata
from typing import NamedTuple

import pytest

from articles.nlp.annotation import annotate
from articles.nlp.names.found_names import NameKind
from articles.nlp.quotations.taken_for_places import with_people
from articles.tests.nlp.quotations.what_is_said import speakers


class FoundSpan(NamedTuple):
    start: int
    end: int
    kind: NameKind
    name: str


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Bị cáo Hoàng Công Lương cho rằng mình không có tội.", "Hoàng Công Lương"),
        (
            "Anh Nguyễn Sỹ Chiến - 42 tuổi, ngụ xã Phú Lộc, huyện Can Lộc, Hà Tĩnh - cho biết con anh đã mất.",
            "Nguyễn Sỹ Chiến",
        ),
        ("Bà Vũ Thị Thùy Liên – PGĐ Công ty Quốc Hưng đề xuất thành phố miễn phí đường bộ.", "Vũ Thị Thùy Liên"),
        ("Theo Bộ trưởng Tài chính Đức, Wolfgang Schaeuble, chính sách này là quá nới lỏng.", "Wolfgang Schaeuble"),
        ("Mẹ của Lương Thùy Linh tiết lộ gia đình rất bất ngờ.", "Mẹ của Lương Thùy Linh"),
        ("Các bị cáo thừa nhận đã nghỉ học sớm và không có việc làm.", "Các bị cáo"),
        ("Đại diện một hãng hàng không khẳng định giá vé sẽ không tăng.", "Đại diện một hãng hàng không"),
        ("Theo luật sư Trần Văn Đạt, việc bắt vợ là trái pháp luật.", "Trần Văn Đạt"),
        (
            "Luật sư Lê Văn Hải - đại diện cho hai bang kiện lệnh của Tổng thống Donald Trump, cho rằng lệnh này sai.",
            "Lê Văn Hải",
        ),
        ("Thông tin đăng tải trên Zing cho biết, giá xăng sẽ tăng.", "Zing"),
        ("Điều này khiến nhiều người cho rằng phim sẽ bị cấm chiếu.", "nhiều người"),
        ("“Tôi có một giọng ca đặc biệt” - ca sĩ Lê Thu Trang cho PV báo Lao Động biết.", "Lê Thu Trang"),
        ("Chị C.T. D, 31 tuổi, ngụ ở quận Tân Bình, cho biết đây là lần đầu chị đi bầu.", "C.T. D"),
        (
            "Ông Hồ Thanh Sử, Chủ tịch UBND xã Tắc Vân, TP. Cà Mau, tỉnh Cà Mau xác nhận vụ việc vừa xảy ra.",
            "Hồ Thanh Sử",
        ),
        ("“Người đi bộ lọt xuống cống là chết”, chị Phạm Thị Mai, bán cơm cho công nhân ở đây, kể.", "Phạm Thị Mai"),
    ],
    ids=[
        "a defendant",
        "between dashes",
        "before a dash",
        "an office before a comma",
        "a relative",
        "defendants",
        "a body with a no in its name",
        "a lawyer",
        *("a lawyer against somebody", "what stands on a site", "who is made to say", "who lets a reporter know"),
        *("initials", "an office in several places", "who is told of further"),
    ],
)
def test_the_speaker_of_one_sentence(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Công an bắt Bùi Văn Chức (27 tuổi). Ông Lê Văn Nhã có mặt ở đó. Đối tượng khai đã lấy xe.",
            "Bùi Văn Chức",
        ),
        (
            "HLV Park Hang Seo gặp ông Lê Hoài Anh sáng 5/3. HLV người Hàn Quốc cho biết đội sẽ đá tấn công.",
            "Park Hang Seo",
        ),
        ("Ông Lê Văn Nam hỏi Thủ tướng. Thủ tướng yêu cầu các địa phương rà soát lại.", "Thủ tướng"),
        (
            "Anh Trần Văn Tài và chị Nguyễn Thị Trà tới tòa sáng 5/3. Cả hai khai nhận đã lấy số tiền này.",
            "Trần Văn Tài và Nguyễn Thị Trà",
        ),
        (
            "Ông Lê Văn Nam rời tòa. Các luật sư bào chữa không đồng ý với bản án. Họ cho rằng có oan sai.",
            "Các luật sư bào chữa",
        ),
        ("Hôm qua một cư dân mạng lên tiếng. Cư dân mạng này kể bố mẹ mình đã cho vay tiền.", "một cư dân mạng"),
        (
            "Ông Nguyễn Tuấn Thanh là chủ tịch. Bà Lê Thị Thanh xây nhà trái phép. Ông Thanh cho biết sẽ phá nhà.",
            "Nguyễn Tuấn Thanh",
        ),
        (
            "Thượng tá Nguyễn Xuân Hùng tới trường. Vị thượng tá nhấn mạnh pháp luật phải được tôn trọng.",
            "Nguyễn Xuân Hùng",
        ),
        (
            "Chủ tịch UBND TP Hà Nội Nguyễn Đức Chung đi kiểm tra. Chủ tịch Hà Nội cho rằng việc này cần làm ngay.",
            "Nguyễn Đức Chung",
        ),
        (
            "Anh Lê Minh Hiếu lái xe. Một hành khách cho biết xe thu thêm tiền. Anh nói mình là sinh viên nghèo.",
            "Một hành khách",
        ),
        (
            "Ông Donald Trump tới tòa. Ông Trump rời tòa. Ông Trump về nhà. Bà Trump cho biết vụ kiện sẽ kéo dài.",
            "Bà Trump",
        ),
    ],
    ids=[
        "a suspect",
        "an epithet",
        "an office alone",
        "both",
        "they",
        "this person",
        "a namesake of the other sex",
        *("a rank", "a shorter office", "somebody without a name", "a wife with the same name"),
    ],
)
def test_words_for_somebody_mean_who_was_named_so(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Tiến sĩ MN Shankar, chủ nhiệm bộ phận tai mũi họng, cho biết con côn trùng đã bò rất sâu.",
            "Tiến sĩ MN Shankar",
        ),
        (
            "Lãnh đạo Công an huyện Nhơn Trạch, tỉnh Đồng Nai cho biết đã mời một số đối tượng làm việc.",
            "Lãnh đạo Công an huyện Nhơn Trạch",
        ),
        (
            "So với tiền đạo Zlatan Ibrahimovic, Henrikh Mkhitaryan nhận lương thấp. Anh cho biết mình vẫn rất vui.",
            "Henrikh Mkhitaryan",
        ),
        (
            "Ông Lê Văn Nam cho biết sẽ họp. Kết lại hội thảo, Phó chủ tịch UBND TP Trần Vĩnh Tuyến ghi nhận ý kiến. "
            "Theo ông, thành phố cần sáng tạo hơn.",
            "Trần Vĩnh Tuyến",
        ),
        (
            "Đại biểu Lê Hồng Tịnh (Đồng Nai) tới họp. Bà Lê Thị Mai vắng. Đại biểu Đồng Nai cho rằng cần sửa luật.",
            "Lê Hồng Tịnh",
        ),
        ("Bộ trưởng Phùng Xuân Nhạ dự họp. Bộ trưởng Bộ GD-ĐT cho biết đề thi sẽ dễ hơn.", "Phùng Xuân Nhạ"),
        (
            "Theo một cán bộ của Chi nhánh Vận tải Sài Gòn, tàu đến trễ. Vị cán bộ cho hay còn 12 đoàn tàu nữa.",
            "một cán bộ của Chi nhánh Vận tải Sài Gòn",
        ),
        (
            "Bùi Văn Chức (27 tuổi) bị bắt. Nạn nhân là anh Lê Văn Nhã (40 tuổi). Tại cơ quan công an, nam thanh niên "
            "khai đã lấy xe.",
            "Bùi Văn Chức",
        ),
        ("Chia sẻ của ca sĩ Đàm Vĩnh Hưng có đoạn:\n“Tôi thấy xấu hổ khi có fan như vậy!”", "Đàm Vĩnh Hưng"),
        ("Anh Trần Văn Đức mời bia thì Lê Văn Hải không uống và nói: “Đồ con nít, cút đi”.", "Lê Văn Hải"),
        ("Người nhà ông T. sau đó cũng có mặt. Họ cho biết ông T. ít về nhà.", "Người nhà ông T."),
        (
            "Luật sư nói gì về vụ này?\nVụ án của ông Nguyễn Hữu Linh gây chú ý.\n* Thưa luật sư Nghiêm Quang Vinh, "
            "ông Linh có tội không?\n- Ông ấy có thể bị xử lý.\n* Khi nào sẽ xử?\n- Tôi chưa biết.",
            "Nghiêm Quang Vinh",
        ),
    ],
    ids=[
        *("a name nobody knows", "a body in a place", "no object", "a subject behind a title", "a constituency"),
        *("a post with its body", "who was described", "a suspect", "words of somebody", "behind then", "relatives"),
        "who is greeted",
    ],
)
def test_the_speaker_is_who_is_meant_and_not_who_is_named_nearest(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Ca sĩ Chi Dân từng chia sẻ.\n“Ban đầu, chúng tôi là bạn thân của nhau.”",
        "“Ban đầu, chúng tôi là bạn thân của nhau”, lời kể của ca sĩ Chi Dân.",
        "“Ban đầu, chúng tôi là bạn thân của nhau.”\nĐó là chia sẻ của ca sĩ Chi Dân.",
        "“Ban đầu, chúng tôi là bạn thân của nhau.”\nTối 5/3, ca sĩ Chi Dân nói như vậy.",
    ],
    ids=["before", "behind", "named next", "said so"],
)
def test_the_sentence_beside_a_quotation_names_its_speaker(text: str) -> None:
    assert speakers(text) == ["Chi Dân"]


def test_who_speaks_is_no_place_whatever_the_name_was_taken_for() -> None:
    text = "Phi Thanh Vân đã dọn đi. Bảo Duy chia sẻ điều này. Bảo Duy rất buồn."
    names: list[tuple[str, NameKind]] = [("Phi Thanh Vân", "person"), ("Bảo Duy", "place"), ("Bảo Duy", "place")]
    starts = [0, text.index("Bảo Duy"), text.rindex("Bảo Duy")]
    given = [FoundSpan(at, at + len(name), kind, name) for at, (name, kind) in zip(starts, names, strict=True)]
    assert [one.kind for one in with_people(text, given)] == ["person"] * 3
    there = text.replace("Bảo Duy rất", "Ở Bảo Duy rất")
    moved = [*given[:2], given[2]._replace(start=given[2].start + 2, end=given[2].end + 2)]
    assert [one.kind for one in with_people(there, moved)] == ["person", "place", "place"]


def test_a_cue_without_a_subject_goes_on_with_that_of_its_clause() -> None:
    text = "Do ngân hàng không cho vay, nên bà Lê Thị Mai không ký hợp đồng, mà đề nghị được gặp giám đốc."
    assert speakers(text) == ["Lê Thị Mai"]


def test_a_paper_that_reports_what_somebody_says_is_no_speaker() -> None:
    assert speakers("Báo Tiền Phong đưa tin, ông Lê Văn Dục thừa nhận công trình vi phạm còn nhiều.") == ["Lê Văn Dục"]
    assert speakers("VTV thông tin, hàng trăm người dân đã được đưa đi nơi khác.") == ["VTV"]


def test_the_name_is_written_as_the_article_writes_it() -> None:
    text = unicodedata.normalize("NFD", "Ông Võ Đình Tâm cho biết chưa tìm thấy tàu cá.")
    assert [one.speaker.name for one in annotate(text).quotations] == [unicodedata.normalize("NFD", "Võ Đình Tâm")]


def test_a_deputy_is_not_called_by_the_office_of_the_head() -> None:
    said = "Phó thủ tướng Trịnh Đình Dũng dự họp. Thủ tướng cho biết kinh tế sẽ tăng trưởng tốt trong năm nay."
    assert speakers(said) == ["Thủ tướng"]
    assert speakers(said.replace(". Thủ tướng", ". Phó thủ tướng")) == ["Trịnh Đình Dũng"]


def test_a_pronoun_means_who_is_the_subject_behind_an_opening_phrase() -> None:
    text = (
        "Diễn viên Phi Thanh Vân nói: “Tôi đã quá mệt mỏi với chuyện này”. Trước những lời tố cáo của vợ, Lê Bảo Duy "
        "đã gửi lời đến Phi Thanh Vân. Anh cho biết mọi điều vợ kể đều là sự thật."
    )
    assert speakers(text) == ["Phi Thanh Vân", "Lê Bảo Duy"]


@pytest.mark.parametrize(
    "text",
    [
        "Ông Donald Trump rút lui. Ông Tập không lãng phí thời gian. Trong bối cảnh đó, ông kêu gọi các nước mở cửa "
        "biên giới.",
        "Ông Donald Trump thúc ép. Giám đốc FBI kể với các trợ tá rằng ông trả lời: “Ngài sẽ có điều đó”.",
        "Hội thảo do ông Lê Văn Nam chủ trì, ông Trần Văn Sơn kể về Thủ Đức. Theo ông Nam, cần quy hoạch vùng này. "
        "Hội thảo do ông Lê Văn Nam chủ trì, ông Trần Văn Sơn kể về Thủ Đức. Theo ông, vùng đó rất rộng lớn.",
    ],
    ids=["a stranger begins", "told by another", "another is the subject"],
)
def test_a_pronoun_that_may_mean_another_is_nobodys(text: str) -> None:
    assert speakers(text)[-1].lower() == "ông"


def test_who_answers_behind_what_somebody_thinks_speaks() -> None:
    text = "Khi Trấn Thành cho rằng cô khá may mắn, ca sĩ Lê Minh Hằng phản pháo: “Tôi đã cố gắng rất nhiều”."
    assert speakers(text)[-1] == "Lê Minh Hằng"


def test_a_report_speaks_for_itself() -> None:
    text = 'Ông Lê Văn Trọng cho biết sẽ họp trong tuần tới. "Quy trình bổ nhiệm chưa chặt chẽ, còn sai", báo cáo nêu.'
    assert speakers(text) == ["Lê Văn Trọng", "báo cáo"]


def test_an_office_with_the_name_of_the_state_is_the_office() -> None:
    text = "Người phát ngôn Bộ Ngoại giao Việt Nam khẳng định không có ai bị thương.\n"
    assert speakers(text + "Người phát ngôn Bộ Ngoại giao Lê Thị Thu Hằng về họp.") == ["Lê Thị Thu Hằng"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Bà Lê Thị Hoa qua đời hôm qua. Đại diện gia đình bà Hoa cho biết tang lễ tổ chức sáng mai.",
            "Đại diện gia đình bà Hoa",
        ),
        (
            "Ca sĩ Mỹ Tâm hoãn diễn. Người quản lý của ca sĩ Mỹ Tâm nói: “Đêm nhạc dời sang tháng sau”.",
            "Người quản lý của ca sĩ Mỹ Tâm",
        ),
        (
            "Ông Lê Văn Hải mất tích. “Tôi mong công an vào cuộc”, một người hàng xóm của ông Hải nói.",
            "một người hàng xóm của ông Hải",
        ),
        (
            "Donald Trump nhậm chức. Chính quyền của tân Tổng thống Mỹ Donald Trump tuyên bố sẽ rút quân.",
            "Chính quyền của tân Tổng thống Mỹ Donald Trump",
        ),
        (
            "Donald Trump nhậm chức. Một cố vấn chính trị của ông Trump nói rằng sắc lệnh này là cần thiết.",
            "Một cố vấn chính trị của ông Trump",
        ),
        ("Donald Trump nhậm chức. Cố vấn ông Trump nói rằng sắc lệnh này là cần thiết.", "Cố vấn ông Trump"),
        ("Ông Nguyễn Hữu Thắng đến. HLV cả 2 đội nói rằng trận này rất hay.", "HLV cả 2 đội"),
        (
            "Luật này rộng hơn sắc lệnh của Donald Trump, giới quan sát khẳng định hai văn bản là tương đồng.",
            "giới quan sát",
        ),
        (
            "Ca sĩ Lê Quang đã hát. Giọng ca “Đôi mắt người xưa” chia sẻ anh rất buồn vì chuyện này.",
            "Giọng ca “Đôi mắt người xưa",
        ),
    ],
    ids=[
        "a family",
        "a manager",
        "a neighbour",
        "an administration",
        "an adviser",
        "his adviser",
        "two coaches",
        "observers",
        "a singer of a song",
    ],
)
def test_who_is_named_by_somebody_else_does_not_speak_as_him(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]
