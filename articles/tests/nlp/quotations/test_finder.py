"""What is found as said in an article, its kind, its speaker and its cue."""

import json
import unicodedata
from io import StringIO

import pytest
from django.core.management import call_command

from articles.nlp.annotation import annotate

Found = tuple[str, str, str]


def found(text: str) -> list[Found]:
    """Return the (kind, speaker's name, words) of the quotations in a text."""
    return [(one.kind, one.speaker.name, text[one.start : one.end]) for one in annotate(text).quotations]


_MINISTER = "Phó Thủ tướng Phạm Bình Minh tiếp đoàn Nhật Bản chiều 5/3 tại Hà Nội.\n"


@pytest.mark.parametrize(
    ("sentence", "kind", "speaker", "words"),
    [
        ("Ông Minh cho biết hai nước sẽ ký hiệp định.", "indirect", "Phạm Bình Minh", "hai nước sẽ ký hiệp định"),
        ("Theo ông Minh, hai nước sẽ ký hiệp định.", "indirect", "Phạm Bình Minh", "hai nước sẽ ký hiệp định"),
        ("Ông nói: “Chúng tôi sẽ ký hiệp định.”", "direct", "Phạm Bình Minh", "Chúng tôi sẽ ký hiệp định"),
        ("«Chúng tôi sẽ ký hiệp định», ông Minh nói.", "direct", "Phạm Bình Minh", "Chúng tôi sẽ ký hiệp định"),
        (
            'Ông khẳng định đây là "bước đi lịch sử" của hai nước.',
            "mixed",
            "Phạm Bình Minh",
            'đây là "bước đi lịch sử" của hai nước',
        ),
        (
            "Hai nước không đàm phán chừng nào còn dùng vũ khí, ông Minh tuyên bố hôm 4/5 tại Hà Nội.",
            "indirect",
            "Phạm Bình Minh",
            "Hai nước không đàm phán chừng nào còn dùng vũ khí",
        ),
        ("Hai nước sẽ ký hiệp định, theo Reuters.", "indirect", "Reuters", "Hai nước sẽ ký hiệp định"),
        ("Bộ Ngoại giao yêu cầu hai bên kiềm chế.", "indirect", "Bộ Ngoại giao", "hai bên kiềm chế"),
        (
            "Bộ Ngoại giao yêu cầu báo cáo về hai vụ: “Nghi án” tàu chở khách đâm trúng bến.",
            "mixed",
            "Bộ Ngoại giao",
            "báo cáo về hai vụ: “Nghi án” tàu chở khách đâm trúng bến",
        ),
        ("Một nhân chứng kể tàu đã cháy từ nửa đêm.", "indirect", "Một nhân chứng", "tàu đã cháy từ nửa đêm"),
    ],
)
def test_a_statement_is_found_with_its_speaker(sentence: str, kind: str, speaker: str, words: str) -> None:
    assert (kind, speaker, words) in found(_MINISTER + sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Việc khẳng định chủ quyền là cần thiết.",
        "Ông Minh trò chuyện với nhiều người dân.",
        "Hãng này bị gọi là “sát thủ” của đồ cổ.",
        "Công việc tiến hành theo quy định, không chậm trễ.",
        "Nữ diễn viên chia sẻ hình ảnh trên mạng.",
        "Ông Minh nhấn mạnh khi kết thúc hội nghị trực tuyến toàn quốc về quy hoạch.",
        "Ông Minh đáp trả ngắn gọn các câu hỏi và ít cười.",
        "Ông Minh cũng giao Sở Xây dựng phối hợp các đơn vị rà soát pháp lý, đề xuất các nội dung để dự án đi tiếp.",
        "Phó Thủ tướng giao Bộ Tài chính đề xuất giảm thuế xăng dầu.",
        "Ông Minh giải quyết những trường hợp khiếu nại, tố cáo, xử phạt hành chính của phường.",
        "Ông Minh có ý kiến chỉ đạo sau khi nhận được kiến nghị của một số cán bộ, diễn viên.",
    ],
)
def test_what_is_not_said_is_no_quotation(sentence: str) -> None:
    assert found(_MINISTER + sentence) == []


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Ông Minh tuyên bố Nhật phải trả tiền, thậm chí ông còn gợi ý Nhật tự vũ trang.", "Nhật phải trả tiền"),
        ("Ông Minh nói hội nghị đã kết thúc, Đài truyền hình CCTV đưa tin.", "hội nghị đã kết thúc"),
        ("Ông Minh yêu cầu tăng hợp tác song phương. >> Xem clip", "tăng hợp tác song phương"),
        (
            "Theo ông Minh, một giải pháp nữa là quản lý chặt, mua sắm công.",
            "một giải pháp nữa là quản lý chặt, mua sắm công",
        ),
    ],
    ids=["what is said besides", "who reports it", "a link", "no office"],
)
def test_what_is_said_ends_where_the_story_goes_on(sentence: str, words: str) -> None:
    assert found(_MINISTER + sentence)[0][2] == words


def test_what_a_reporter_asks_himself_is_no_interview() -> None:
    questions = "Vậy vì sao cô lại làm thế?\n", "Cô có biết trước kết quả không?\n", "Và cô nghĩ gì về điều đó?\n"
    own, reporters = "Tôi chưa biết kết quả.\n", "Phi Thanh Vân khiến chúng tôi ngạc nhiên.\n"
    lead = "Chuyện của hoa hậu\nNgười mẫu Phi Thanh Vân vừa thi hoa hậu.\n"
    assert len(found(lead + "".join(question + own for question in questions))) == 3
    assert found(lead + "".join(question + reporters for question in questions)) == []


def test_a_quotation_goes_on_behind_the_cue_and_in_the_next_paragraph() -> None:
    text = (
        _MINISTER + "“Chúng tôi không vội”, ông Minh nói, “nhưng cũng không chờ”.\n“Cả hai nước đều cần hiệp định này”."
    )
    assert found(text) == [
        ("direct", "Phạm Bình Minh", "Chúng tôi không vội"),
        ("direct", "Phạm Bình Minh", "nhưng cũng không chờ"),
        ("direct", "Phạm Bình Minh", "Cả hai nước đều cần hiệp định này"),
    ]


def test_a_headline_names_the_speaker_before_a_colon() -> None:
    assert found("Donald Trump: 'Tôi sẽ thắng cử lần nữa'") == [("direct", "Donald Trump", "Tôi sẽ thắng cử lần nữa")]


def test_the_speaker_within_what_a_paper_reports_counts_alone() -> None:
    text = "Theo Reuters, Tổng thống Nga Vladimir Putin cảnh báo phương Tây sẽ phải trả giá."
    assert found(text) == [("indirect", "Vladimir Putin", "phương Tây sẽ phải trả giá")]


def test_answers_of_an_interview_are_found_and_its_questions_are_not() -> None:
    text = (
        "Không thu phí nữa\nTuổi Trẻ trao đổi với ông Nguyễn Văn Thể về việc thu phí.\n"
        "* Bao giờ thì bỏ trạm thu phí, thưa ông?\n- Chúng tôi sẽ bỏ trạm trong tháng tới.\n"
        "* Ai sẽ trả tiền?\n- Ngân sách sẽ trả."
    )
    assert found(text) == [
        ("direct", "Nguyễn Văn Thể", "Chúng tôi sẽ bỏ trạm trong tháng tới"),
        ("direct", "Nguyễn Văn Thể", "Ngân sách sẽ trả"),
    ]


def test_a_pronoun_means_somebody_of_its_sex() -> None:
    text = "Ông Lê Văn Hùng gặp bà Trần Thị Mai sáng 5/3. Bà cho biết dự án sẽ dừng. Ông cho rằng dự án phải tiếp tục."
    assert [speaker for _, speaker, _ in found(text)] == ["Trần Thị Mai", "Lê Văn Hùng"]


def test_offsets_count_the_letters_of_a_decomposed_text() -> None:
    text = unicodedata.normalize("NFD", _MINISTER + "Ông Minh cho biết hai nước sẽ ký hiệp định.")
    (quotation,) = annotate(text).quotations
    assert unicodedata.normalize("NFC", text[quotation.start : quotation.end]) == "hai nước sẽ ký hiệp định"
    assert text[quotation.cue_start : quotation.cue_end] == unicodedata.normalize("NFD", "cho biết")


def test_the_command_answers_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    text = _MINISTER + "Ông Minh cho biết hai nước sẽ ký hiệp định."
    monkeypatch.setattr("sys.stdin", StringIO(json.dumps({"id": 7, "text": text}) + "\n"))
    out = StringIO()
    call_command("find_quotes", stdout=out)
    answer = json.loads(out.getvalue())
    (quote,) = answer["quotes"]
    assert (answer["id"], quote["speaker_name"], quote["cue"], quote["kind"]) == (
        7,
        "Phạm Bình Minh",
        "cho biết",
        "indirect",
    )
    assert text[quote["speaker_start"] : quote["speaker_end"]] == "Ông Minh"


def test_the_credit_of_a_picture_within_a_quotation_does_no_harm() -> None:
    text = _MINISTER + "“Chúng tôi sẽ ký (Ảnh: AFP) hiệp định này”, ông Minh nói."
    assert all(words.strip() for _, _, words in found(text))
