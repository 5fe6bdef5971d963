import pytest
from django.test import Client
from django.urls import reverse

from articles.importing.annotating.preparation import annotated_text
from articles.importing.storing.entity_linking import write_mentions
from articles.importing.storing.office_rows import write_offices
from articles.models import Article, Decision, DecisionKind, Entity, Post
from articles.nlp.annotation import NamedOffice, RecognisedName
from articles.search import update_index
from articles.tests.making import Newsroom
from articles.tests.views.conftest import CountQueries, one_line

pytestmark = pytest.mark.django_db

LONG, KIM_TIEN = "Nguyễn Thanh Long", "Nguyễn Thị Kim Tiến"


def _write(newsroom: Newsroom, title: str, text: str, published: str) -> Article:
    article = newsroom.article(title, text, published=published)
    write_mentions({article.pk: annotated_text(article.text).mentions})
    update_index([article.pk])
    return article


@pytest.fixture
def articles(newsroom: Newsroom) -> list[Article]:
    return [
        _write(newsroom, "Họp báo", f"Bộ trưởng Y tế {KIM_TIEN} trả lời báo chí.", "2016-03-01"),
        _write(newsroom, "Kiểm tra", f"Bà {KIM_TIEN}, Bộ trưởng Bộ Y tế, thăm bệnh viện.", "2018-05-02"),
        _write(newsroom, "Tiêm chủng", f"Ông {LONG}, Bộ trưởng Bộ Y tế, nói về vắc xin.", "2020-12-03"),
        _write(newsroom, "Dịch mới", f"Bộ trưởng Bộ Y tế {LONG} cảnh báo.", "2021-06-04"),
        _write(newsroom, "Hưu trí", f"Nguyên Bộ trưởng Y tế {KIM_TIEN} dự lễ.", "2021-07-05"),
    ]


def _post() -> Post:
    return Post.objects.get(key="bộ trưởng y tế")


def _page(client: Client, address: str) -> str:
    return one_line(client.get(address).content.decode())


def test_a_post_has_its_holders_newest_first_with_the_articles_that_say_so(
    client: Client, articles: list[Article]
) -> None:
    page = _page(client, _post().get_absolute_url())
    assert page.index(LONG) < page.index(KIM_TIEN)
    assert "1/3/2016" in page
    assert "2/5/2018" in page
    first = articles[0].get_absolute_url()
    assert f'href="{first}#:~:text=B%E1%BB%99%20tr%C6%B0%E1%BB%9Fng%20Y%20t%E1%BA%BF"' in page


def test_who_held_it_once_is_kept_apart(client: Client, articles: list[Article]) -> None:
    page = _page(client, _post().get_absolute_url())
    assert f"{KIM_TIEN}</a> (nguyên)" in page.partition("Ít bài nhắc tới")[2]


def test_who_is_called_a_former_holder_and_then_the_holder_again_is_spoken_of_in_the_past(
    client: Client, articles: list[Article], newsroom: Newsroom
) -> None:
    for year in (2019, 2022):
        _write(newsroom, f"Tin {year}", "Nguyên Bộ trưởng Y tế Đỗ Nguyên Phương dự lễ.", f"{year}-01-01")
        _write(newsroom, f"Chuyện {year}", "Khi ấy Bộ trưởng Y tế Đỗ Nguyên Phương trả lời.", f"{year}-02-01")
    page = _page(client, _post().get_absolute_url())
    assert page.count(">Đỗ Nguyên Phương</a>") == 1
    assert "4 bài" in page.partition(">Đỗ Nguyên Phương</a>")[2][:600]
    assert page.index(f">{KIM_TIEN}</a>") < page.index(">Đỗ Nguyên Phương</a>")


def test_a_person_page_leads_with_the_offices(client: Client, articles: list[Article]) -> None:
    page = _page(client, Entity.objects.get(name=KIM_TIEN).get_absolute_url())
    assert f'<a href="{_post().get_absolute_url()}" lang="vi">Bộ trưởng Y tế</a>' in page
    assert page.index("Bộ trưởng Y tế") < page.index("Họp báo</a>")


def test_a_query_that_is_a_post_offers_its_page(client: Client, articles: list[Article]) -> None:
    address = _post().get_absolute_url()
    assert address in _page(client, f"{reverse('search')}?q=bộ+trưởng+y+tế")
    assert address in _page(client, f"{reverse('search')}?q=bt+y+tế")
    assert address in _page(client, f"{reverse('search')}?q=bo+truong+bo+y+te")
    assert address not in _page(client, f"{reverse('search')}?q=y+tế")


def test_posts_are_listed_and_found_by_part_of_their_title(client: Client, articles: list[Article]) -> None:
    assert _post().get_absolute_url() in _page(client, reverse("posts"))
    assert _post().get_absolute_url() in _page(client, f"{reverse('posts')}?name=bo+truong")
    assert _post().get_absolute_url() not in _page(client, f"{reverse('posts')}?name=giám+đốc")
    Post.objects.filter(pk=_post().pk).update(title="Bộ trưởng Bộ Y tế", folded_title="bo truong bo y te")
    for typed in ("bộ trưởng y tế", "Bộ trưởng Bộ Y tế", "bo truong y te", "y tế bộ tr", "bt bộ y tế", "bt"):
        assert _post().get_absolute_url() in _page(client, f"{reverse('posts')}?name={typed}")
    Post.objects.filter(pk=_post().pk).update(title="Bộ trưởng Y tế", folded_title="bo truong y te")
    assert _post().get_absolute_url() in _page(client, f"{reverse('posts')}?name=bo+truong+bo+y+te")


def test_a_holder_of_far_fewer_articles_than_another_of_these_days_stands_below(
    client: Client, articles: list[Article], newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in ("2017-01-01", "2017-02-01"):
        _write(newsroom, f"Tin {day}", "Bộ trưởng Y tế Lê Văn Thành trả lời.", day)
        _write(newsroom, f"Họp {day}", f"Bộ trưởng Y tế {KIM_TIEN} trả lời.", day)
    assert "Lê Văn Thành" in _page(client, _post().get_absolute_url()).partition("Ít bài nhắc tới")[0]
    monkeypatch.setattr("articles.entities.posts_held._FAR_FEWER", 2)
    likely, _, doubtful = _page(client, _post().get_absolute_url()).partition("Ít bài nhắc tới")
    assert "Lê Văn Thành" in doubtful
    assert "Lê Văn Thành" not in likely
    assert likely.index(LONG) < likely.index(KIM_TIEN)


def test_posts_stand_on_pages_the_most_frequent_first(
    client: Client, articles: list[Article], newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(newsroom, "Bổ nhiệm", f"Giám đốc Sở Y tế Hà Nội {LONG} nhận hoa.", "2022-01-01")
    monkeypatch.setattr("articles.views.post_pages._ON_A_PAGE", 1)
    first, second = (_page(client, f"{reverse('posts')}?page={number}") for number in (1, 2))
    assert _post().get_absolute_url() in first
    assert _post().get_absolute_url() not in second
    assert "Giám đốc Sở Y tế" in second
    assert client.get(f"{reverse('posts')}?page=3").status_code == 404


def test_hidden_articles_say_nothing_of_a_post(client: Client, articles: list[Article]) -> None:
    address = _post().get_absolute_url()
    Article.objects.filter(pk=articles[0].pk).update(withdrawn=True)
    assert "1/3/2016" not in _page(client, address)
    Article.objects.update(withdrawn=True)
    assert client.get(address).status_code == 404
    assert address not in _page(client, reverse("posts"))


def test_a_post_takes_as_many_queries_for_many_holders_as_for_one(
    newsroom: Newsroom, articles: list[Article], count_queries: CountQueries
) -> None:
    address = _post().get_absolute_url()
    before = count_queries(address)
    _write(newsroom, "Tin khác", "Bộ trưởng Y tế Đào Hồng Lan nhậm chức.", "2022-10-21")
    assert count_queries(address) == before


def test_a_slip_of_the_holders_name_has_no_line(client: Client, newsroom: Newsroom) -> None:
    beside = "Cùng bị xét xử có Lò Văn Huynh, Cầm Thị Bun Sọn, Đinh Hải Sơn"
    told = [("Đặng Hữu Thủy", beside), ("Đặng Văn Thủy", beside), ("Đặng Anh Thủy", "Tin ngắn")]
    told += [("Trần Văn Mạnh", "Tin ngắn")] * 5 + [("Trần Đình Mạnh", "Tin ngắn")]
    told += [("Võ Côn Sơn", "Tin ngắn"), ("Vũ Côn Sơn", "Tin ngắn")]
    for number, (name, text) in enumerate(told):
        people = [name, *text.removeprefix("Cùng bị xét xử có ").split(", ")] if "," in text else [name]
        words = "Phó hiệu trưởng Trường THPT Tô Hiệu"
        article = newsroom.article(f"Tin {number}", f"{words} {name} nói. {text}.", people=people)
        start = article.text.index(words)
        office = NamedOffice(start, start + len(words), words, former=False, body="")
        at = office.end + 1
        write_offices({article.pk: [RecognisedName(at, at + len(name), "person", name, name, (office,))]})
    page = _page(client, Post.objects.get(title__startswith="Phó hiệu trưởng").get_absolute_url())
    assert "Đặng Anh Thủy</a>" in page
    assert "Trần Văn Mạnh</a>" in page
    assert "Trần Đình Mạnh</a>" not in page
    assert ("Đặng Hữu Thủy</a>" in page) != ("Đặng Văn Thủy</a>" in page)
    assert ("Võ Côn Sơn</a>" in page) != ("Vũ Côn Sơn</a>" in page)


def test_a_post_of_the_state_has_none_of_another_state(client: Client, newsroom: Newsroom) -> None:
    told = [
        ("Nguyễn Xuân Phúc", "Trung Quốc mở cửa. Trung Quốc, Việt Nam họp."),
        ("Nguyễn Xuân Phúc", "Cả nước đón Tết."),
        ("Lý Khắc Cường", "Trung Quốc mở cửa. Trung Quốc, Việt Nam họp."),
        ("Lý Khắc Cường", "Trung Quốc đón Tết."),
        ("Lý Quang Diệu", "Singapore giàu. Singapore sạch. Singapore xanh."),
        ("Phan Văn Khải", "Malaysia đón khách."),
    ]
    for number, (name, text) in enumerate(told):
        article = newsroom.article(f"Tin {number}", f"Thủ tướng {name} nói. {text}")
        write_mentions({article.pk: annotated_text(article.text).mentions})
    page = _page(client, Post.objects.get(key="thủ tướng").get_absolute_url())
    assert {name for name, _ in told if f"{name}</a>" in page} == {"Nguyễn Xuân Phúc", "Phan Văn Khải"}


def test_an_office_is_shown_as_most_articles_write_it(client: Client, newsroom: Newsroom) -> None:
    usual = "Giám đốc Sở Y tế Hà Nội"
    for number, words in enumerate((usual, usual, f"{usual} Mới")):
        article = newsroom.article(f"Tin {number}", f"{words} {LONG} nói.", people=[LONG])
        start = article.text.index(words)
        office = NamedOffice(start, start + len(words), words, former=False, body="")
        at = office.end + 1
        write_offices({article.pk: [RecognisedName(at, at + len(LONG), "person", LONG, LONG, (office,))]})
    page = _page(client, Entity.objects.get(name=LONG).get_absolute_url())
    assert f"{usual}</a>" in page
    assert f"{usual} Mới</a>" not in page


def test_a_holder_under_two_names_has_one_line_unless_an_editor_says_otherwise(
    client: Client, newsroom: Newsroom
) -> None:
    words = "Bộ trưởng Quốc phòng Mỹ"
    for day, name in ((1, "James Mattis"), (2, "Jim Mattis"), (3, "James Mattis"), (4, "Ashton Carter"), (5, "Quân")):
        article = newsroom.article(f"Tin {day}", f"{words} {name} nói.", published=f"2018-01-0{day}", people=[name])
        start = article.text.index(words)
        office = NamedOffice(start, start + len(words), words, former=False, body="")
        at = office.end + 1
        write_offices({article.pk: [RecognisedName(at, at + len(name), "person", name, name, (office,))]})
    address = Post.objects.get(title=words).get_absolute_url()
    page = _page(client, address)
    assert "Jim Mattis</a>" not in page
    assert "Quân</a>" not in page
    assert "James Mattis</a>" in page
    assert "Ashton Carter</a>" in page
    james, jim = (Entity.objects.get(name=name) for name in ("James Mattis", "Jim Mattis"))
    Decision.objects.create(kind=DecisionKind.DISTINCT, entity=jim, target=james)
    assert "Jim Mattis</a>" in _page(client, address)
