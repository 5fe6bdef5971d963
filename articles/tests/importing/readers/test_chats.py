import pytest

from articles.importing.parsed_article import CHAT, UnreadableDocument
from articles.importing.parsing import parse_document

TITLE = "Bệnh viện tỉnh mở phòng khám đêm"
LEAD = "Từ đầu tháng sau, người dân thị xã có thể đến khám từ 17 giờ đến 21 giờ mà không phải trả thêm phí nào."
BODY = (
    "Phòng khám đêm có sáu bàn khám, hai máy siêu âm và một quầy thuốc, bác sĩ trực được tính tiền ngoài giờ.",
    "Chị Lò Thị Mai, công nhân may, nói chị từng phải nghỉ nửa buổi chỉ để lấy thuốc huyết áp cho mẹ ở quê.",
    "Giám đốc Hà Đức Thuận cho hay sau sáu tháng sẽ đánh giá lại rồi mới tính đến việc tăng thêm bàn khám.",
)
SENT = "\n\n".join((TITLE, LEAD, *BODY, "Lương Bích Ngọc"))
WRITER, DESK = "CTV Hường", "BTV Lan"
TALK = (
    (WRITER, "Chị ơi em gửi bài nhé"),
    (DESK, "ok em, mai chị đăng"),
    (WRITER, "[Hình ảnh]"),
    (DESK, "Em nhớ gửi ảnh"),
)
FORMS = [
    "[14/03/2019 19:22] {name}: {text}",
    "[19:22, 14/03/2019] {name}: {text}",
    "14/03/2019, 19:22 - {name}: {text}",
    "14/03/2019\t19:22:05\t{name}\t+84905111222\t{text}",
    "{name}, [14.03.2019 19:22]:\n{text}\n",
    "{name}\n19:22\n{text}",
    "{name}  7:22 PM\n{text}\n",
    "{name}\n{text}\n19:22\nĐã gửi",
    "{name} đã gửi\n{text}\n",
    "{name}: {text}",
    "[14/03/2019] 🌸 {name}: {text}",
]


def _chat(form: str, *messages: tuple[str, str]) -> bytes:
    return "\n".join(form.format(name=name, text=text) for name, text in messages).encode()


@pytest.mark.parametrize("form", FORMS)
def test_the_article_in_a_chat_is_read_without_names_and_hours(form: str) -> None:
    article = parse_document(_chat(form, TALK[0], (WRITER, SENT), *TALK[1:]))
    assert (article.title, article.lead, article.body, article.authors) == (TITLE, LEAD, BODY, ("Lương Bích Ngọc",))
    assert any("mai chị đăng" in line for line in article.left_out)


@pytest.mark.parametrize("form", FORMS)
def test_a_chat_without_an_article_is_refused_by_name(form: str) -> None:
    with pytest.raises(UnreadableDocument, match=CHAT):
        parse_document(_chat(form, *TALK))


def test_an_article_sent_in_parts_is_whole_and_a_second_one_is_a_warning() -> None:
    parts = [(WRITER, TITLE), (WRITER, f"{LEAD}\n\n{BODY[0]}"), TALK[1], (WRITER, "\n\n".join((*BODY[1:], "Lê An")))]
    article = parse_document(_chat(FORMS[0], TALK[0], *parts, TALK[1]))
    assert (article.title, article.lead, article.body, article.authors) == (TITLE, LEAD, BODY, ("Lê An",))
    second = SENT.replace(TITLE, "Bệnh viện huyện đóng cửa khoa sản").replace(BODY[2], f"{BODY[2]} Xã chưa có ý kiến.")
    both = parse_document(_chat(FORMS[0], TALK[0], (WRITER, SENT), (WRITER, second), TALK[1]))
    assert both.title == "Bệnh viện huyện đóng cửa khoa sản"
    assert any("another message" in warning for warning in both.warnings)


def test_a_live_report_with_hours_and_a_post_with_its_head_are_articles() -> None:
    times = [f"{hour}:05 - {text}" for hour, text in zip((17, 18, 19), BODY, strict=True)]
    assert parse_document("\n".join((TITLE, LEAD, *times)).encode()).body == tuple(times)
    post = "\n".join((TITLE, LEAD, *BODY, "Lương Bích Ngọc"))
    for head in ("Lê An đang ở Bệnh viện Gia Cẩm.\n3 giờ · Việt Trì · ", "Lê An ▸ Hội nhà báo\n14 tháng 3, 2019 · "):
        assert parse_document(f"{head}\n{post}".encode()).title == TITLE
