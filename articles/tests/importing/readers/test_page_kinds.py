"""Pages that show data or a notice, and articles with data that are read all the same."""

import pytest

from articles.importing.parsed_article import ARTICLE_LIST, COMMENTS, ERROR_PAGE, FORM, UnreadableDocument
from articles.importing.parsing import parse_document

CELLS = (("Bến Tre", "3,2"), ("Mỹ Tho", "3,4"), ("Vũng Tàu", "4,1"), ("Cần Giờ", "3,9"), ("Gò Công", "3,6"))
TABLE = f"<table>{''.join(f'<tr><td>{place}</td><td>{height} m</td></tr>' for place, height in CELLS)}</table>"
NOTE = "<p>Mực nước tính theo mốc của từng trạm, sai số không quá mười phân; số liệu chỉ để bà con tham khảo thêm.</p>"
CARDS = "".join(f"<div><h3>{place}</h3><span>Triều {height} m</span></div>" for place, height in CELLS)
ITEMS = "".join(
    f'<li class="mon"><a href="/mon-{place}"><img src="a.jpg"></a><h2>Bánh canh {place}</h2><p>{height} giờ nấu, '
    "nước dùng trong, ăn nóng với hành phi và tiêu xay.</p></li>"
    for place, height in CELLS
)
SAID = "".join(
    f"<div><b>{place}</b><p>Năm nào nước cũng lên tới {height} tấc, mong sớm làm xong con đê.</p>"
    "<span>Thích (3)</span> <span>Trả lời</span></div>"
    for place, height in CELLS
)
STORY = (
    "<p>Đợt triều cường sáng nay làm ngập nhiều tuyến đường ở Bến Tre và Mỹ Tho, học sinh phải nghỉ học hai buổi.</p>"
    "<p>Ông Lê Văn Hòa ở phường 4 nói nước tràn vào nhà lúc bốn giờ sáng, cao hơn đợt rằm tháng trước cả gang tay.</p>"
)

BRIEF = "<span>{}</span><div>Nước rút lúc trưa.<br><br>Không ai bị thương.</div>"
OTHERS = "".join(
    f'<h3><a href="/tin-{n}">Triều cường ở {place} lên tới {height} mét</a></h3>'
    for n, (place, height) in enumerate(CELLS)
)


def page(title: str, text: str) -> bytes:
    return f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1>{text}</main></body></html>".encode()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (page("Bảng thủy triều", TABLE + NOTE), FORM),
        (page("Bảng thủy triều", f"<p>Cập nhật lúc 06:00 ngày 04/05/2026</p>{CARDS}{NOTE}"), FORM),
        (page("Trang web đang được nâng cấp", NOTE), ERROR_PAGE),
        (page("Bánh canh các miền", f"<p>Cách nấu món bánh canh của mười tỉnh.</p><ul>{ITEMS}</ul>"), ARTICLE_LIST),
        (page("Triều cường làm ngập nhiều tuyến đường", BRIEF.format("Tin mới") + OTHERS), ARTICLE_LIST),
        (page("Bạn đọc nói gì về con đê", SAID), COMMENTS),
    ],
)
def test_a_page_of_data_or_of_a_notice_is_refused(text: bytes, kind: str) -> None:
    with pytest.raises(UnreadableDocument) as refusal:
        parse_document(text)
    assert str(refusal.value) == kind


@pytest.mark.parametrize(
    "text",
    [
        page("Triều cường làm ngập nhiều tỉnh", STORY + TABLE + NOTE),
        page("Triều cường làm ngập nhiều tỉnh", TABLE + STORY),
        page("Hệ thống cống đang nâng cấp bị tràn", STORY),
        page("Triều cường làm ngập nhiều tỉnh", STORY * 3 + SAID),
        page("Triều cường làm ngập nhiều tuyến đường", BRIEF.format("20/04/2023 07:15") + OTHERS),
        page("Năm món bánh canh nên ăn thử", STORY + ITEMS.replace("/mon-", "#")),
    ],
)
def test_an_article_with_data_is_read(text: bytes) -> None:
    assert parse_document(text).body
