"""Pages whose article stands only in the data that their script would show."""

import json

import pytest

from articles.importing.parsed_article import UnreadableDocument
from articles.importing.parsing import parse_document

TITLE = "Chợ nổi Ngã Năm thưa tiếng chèo"
LEAD = "Nửa số ghe buôn đã lên bờ, những người ở lại đang tìm cách giữ phiên chợ trên sông."
BODY = (
    "Mới bốn giờ sáng, bà Huỳnh Thị Sáu đã chống ghe ra giữa dòng, treo mấy trái khóm lên cây bẹo.",
    "Ông Trần Văn Lợi, trưởng ban quản lý chợ, nói năm 1995 mỗi phiên có trên 400 ghe. Nay đếm kỹ chưa tới 60 chiếc.",
    "Thị trấn đã xin kinh phí làm bến mới, nhưng các chủ ghe lo giá thuê chỗ sẽ cao hơn tiền lời.",
)
AUTHOR = "Phan Trung Nghĩa"
DAY = "2024-03-12T08:00:00+07:00"
HTML = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
RECORD = {"title": TITLE, "sapo": LEAD, "content": HTML, "author": {"name": AUTHOR}, "publishedAt": DAY}
OTHER = {"title": "Nước lũ về muộn ở đầu nguồn", "sapo": "Cá linh chưa lên đồng.", "content": ""}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


NEXT = (
    f'<script id="__NEXT_DATA__" type="application/json">{_json({"props": {"post": RECORD, "more": [OTHER]}})}</script>'
)
NUXT = (
    "<script>window.__NUXT__=(function(a,b){return {data:[{post:{title:a,sapo:b,content:"
    + _json(HTML).replace("<", "\\u003C")
    + f",author:'{AUTHOR}',publishedAt:{_json(DAY)},hot:!0,ads:void 0}}}}],state:{{}}}}}}"
    + f"({_json(TITLE)},{_json(LEAD)}));</script>"
)
FOLDED = [
    {"post": 1},
    {"title": 2, "sapo": 3, "content": 4, "author": 5, "publishedAt": 6},
    TITLE,
    LEAD,
    HTML,
    AUTHOR,
    DAY,
]
NUXT_3 = f'<script type="application/json" id="__NUXT_DATA__">{_json(FOLDED)}</script>'
STATE = f"<script>window.__INITIAL_STATE__ = {_json({'post': RECORD})};(function(){{var s;}}());</script>"
PARSED = f"<script>window.__STATE__ = JSON.parse({_json(_json({'post': RECORD}))});</script>"
ROWS = f"1:T{len(HTML.encode()):x},{HTML}2:{_json(['$', 'div', None, {'post': RECORD | {'content': '$1'}}])}\n"
PUSHED = "".join(
    f"<script>self.__next_f.push([1,{_json(ROWS[at : at + 150])}])</script>" for at in range(0, len(ROWS), 150)
)


def _page(script: str, title: str = TITLE) -> bytes:
    return f"<html><head><title>{title}</title></head><body><div id='app'></div>{script}</body></html>".encode()


@pytest.mark.parametrize("script", [NEXT, NUXT, NUXT_3, STATE, PARSED, PUSHED])
def test_the_article_is_read_from_the_data_of_a_page_without_text(script: str) -> None:
    article = parse_document(_page(script))
    assert (article.form, article.title, article.lead, article.body) == ("html", TITLE, LEAD, BODY)
    assert (article.authors, article.published) == ((AUTHOR,), DAY)


def test_data_of_several_articles_are_none_without_the_title_of_the_page() -> None:
    records = [RECORD | {"title": f"{TITLE}, kỳ {number}"} for number in range(3)]
    script = f'<script type="application/json">{_json({"list": records})}</script>'
    with pytest.raises(UnreadableDocument):
        parse_document(_page(script, "Báo Sông Nước"))
    with pytest.raises(UnreadableDocument):
        parse_document(_page("<script>window.__STATE__ = {a: [1, {b:</script>"))


@pytest.mark.parametrize("value", ["-", ".", "9" * 5000])
def test_data_with_a_number_that_is_none_is_passed_over(value: str) -> None:
    assert parse_document(_page(f"<script>window.__A__={{hits:{value}}}</script>{STATE}")).title == TITLE
