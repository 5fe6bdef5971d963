"""Which words of an article are said, and which only look so."""

import pytest

from articles.tests.nlp.quotations.what_is_said import speakers, words


@pytest.mark.parametrize(
    "text",
    [
        "Việt Nam lắp hệ thống cảnh báo sớm thiên tai bằng nguồn vốn vay.",
        "Ông Lê Văn Nam làm việc tại phòng Dự báo bão của đài.",
        "Ông Lê Văn Nam xác nhận thông tin trên.",
        "Bị cáo không yêu cầu xử lý hình sự về hành vi này.",
        "Tướng Nguyễn Chí Vịnh, phó trưởng Ban chỉ đạo chủ trì cuộc họp.",
        "Nhiều nhà phân tích tài chính đã rời thị trường.",
        "Như đã nói ở trên, ông Lê Văn Nam vẫn đang là ủy viên.",
        "Ông Lê Văn Nam chưa hoàn thiện báo cáo đánh giá tác động môi trường của dự án.",
        "Ông Lê Văn Nam nhiều lần lên tiếng phủ nhận và úp mở về chuyện kết hôn.",
        "Đồng thời gửi giấy mời yêu cầu chủ phương tiện lên giải quyết vi phạm.",
        "Ông Lê Văn Nam khẳng định điều này tại cuộc họp.",
        "Tổng bí thư Lê Văn Nam phát biểu chỉ đạo tại hội nghị",
        "Theo dõi thầy trò huấn luyện viên Lê Văn Nam thi đấu, khán giả rất vui.",
        "Các doanh nghiệp đang đẩy mạnh cổ phần hóa và hứa hẹn tạo nên sự sôi động trên thị trường.",
        "Kết quả này được Bí thư Lê Văn Nam chia sẻ sau chuyến thăm của đoàn tại Đức.",
        "Ca sĩ Hồ Ngọc Hà bất ngờ lên tiếng vụ ồn ào với đàn em sau hơn 2 năm yên ắng",
        "Ông Lê Hữu Thắng đã có một quyết định trái với dự đoán là xếp Phượng đá chính.",
        "Anh Lê Văn Giang đã trình báo sự việc đến công an phường.",
        "Cuối cùng, việc ông Lê Văn Nam thực thi đầy đủ cam kết dừng thỏa thuận có thể khiến Nga khó chịu.",
        "Ông Lê Thiện Nhân gửi lời cảm ơn đến các cán bộ lão thành của thành phố.",
        "Ca sĩ Lê Vĩnh Hưng đã chính thức đưa ra thông báo cuối cùng về sự việc này.",
        "Điều này đẩy ông Donald Trump vào cuộc tranh cãi quanh những cáo buộc cho rằng ông thông đồng với Nga.",
        "Ca sĩ Hồ Ngọc Hà lên tiếng phủ nhận mối quan hệ thân mật ấy.",
        "Ca sĩ Hồ Ngọc Hà khoe những món quà được mọi người tặng.",
        "Theo điều tra ban đầu, hơn hai tháng qua trong khu vực chợ xảy ra nhiều vụ cháy.",
        "Ca sĩ Hồ Ngọc Hà từ chối trả lời tất cả những câu hỏi về vụ ồn ào này.",
        "Phó chủ tịch Lê Văn Nam trực tiếp chỉ đạo công tác chữa cháy.",
        "Phượng không nên chơi rườm rà như những gì HLV Lê Hữu Thắng đã nhắc nhở, để sự nghiệp tốt hơn.",
        "Chủ tịch Lê Văn Nam tán thành đề nghị bổ sung quy định này.",
        "Theo Lê Quang Hòa (Báo Bóng đá)",
        "“Thần đèn” Trương Văn Thảo được mời tới di dời chiếc cổng.",
        "Cúp vô địch được trao. Tiền đạo Lê Công Vinh. Ảnh: tư liệu. Trận đấu sau đó rất hay.",
        "Ca sĩ Minh Hằng chia sẻ những tin nhắn bị chồng đe doạ và hình ảnh căn hộ.",
        "Ông Lê Văn Nam cũng từng đưa ra nhận định tương tự và bị kiểm chứng là sai.",
        "Ông Lê Văn Nam nhấn mạnh đến yếu tố con người trong phát triển.",
        "Việc Tổng cục Đường bộ đề xuất xả trạm là do bộ yêu cầu.",
        "“Anh có chủ động xin lỗi không?” - phóng viên hỏi.",
        "Ông Lê Văn Nam đã chỉ trích tòa án sau phiên điều trần về lệnh cấm nhập cư.",
        "Chủ tịch Lê Văn Nam đồng tình với ý kiến này của các đại biểu.",
        "Chủ tịch Lê Văn Nam phát biểu bế mạc hội nghị, đọc diễn văn và trao quà.",
        "Chủ tịch Lê Văn Nam đã giao cơ quan này đánh giá kết quả của việc dùng loa phường.",
        "Bảo Duy im lặng, anh không phản bác hay phân trần gì về điều này.",
        "HLV Lê Hữu Thắng tiết lộ bí quyết thắng trận, Messi sẽ nghỉ đá là những tin chính sáng nay.",
        "Thủ tướng Lào tới Hà Nội hôm nay, theo lời mời của Thủ tướng Lê Văn Nam.",
    ],
    ids=[
        *("a system", "a department", "a bare topic", "a denial", "a board", "a calling"),
        *("said before", "a report", "what was done", "a letter", "this alone"),
        *("a place alone", "looking on", "a promise of things", "an occasion"),
        *("a bare topic in a headline", "against what was foreseen", "a report to the police"),
        *(
            "a kept promise",
            "bare thanks",
            "a notice that is given",
            "an allegation",
            "a denied bond",
            "what is shown",
            "nobody's inquiry",
        ),
        *("a refusal", "work that is led", "what was said once", "an agreement", "a byline", "a nickname", "a credit"),
        *("things that are shown", "another statement", "what is stressed", "a fact", "a reporter's question"),
        *("whom a judgement is of", "an assent", "a speech that is held", "work that is given", "a denial of two"),
        *("a line of news", "an invitation"),
    ],
)
def test_words_that_only_look_like_a_report_are_none(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '"Trong số 151 dự án "treo", tỉnh đã thu hồi một nửa", ông Lê Văn Đức nói.',
            'Trong số 151 dự án "treo", tỉnh đã thu hồi một nửa',
        ),
        ("Cha nạn nhân: ' Sao tim thai vẫn bình thường? '\nSáng 5/3, tòa xử.", "Sao tim thai vẫn bình thường?"),
        (
            "Theo ông Lê Văn Đức, tỉnh cam kết “cải thiện thủ tục cho nhà đầu tư” trong năm nay.",
            "tỉnh cam kết “cải thiện thủ tục cho nhà đầu tư” trong năm nay",
        ),
        ("Chánh án Lê Hòa Bình khẳng định, cho tới nay chưa rõ tốc độ xe.", "cho tới nay chưa rõ tốc độ xe"),
        ("UBND tỉnh Quảng Ninh đã có ba văn bản đề nghị Bộ Giao thông bàn giao cảng.", "Bộ Giao thông bàn giao cảng"),
        ("Bà Lê Thị Nga cho biết thế giới đánh giá cao y tế Việt Nam.", "thế giới đánh giá cao y tế Việt Nam"),
        (
            "Camera giúp học sinh tự nhìn lại hành vi của mình, chuyên gia Tom Ellis nói với Reuters.",
            "Camera giúp học sinh tự nhìn lại hành vi của mình",
        ),
        (
            "Ông Lê Văn Nam nói: “Tôi làm phim “La La Land” đã bảy năm. Tôi mong “La La Land” đến với nhiều người”.",
            "Tôi làm phim “La La Land” đã bảy năm. Tôi mong “La La Land” đến với nhiều người",
        ),
        ("Có nhiều ý kiến cho rằng biển báo trên cầu là bất hợp lý.", "biển báo trên cầu là bất hợp lý"),
        ("Các chuyên gia cho rằng điều này hoàn toàn có thể xảy ra.", "điều này hoàn toàn có thể xảy ra"),
        ("Ngoài ra, bị cáo Sơn khai chưa bao giờ thấy quy trình này.", "chưa bao giờ thấy quy trình này"),
        ("Anh Lê Văn Hải khuyên em gái nên học nghề nhưng cô tin rằng mình sẽ hát.", "em gái nên học nghề"),
        (
            "Ông Lê Văn Thể dự họp. Theo ông Thể, Tổng cục Đường bộ đang quản lý, bảo trì 21.000 km đường.",
            "Tổng cục Đường bộ đang quản lý, bảo trì 21.000 km đường",
        ),
        (
            "Theo chia sẻ của ca sĩ Lê Hiếu, vợ sắp cưới của anh tên là Thu Trang, người Sài Gòn, và không hát.",
            "vợ sắp cưới của anh tên là Thu Trang, người Sài Gòn, và không hát",
        ),
        (
            "Chiếc máy bay phải hạ cánh khẩn cấp vì một động cơ bị hỏng, báo Dailymail đưa tin hôm 5/5.",
            "Chiếc máy bay phải hạ cánh khẩn cấp vì một động cơ bị hỏng",
        ),
        (
            "Ca sĩ Lê Vĩnh Hưng cho biết cô đã tính đến chuyện lấy chồng Thực tế, đây không phải lần đầu có tin đồn.",
            "cô đã tính đến chuyện lấy chồng",
        ),
        (
            "Ông Lê Xuân Cường lưu ý các địa phương thông tin, kêu gọi và kiểm tra đối với tàu vãng lai.",
            "các địa phương thông tin, kêu gọi và kiểm tra đối với tàu vãng lai",
        ),
    ],
    ids=[
        "marks in marks",
        "a headline",
        "told by another",
        "until now",
        "a letter",
        "the world",
        "before",
        "two pairs of marks",
        "opinions",
        "this as a subject",
        "a joined name",
        *(
            "advice",
            "what a body does",
            "what is no apposition",
            "a paper behind",
            "a full stop that is missing",
            "what places are to do",
        ),
    ],
)
def test_what_is_said_is_found_whole(text: str, said: str) -> None:
    assert words(text) == [said]


def test_a_question_of_the_court_is_not_the_answer() -> None:
    text = "Trả lời câu hỏi của tòa: “Bị cáo có nhận tội không?”, bị cáo Lê Văn Sơn im lặng."
    assert words(text) == []


def test_an_interview_does_not_reach_into_other_articles_of_a_long_text() -> None:
    interview = "Hỏi ông Lê Văn Thể.\n* Bao giờ xong?\n- Năm tới sẽ xong.\n* Ai trả tiền?\n- Ngân sách sẽ trả.\n"
    article = "Trời mưa to ở nhiều nơi. " * 200 + "\nÔng Trần Văn Hải cho biết nước sông đang lên.\n"
    text = interview + article + interview
    assert words(text).count("nước sông đang lên") == 1
    assert words(text).count("Ngân sách sẽ trả") == 2


def test_a_dash_behind_a_quotation_begins_no_answer() -> None:
    text = (
        "“Dự án sẽ xong trong năm tới” - ông Trần Chí Trung nói sáng 5/3.\n"
        "* Ai trả tiền, thưa ông?\n- Ngân sách sẽ trả.\n* Khi nào thu phí?\n- Chúng tôi chưa tính."
    )
    assert speakers(text) == ["Trần Chí Trung"] * 3
