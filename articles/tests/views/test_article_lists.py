from django.test import Client

from articles.tests.views.conftest import Cast, Write, one_line


def test_a_source_lists_its_articles(client: Client, cast: Cast) -> None:
    page = one_line(client.get("/source/bao-gia-lai/").text)
    assert cast.meeting.title in page
    assert cast.visit.title not in page
    assert "2 bài" in page


def test_a_name_is_escaped(client: Client, cast: Cast) -> None:
    assert "Báo Tết &amp; Xuân" in client.get("/source/bao-tet-xuan/").content.decode()


def test_a_section_lists_its_articles(client: Client, cast: Cast) -> None:
    assert cast.meeting.title in one_line(client.get("/section/thoi-su/").text)


def test_articles_without_a_date_have_a_list(client: Client, cast: Cast) -> None:
    page = client.get("/undated/").content.decode()
    assert "Chuyện làng" in page
    assert cast.visit.title not in page


def test_an_unknown_one_is_a_404(client: Client, db: None) -> None:
    assert client.get("/source/khong-co/").status_code == client.get("/section/khong-co/").status_code == 404


def test_long_lists_have_pages(client: Client, many: Write) -> None:
    many(31)
    first = client.get("/section/thoi-su/").content.decode()
    assert '<a rel="next" href="/section/thoi-su/?page=2">' in first
    second = client.get("/section/thoi-su/?page=2").content.decode()
    assert second.count('class="article-item-title"') == 1
    assert '<a rel="prev" href="/section/thoi-su/">' in second
