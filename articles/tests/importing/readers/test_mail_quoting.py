from textwrap import fill

import pytest

from articles.importing.parsing import parse_document

TITLE = "Bệnh viện tỉnh mở phòng khám đêm"
LEAD = "Từ đầu tháng sau, người dân thị xã có thể đến khám từ 17 giờ đến 21 giờ mà không phải trả thêm phí nào."
BODY = (
    "Phòng khám đêm có sáu bàn khám, hai máy siêu âm và một quầy thuốc, bác sĩ trực được tính tiền ngoài giờ.",
    "Chị Lò Thị Mai, công nhân may, nói chị từng phải nghỉ nửa buổi chỉ để lấy thuốc huyết áp cho mẹ ở quê.",
    "Giám đốc Hà Đức Thuận cho hay sau sáu tháng sẽ đánh giá lại rồi mới tính đến việc tăng thêm bàn khám.",
)
ANSWERED = "Vào Th 3, 14 thg 5, 2024 vào lúc 08:01 Tòa soạn <toasoan@bao.vn>\nđã viết:"
MAIL = "From: an@bao.vn\nSubject: Re: bài\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"


def _quoted(text: str, mark: str) -> str:
    return "\n".join(f"{mark}{line}".rstrip() for line in text.split("\n"))


@pytest.mark.parametrize("mark", ["> ", ">", "> > ", "| ", "&gt; "])
@pytest.mark.parametrize("head", ["", f"Chị duyệt giúp em nhé.\n\n{ANSWERED}\n\n", "Em gửi lại ạ.\n\n"])
def test_an_article_that_mail_quotes_is_read_without_marks(mark: str, head: str) -> None:
    article = "\n\n".join((TITLE, *(fill(text, 66) for text in (LEAD, *BODY)), "Lương Bích Ngọc"))
    for text in (head + _quoted(article, mark), f"{MAIL}{head}{_quoted(article, mark)}"):
        read = parse_document(text.encode())
        assert (read.title, read.lead, read.body) == (TITLE, LEAD, BODY)
        assert read.authors == ("Lương Bích Ngọc",)


def test_what_an_article_answers_is_left_out_and_a_quotation_in_it_stays() -> None:
    first, second, third = BODY
    text = "\n\n".join((TITLE, LEAD, first, _quoted(fill(second, 60), "> "), third, "Lương Bích Ngọc"))
    answered = f"{text}\n\n{ANSWERED}\n\n> Em gửi bài trước 10 giờ nhé."
    read = parse_document(answered.encode())
    assert (read.body, read.authors) == (BODY, ("Lương Bích Ngọc",))
    assert "> Em gửi bài trước 10 giờ nhé." in read.left_out


def test_ends_of_quoted_lines_that_had_no_room_are_put_back() -> None:
    cut = "\n\n".join((TITLE, *(fill(text, 72) for text in (LEAD, *BODY)))).split("\n")
    # A mail program cut the quoted lines again, and put no mark before what had no room.
    lines = (f"> {line[:66]}".rpartition(" ") if len(line) > 66 else (f"> {line}", "", "") for line in cut)
    again = (
        f"{whole}\n{rest}{line[66:]}" if rest else whole for line, (whole, _, rest) in zip(cut, lines, strict=True)
    )
    assert parse_document("\n".join(again).encode()).body == BODY


def test_what_was_answered_before_goes_from_a_quoted_article_and_what_an_article_says_was_written_stays() -> None:
    older = "On Wed, 13 Mar 2019 at 08:00, Lan <lan@bao.vn> wrote:\n\n> Em gửi chị bài nhé\n"
    article = "\n\n".join((TITLE, *(fill(text, 66) for text in (LEAD, *BODY)), "Lương Bích Ngọc"))
    quoted = _quoted(f"Dạ em gửi lại ạ.\n\n{older}\n{article}", "> ")
    read = parse_document(f"Ok.\n\n{ANSWERED}\n{quoted}".encode())
    assert (read.title, read.lead, read.body) == (TITLE, LEAD, BODY)
    written = parse_document("\n\n".join((TITLE, LEAD, BODY[0], "Trong thư, bà viết:", f"> {BODY[1]}")).encode())
    assert BODY[1] in written.body
