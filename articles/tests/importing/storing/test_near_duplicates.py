"""One story told by several newspapers: linked as it comes in, edited or deleted."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.importing.annotating.preparation import story_syllables, text_hash
from articles.importing.storing.near_duplicates import leave, link, link_again, link_unsigned
from articles.models import Article, IndexOutbox, StoryKey
from articles.text.minhash import signature

pytestmark = pytest.mark.django_db

REPORT = [
    "Sáng 14/6, cảng cá Quy Nhơn mở cửa trở lại sau cơn bão số 9, hàng trăm tàu thuyền nối nhau ra khơi.",
    "Ông Lục Phú Khiêm, Giám đốc cảng, cho biết bùn đất trên cầu tàu đã được dọn sạch từ tối hôm trước.",
    "Theo Bộ đội biên phòng, mười hai tàu bị hư hỏng nặng đang được kéo về xưởng sửa chữa ở Nhơn Hội.",
    "Ngư dân Đặng Thúy Hòa nói gia đình bà mất ba ngày để vá lưới trước chuyến biển đầu tiên sau bão.",
    "Giá cá ngừ tại bến tăng nhẹ so với tuần trước do nguồn hàng còn ít, thương lái phải chờ đến trưa.",
]
OTHER = [
    "Hội đồng nhân dân tỉnh họp phiên bất thường, bàn việc lập quỹ học bổng cho học sinh vùng cao.",
    "Nhiều đại biểu đề nghị ưu tiên những trường nội trú còn thiếu sách, thiếu phòng thí nghiệm.",
    "Quỹ dự kiến hoạt động từ năm học tới với số vốn ban đầu do doanh nghiệp và người dân đóng góp.",
]


def _article(title: str, body: list[str]) -> Article:
    return Article.objects.create(
        title=title,
        body=body,
        content_hash=text_hash(title, "", body),
        signature=signature(story_syllables(title, "", body)),
    )


def _linked(*articles: Article) -> list[int | None]:
    link([article.pk for article in articles])
    return [Article.objects.get(pk=article.pk).story_id for article in articles]


@pytest.fixture
def first() -> Article:
    article = _article("Cảng cá mở cửa", REPORT)
    link([article.pk])
    return article


@pytest.mark.parametrize(
    "body",
    [
        REPORT,
        ["Tin từ Bình Định cho hay tàu thuyền lại ra khơi.", *REPORT[1:]],
        [paragraph.replace("cảng", "bến").replace("tàu", "ghe").replace("bão", "dông") for paragraph in REPORT],
        REPORT[:3],
    ],
    ids=["another title", "another lead", "words changed", "shortened"],
)
def test_the_same_story_in_another_paper_is_linked(first: Article, body: list[str]) -> None:
    assert _linked(_article("Tàu thuyền nối nhau ra khơi sau bão", body)) == [first.pk]


def test_another_story_is_not_linked(first: Article) -> None:
    assert _linked(_article("Lập quỹ học bổng", OTHER)) == [None]


def test_a_report_that_shares_a_paragraph_is_not_linked(first: Article) -> None:
    assert _linked(_article("Lập quỹ học bổng", [*OTHER, REPORT[0]])) == [None]


def test_retellings_in_one_chunk_are_linked() -> None:
    one, other = _article("Cảng cá mở cửa", REPORT), _article("Ra khơi sau bão", REPORT)
    assert _linked(one, other) == [None, one.pk]
    assert list(one.story_articles()) == [other]
    assert list(Article.objects.get(pk=other.pk).story_articles()) == [one]


def test_a_thousandth_copy_is_compared_with_one(first: Article) -> None:
    keys = StoryKey.objects.count()
    _linked(_article("Ra khơi sau bão", REPORT))
    assert StoryKey.objects.count() == keys


def test_captions_alone_are_no_story() -> None:
    assert _linked(_article("Ảnh 1", ["Cảng cá."]), _article("Ảnh 2", ["Cảng cá."])) == [None, None]


def test_when_the_first_is_deleted_the_next_takes_its_place(first: Article) -> None:
    second, third = _article("Hai", REPORT), _article("Ba", REPORT)
    _linked(second, third)
    first.delete()
    assert list(Article.objects.order_by("pk").values_list("story", flat=True)) == [None, second.pk]
    assert {second.pk, third.pk} <= set(IndexOutbox.objects.values_list("article_id", flat=True))
    assert _linked(_article("Bốn", REPORT)) == [second.pk]


def test_an_article_that_tells_something_else_now_leaves_its_story(first: Article) -> None:
    second = _article("Hai", REPORT)
    _linked(second)
    Article.objects.filter(pk=first.pk).update(signature=signature(story_syllables("", "", OTHER)), body=OTHER)
    link_again(first.pk)
    assert list(Article.objects.order_by("pk").values_list("story", flat=True)) == [None, None]
    assert _linked(_article("Ba", REPORT)) == [second.pk]


def test_leaving_names_those_whose_story_changes(first: Article) -> None:
    second, third = _article("Hai", REPORT), _article("Ba", REPORT)
    _linked(second, third)
    assert sorted(leave([first.pk, second.pk])) == [third.pk]


def test_an_older_archive_is_linked_some_at_a_time(first: Article) -> None:
    _article("Hai", REPORT)
    StoryKey.objects.all().delete()
    Article.objects.update(signature=b"")
    assert list(link_unsigned()) == [2]
    assert list(Article.objects.order_by("pk").values_list("story", flat=True)) == [None, first.pk]
    assert list(link_unsigned()) == []


def test_more_articles_take_no_more_queries(first: Article) -> None:
    few = [_article(f"Ít {n}", REPORT).pk for n in range(2)]
    many = [_article(f"Nhiều {n}", REPORT).pk for n in range(30)]
    with CaptureQueriesContext(connection) as queries_of_few:
        link(few)
    with CaptureQueriesContext(connection) as queries_of_many:
        link(many)
    assert len(queries_of_many) == len(queries_of_few)


def test_the_next_of_a_story_keeps_the_keys_that_it_has(first: Article) -> None:
    second = _article("Ra khơi sau bão", [*REPORT[:4], *OTHER[:2]])
    assert _linked(second) == [first.pk]
    keys = list(StoryKey.objects.filter(article=second).order_by("key").values_list("key", flat=True))
    assert keys
    leave([first.pk])
    assert list(StoryKey.objects.filter(article=second).order_by("key").values_list("key", flat=True)) == keys
