"""Boxes of other articles, which are left out while the article goes on below them, and comments, which end it."""

import pytest

from articles.importing.parsed_article import ParsedArticle
from articles.importing.parsing import parse_document

TITLE = "Bến đò Cồn Én có cầu mới"
LEAD = "Cây cầu dài 180 mét thay bến đò Cồn Én được khởi công sáng nay."
ABOVE = (
    "Ủy ban nhân dân xã Cồn Én cho biết cầu rộng bốn mét, kinh phí do người dân và doanh nghiệp đóng góp.",
    "Bà Lê Thị Sáu, chủ bến đò, nói bà đã đưa khách qua sông suốt ba mươi năm và mừng khi có cầu.",
)
BELOW = (
    "Theo kế hoạch, xe máy sẽ đi được trên cầu trước mùa nước nổi năm sau.",
    "Học sinh trong xã sẽ không phải dậy từ bốn giờ sáng để kịp chuyến đò đầu tiên.",
)
OTHER = "Chợ nổi Ngã Năm đông khách"
TEASER = "Ghe từ ba tỉnh đổ về chợ từ lúc trời còn chưa sáng."
CARD = f'<a href="/x.html"><h3>{OTHER}</h3><p>{TEASER}</p></a>'


def paragraphs(texts: tuple[str, ...]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def read(body: str) -> ParsedArticle:
    page = f"<html><head><title>{TITLE}</title></head><body><main><h1>{TITLE}</h1><p>{LEAD}</p>{body}</main></body>"
    return parse_document(page.encode())


@pytest.mark.parametrize(
    "box",
    [
        f"<section><p>Đọc thêm</p>{CARD}</section>",
        f"<div><p>Đọc thêm</p>{CARD}</div>",
        f'<section><p>Tin liên quan</p><a href="/x.html"><p>{TEASER}</p></a></section>',
        f'<div><b>Đọc thêm</b><p><a href="/x.html">{OTHER}</a></p><p>{TEASER}</p></div>',
        f'<h4>Tin liên quan</h4><ul><li><a href="/x.html">{OTHER}</a></li></ul>',
        f"<section>{CARD}</section>",
        f'<p>• <a href="/x.html">{OTHER}</a></p>',
        f'<div><a href="/x.html">{OTHER}</a></div><div>Chi tiết</div>',
        f'<div><a href="/x.html">{OTHER}</a><p>{TEASER} {TEASER} {TEASER}</p></div>',
    ],
)
@pytest.mark.parametrize("wrapper", ["{0}{1}{2}", "<div>{0}</div>{1}<div>{2}</div>"])
def test_an_article_goes_on_below_a_box_of_another(box: str, wrapper: str) -> None:
    article = read(wrapper.format(paragraphs(ABOVE), box, paragraphs(BELOW)))
    assert (article.lead, article.body) == (LEAD, (*ABOVE, *BELOW))


def test_a_label_below_which_no_paragraph_follows_ends_the_article() -> None:
    box = f'<h4>Tin liên quan</h4><ul><li><a href="/x.html">{OTHER}</a></li></ul><p>Lúa hè thu được giá</p>'
    assert read(f"{paragraphs(ABOVE)}{box}").body == ABOVE


def test_comments_below_a_heading_that_counts_them_are_no_text() -> None:
    comment = "Mừng cho bà con Cồn Én, từ nay đi học đi chợ không phải chờ đò nữa."
    comments = f"<div><h2>Bình luận (1)</h2><div><b>Lan Nguyễn</b><p>{comment}</p></div></div>"
    assert read(f"{paragraphs(ABOVE)}{comments}").body == ABOVE
