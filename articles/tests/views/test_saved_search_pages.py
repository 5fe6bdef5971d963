"""Saved searches: saving one, the list, what each found, its feed, and the end of mails."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from articles.models import Article, MailFrequency, ReaderProfile, SavedSearch
from articles.saved_searches.saving import unsubscribe_token
from articles.saved_searches.trying import try_new_articles
from articles.search import SearchFailed
from articles.tests.mail_server import Mailbox
from articles.tests.making import Newsroom
from articles.tests.saved_searches.readers import add, save
from articles.tests.views.conftest import Cast, CountQueries, one_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def lan() -> User:
    return User.objects.create_user("lan@toasoan.vn", "lan@toasoan.vn", first_name="Lan")


@pytest.fixture
def reader(client: Client, lan: User) -> Client:
    client.force_login(lan)
    return client


def flood(newsroom: Newsroom, *titles: str) -> list[Article]:
    """Add articles about floods, and try them on the saved searches."""
    added = [add(newsroom, title, "Mưa lớn gây lũ quét ở bản Huổi Lóng.", published="2019-08-03") for title in titles]
    try_new_articles()
    return added


def page(client: Client, address: str) -> str:
    return one_line(client.get(address, follow=True).text)


def titles(text: str) -> list[str]:
    return re.findall(r'<h2 class="article-item-title" lang="vi"> ?<a [^>]*> ?(.*?) ?</a>', text)


def test_the_search_page_leads_to_saving_it(reader: Client, cast: Cast) -> None:
    link = re.search(r'class="save-search" href="([^"]+)"', one_line(reader.get("/search/?q=sơn&section=thoi-su").text))
    assert link
    shown = page(reader, link[1].replace("&amp;", "&"))
    assert "Được hiểu là" in shown
    assert "Thời sự" in shown
    assert 'value="sơn · Thời sự"' in shown
    answer = reader.post(link[1].replace("&amp;", "&"), {"name": "Ông Sơn", "mailed": "on"}, follow=True)
    saved = SavedSearch.objects.get()
    assert (saved.name, saved.mailed, saved.site) == ("Ông Sơn", True, "http://testserver/")
    assert QueryDict(saved.address).dict() == {"q": "sơn", "section": "thoi-su"}
    assert answer.redirect_chain[-1][0] == f"/searches/{saved.pk}/"
    assert "Đã lưu tìm kiếm." in answer.text


def test_who_is_not_logged_in_is_led_to_log_in_and_back(client: Client, cast: Cast) -> None:
    assert 'href="/searches/new/?q=sơn"' in client.get("/search/?q=sơn").text
    answer = client.get("/searches/new/?q=s%C6%A1n")
    assert answer.headers["Location"] == "/account/log-in/?next=/searches/new/%3Fq%3Ds%25C6%25A1n"
    assert "/searches/new/" in client.get("/search/?q=khôngcógì").text


def test_the_page_of_a_name_leads_to_a_search_narrowed_to_it(reader: Client, cast: Cast) -> None:
    son = cast.entity("Bùi Thanh Sơn")
    assert f'href="/searches/new/?person={son.pk}"' in one_line(reader.get(son.get_absolute_url()).text)
    shown = page(reader, f"/searches/new/?person={son.pk}")
    assert 'value="Bùi Thanh Sơn"' in shown
    assert "Trong cả kho hiện có 2 bài khớp." in shown
    assert f'href="/searches/new/?about={son.pk}&amp;' in page(reader, f"{son.get_absolute_url()}?about=1")


def test_saving_says_how_often_it_would_have_found_something(reader: Client, newsroom: Newsroom) -> None:
    Article.objects.filter(pk=newsroom.article("Lũ quét cũ", "Lũ quét.").pk).update(
        created_at=timezone.now() - timedelta(days=40)
    )
    for title in ("Lũ quét ở Mường Lay", "Giá xăng", "Giá vàng"):
        newsroom.article(title, "Tin trong ngày.")
    assert "1 trong 3 bài thêm vào 30 ngày qua, trong 1 ngày" in page(reader, "/searches/new/?q=lũ+quét")
    assert "Không bài nào trong 3 bài" in page(reader, "/searches/new/?q=động+đất")


def test_a_search_without_words_or_filters_is_said_to_find_all(reader: Client, cast: Cast) -> None:
    shown = page(reader, "/searches/new/")
    assert "mọi bài mới đều được tìm thấy" in shown
    assert 'value="Mọi bài"' in shown or 'value="Tất cả bài"' in shown


def test_the_wider_list_is_said_not_to_be_kept(reader: Client, cast: Cast) -> None:
    wider = page(reader, "/searches/new/?q=sơn&wider=1")
    assert "không được lưu" in wider
    assert 'class="chip"' not in wider
    assert "không được lưu" not in page(reader, "/searches/new/?q=sơn")
    reader.post("/searches/new/?q=sơn&wider=1&sort=oldest", {"name": "x"})
    assert QueryDict(SavedSearch.objects.get().address).dict() == {"q": "sơn"}


def test_without_a_mail_server_the_pages_say_that_finds_wait(reader: Client, lan: User, cast: Cast) -> None:
    save(lan, "sơn")
    for address in ("/searches/new/?q=sơn", "/searches/", SavedSearch.objects.get().get_absolute_url()):
        assert "Kho này chưa gửi thư: bài mới đợi bạn" in page(reader, address)


def test_with_a_mail_server_the_pages_say_how_often_mails_come(
    reader: Client, lan: User, cast: Cast, mailbox: Mailbox
) -> None:
    ReaderProfile.objects.create(user=lan, mail_frequency=MailFrequency.WEEKLY)
    assert "Thư gửi mỗi tuần một lần, một thư cho mọi tìm kiếm" in page(reader, "/searches/new/?q=sơn")


def test_an_account_without_a_mail_address_is_told_that_no_mails_come(
    reader: Client, lan: User, cast: Cast, mailbox: Mailbox
) -> None:
    User.objects.update(email="")
    for address in ("/searches/", "/searches/new/?q=lũ", f"/searches/{save(lan, 'lũ').pk}/", "/account/"):
        shown = page(reader, address)
        assert "Tài khoản của bạn chưa có địa chỉ email" in shown
        assert "Thư gửi" not in shown


def test_a_search_saved_again_is_renamed(reader: Client, lan: User, cast: Cast) -> None:
    save(lan, "q=sơn", mailed=False)
    shown = page(reader, "/searches/new/?q=sơn&sort=newest")
    assert "Bạn đã lưu tìm kiếm này" in shown
    assert "checked" not in shown.partition("<main")[2]
    reader.post("/searches/new/?q=sơn&sort=newest", {"name": "Ngoại trưởng", "mailed": "on"})
    saved = SavedSearch.objects.get()
    assert (saved.name, saved.mailed) == ("Ngoại trưởng", True)


def test_a_name_is_needed_and_too_many_are_refused(
    reader: Client, lan: User, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "errorlist" in reader.post("/searches/new/?q=sơn", {"name": " "}).text
    monkeypatch.setattr("articles.saved_searches.saving.MOST_SAVED", 0)
    assert "nhiều nhất 200 tìm kiếm" in one_line(reader.post("/searches/new/?q=sơn", {"name": "Sơn"}).text)
    assert not SavedSearch.objects.exists()


def test_an_index_that_cannot_be_read_is_told(
    reader: Client, lan: User, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = save(lan, "lũ quét")
    flood(newsroom, "Lũ quét ở Mường Lay")

    def fail(*_: object) -> None:
        raise SearchFailed("no index")

    monkeypatch.setattr("articles.views.saved_search_pages.read_query", fail)
    assert reader.get("/searches/new/?q=lũ").status_code == 503
    assert titles(page(reader, saved.get_absolute_url())) == ["Lũ quét ở Mường Lay"]


def test_new_finds_are_counted_marked_and_then_seen(reader: Client, lan: User, newsroom: Newsroom) -> None:
    saved = save(lan, "lũ quét")
    save(lan, "giá vàng")
    assert "Chưa có bài mới. Tìm kiếm này đợi bài được thêm vào kho từ" in page(reader, saved.get_absolute_url())
    flood(newsroom, "Lũ quét ở Mường Lay")
    assert 'aria-hidden="true">1</span>' in page(reader, "/")
    shown = page(reader, "/searches/")
    assert shown.count('class="new-mark"> 1 bài mới') == 1
    assert shown.count("chưa có bài mới") == 1
    first = page(reader, saved.get_absolute_url())
    assert first.count('class="new-mark" lang="vi">mới<') == 1
    assert "<mark>lũ quét</mark> ở bản Huổi Lóng" in first
    assert "chưa có bài mới" in page(reader, "/searches/")
    assert 'class="new-count"' not in page(reader, "/")
    flood(newsroom, "Lũ quét ở Sìn Hồ")
    second = page(reader, saved.get_absolute_url())
    assert titles(second) == ["Lũ quét ở Sìn Hồ", "Lũ quét ở Mường Lay"]
    assert second.count('class="new-mark" lang="vi">mới<') == 1
    assert second.index(">mới<") < second.index("Mường Lay")


def test_withdrawn_articles_leave_all_numbers_and_come_back(reader: Client, lan: User, newsroom: Newsroom) -> None:
    saved = save(lan, "lũ quét")
    added = flood(newsroom, "Lũ quét ở Mường Lay", "Lũ quét ở Sìn Hồ")
    assert 'class="new-mark"> 2 bài mới' in page(reader, "/searches/")
    Article.objects.filter(pk=added[0].pk).update(withdrawn=True)
    listed = page(reader, "/searches/")
    assert 'aria-hidden="true">1</span>' in listed
    assert 'class="new-mark"> 1 bài mới' in listed
    assert "1-bai" in reader.get(f"/export/searches/{saved.pk}.csv").headers["Content-Disposition"]
    assert "danh sách 1 bài" in page(reader, f"/searches/{saved.pk}/delete/")
    shown = page(reader, saved.get_absolute_url())
    assert "1 bài tìm thấy từ" in shown
    assert titles(shown) == ["Lũ quét ở Sìn Hồ"]
    Article.objects.filter(pk=added[0].pk).update(withdrawn=False)
    assert len(titles(page(reader, saved.get_absolute_url()))) == 2


def test_the_menu_counts_no_more_than_it_shows(
    reader: Client, lan: User, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.templatetags.archive._MOST_COUNTED", 2)
    save(lan, "lũ quét")
    flood(newsroom, "Lũ quét 1", "Lũ quét 2")
    assert 'class="new-count" aria-hidden="true">2<' in page(reader, "/")
    flood(newsroom, "Lũ quét 3", "Lũ quét 4")
    shown = page(reader, "/")
    assert 'class="new-count" aria-hidden="true">2+<' in shown
    assert "2+ bài mới" in shown


def test_what_others_found_is_not_counted(reader: Client, lan: User, newsroom: Newsroom) -> None:
    save(User.objects.create_user("huy@toasoan.vn"), "lũ quét")
    flood(newsroom, "Lũ quét ở Mường Lay")
    assert 'class="new-count"' not in page(reader, "/searches/")


def test_going_back_to_the_page_keeps_its_marks(reader: Client, lan: User, newsroom: Newsroom) -> None:
    saved = save(lan, "lũ quét")
    flood(newsroom, "Lũ quét ở Mường Lay")
    answer = reader.get(saved.get_absolute_url())
    again = [one_line(reader.get(answer.headers["Location"]).text) for _ in range(2)]
    assert [text.count('class="new-mark" lang="vi">mới<') for text in again] == [1, 1]
    assert 'class="new-mark"' not in page(reader, saved.get_absolute_url())
    assert reader.head(saved.get_absolute_url()).status_code == 200


def test_many_finds_have_pages_that_keep_the_marks(
    reader: Client, lan: User, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.views.saved_search_pages._ON_A_PAGE", 2)
    saved = save(lan, "lũ quét")
    flood(newsroom, "Lũ quét 1")
    page(reader, saved.get_absolute_url())
    flood(newsroom, "Lũ quét 2", "Lũ quét 3", "Lũ quét 4")
    first = page(reader, saved.get_absolute_url())
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following
    second = page(reader, following[1].replace("&amp;", "&"))
    assert [titles(first), titles(second)] == [["Lũ quét 4", "Lũ quét 3"], ["Lũ quét 2", "Lũ quét 1"]]
    assert [text.count('class="new-mark" lang="vi">mới<') for text in (first, second)] == [2, 1]
    assert reader.get(f"{saved.get_absolute_url()}?page=3").status_code == 404


def test_an_article_opens_with_the_passages_of_the_search(reader: Client, lan: User, newsroom: Newsroom) -> None:
    saved = save(lan, "lũ quét")
    (article,) = flood(newsroom, "Lũ quét ở Mường Lay")
    assert f'href="{article.get_absolute_url()}?q=lũ+quét"' in page(reader, saved.get_absolute_url())


def test_a_search_is_renamed_and_its_mails_are_turned_off(reader: Client, lan: User) -> None:
    saved = save(lan, "lũ quét")
    change = f"/searches/{saved.pk}/change/"
    answer = reader.post(change, {"name": "Thiên tai", "next": "/searches/"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/searches/"
    assert "Thiên tai" in answer.text
    assert "không gửi thư" in answer.text
    assert "dài nhất 200 ký tự" in reader.post(change, {"name": "", "mailed": "on"}, follow=True).text
    assert (
        reader.post(change, {"name": "x", "next": "https://xau.example/"}).headers["Location"]
        == f"/searches/{saved.pk}/"
    )
    saved.refresh_from_db()
    assert (saved.name, saved.mailed) == ("x", False)


def test_a_search_that_could_not_be_read_says_so(reader: Client, lan: User, newsroom: Newsroom) -> None:
    saved = save(lan, "lũ quét")
    assert "không đọc được" not in page(reader, "/searches/")
    SavedSearch.objects.filter(pk=saved.pk).update(failed_at=timezone.now())
    assert "không đọc được" in page(reader, "/searches/")
    assert "không đọc được" in page(reader, saved.get_absolute_url())


def test_a_search_is_deleted_once_confirmed(reader: Client, lan: User, newsroom: Newsroom) -> None:
    saved = save(lan, "lũ quét")
    flood(newsroom, "Lũ quét ở Mường Lay")
    delete = f"/searches/{saved.pk}/delete/"
    assert "danh sách 1 bài" in page(reader, delete)
    assert SavedSearch.objects.exists()
    assert "Đã xóa tìm kiếm “lũ quét”." in reader.post(delete, follow=True).text
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize("format", ["rss", "atom"])
def test_the_feed_tells_what_was_found_last_first(lan: User, newsroom: Newsroom, format: str) -> None:
    saved = save(lan, "lũ quét")
    flood(newsroom, "Lũ quét ở Mường Lay")
    flood(newsroom, "Lũ quét ở Sìn Hồ")
    answer = Client().get(f"/feeds/saved-search/{saved.feed_token}.{format}")
    assert re.findall(r"<title>(Lũ quét.*?)</title>", answer.text) == ["Lũ quét ở Sìn Hồ", "Lũ quét ở Mường Lay"]
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "private" in answer.headers["Cache-Control"]
    assert not answer.cookies
    shown = Client().get(f"/feeds/saved-search/{saved.feed_token}.{format}", headers={"Accept": "text/html"}).text
    assert "Bài tìm thấy sau cùng đứng trước." in shown


def test_a_feed_gets_another_address_and_ends_with_its_account(reader: Client, lan: User) -> None:
    saved = save(lan, "lũ quét")
    old = f"/feeds/saved-search/{saved.feed_token}.atom"
    reader.post(f"/searches/{saved.pk}/feed/")
    saved.refresh_from_db()
    new = f"/feeds/saved-search/{saved.feed_token}.atom"
    assert [Client().get(address).status_code for address in (old, new)] == [404, 200]
    User.objects.filter(pk=lan.pk).update(is_active=False)
    assert Client().get(new).status_code == 404


def test_what_was_found_is_taken_away(reader: Client, lan: User, newsroom: Newsroom) -> None:
    saved = save(lan, "lũ quét")
    flood(newsroom, "Lũ quét ở Mường Lay", "Lũ quét ở Sìn Hồ")
    answer = reader.get(f"/export/searches/{saved.pk}.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="lu-quet-2-bai.csv"'
    rows = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert rows.index("Sìn Hồ") < rows.index("Mường Lay")
    assert Client().get(f"/export/searches/{saved.pk}.csv").status_code == 404


def test_nobody_sees_or_changes_the_search_of_another(lan: User) -> None:
    saved = save(lan, "lũ quét")
    huy = Client()
    huy.force_login(User.objects.create_user("huy@toasoan.vn"))
    own = f"/searches/{saved.pk}/"
    assert {huy.get(one).status_code for one in (own, f"{own}delete/", f"/export{own[:-1]}.csv")} == {404}
    assert {huy.post(own + rest, {"name": "x"}).status_code for rest in ("change/", "feed/", "delete/")} == {404}
    SavedSearch.objects.update(mailed=False)
    huy.post("/searches/mail/", {"search": saved.pk})
    assert Client().get(own).status_code == 302
    saved.refresh_from_db()
    assert (saved.name, saved.mailed) == ("lũ quét", False)


def test_forms_need_their_token_and_pages_are_private(lan: User) -> None:
    saved = save(lan, "lũ quét")
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(lan)
    posts = ("/searches/new/?q=a", *(f"/searches/{saved.pk}/{rest}/" for rest in ("change", "feed", "delete")))
    posts = (*posts, "/searches/mail/", "/account/api-tokens/")
    assert {careful.post(address, {"name": "x"}).status_code for address in posts} == {403}
    for address in ("/searches/", f"/searches/{saved.pk}/", "/searches/new/?q=a"):
        assert "private" in careful.get(address).headers["Cache-Control"]


def test_a_mail_program_unsubscribes_by_one_click_without_a_log_in(lan: User) -> None:
    save(lan, "lũ quét")
    save(lan, "giá vàng")
    program = Client(enforce_csrf_checks=True)
    address = f"/searches/unsubscribe/{unsubscribe_token(lan)}/"
    assert "tắt thư của 2 tìm kiếm" in page(program, address)
    assert SavedSearch.objects.filter(mailed=True).count() == 2
    answer = program.post(address, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200
    assert "Sẽ không còn thư báo bài mới." in answer.text
    assert "Bật lại" not in answer.text
    assert not answer.cookies
    assert not SavedSearch.objects.filter(mailed=True).exists()
    assert "Không có tìm kiếm đã lưu nào đang gửi thư." in page(program, address)


def test_who_is_logged_in_turns_on_again_what_was_turned_off(reader: Client, lan: User) -> None:
    mailed = save(lan, "lũ quét")
    save(lan, "giá vàng", mailed=False)
    answer = reader.post(f"/searches/unsubscribe/{unsubscribe_token(lan)}/")
    fields = re.findall(r'name="search" value="(\d+)"', answer.text)
    assert fields == [str(mailed.pk)]
    assert "Đã bật lại thư báo bài mới." in reader.post("/searches/mail/", {"search": fields}, follow=True).text
    assert list(SavedSearch.objects.filter(mailed=True)) == [mailed]


@pytest.mark.parametrize("token", ["abc", "MQ:1abc:xyz", "1"])
def test_a_token_that_is_not_the_archives_leads_nowhere(lan: User, token: str) -> None:
    save(lan, "lũ quét")
    address = f"/searches/unsubscribe/{token}/"
    assert {Client().get(address).status_code, Client().post(address).status_code} == {404}
    assert SavedSearch.objects.filter(mailed=True).exists()


def test_readers_without_an_account_get_no_count_and_no_cookie(client: Client, cast: Cast) -> None:
    answer = client.get("/search/?q=sơn")
    assert "/searches/new/" in answer.text
    assert 'href="/searches/"' not in answer.text
    assert not answer.cookies


def test_queries_do_not_grow_with_searches_or_finds(
    reader: Client, lan: User, newsroom: Newsroom, count_queries: CountQueries
) -> None:
    saved = save(lan, "lũ quét")
    counts = []
    for number in (1, 6):
        for i in range(number):
            save(lan, f"chủ đề {number} {i}")
        flood(newsroom, *(f"Lũ quét {number} {i}" for i in range(number)))
        page(reader, saved.get_absolute_url())
        counts.append([count_queries(one) for one in ("/searches/", saved.get_absolute_url(), "/")])
    assert counts[0] == counts[1]
    assert max(counts[0][:2]) <= 13


def test_an_account_that_ends_takes_its_searches_along(reader: Client, lan: User) -> None:
    save(lan, "lũ quét")
    assert "1 tìm kiếm đã lưu" in page(reader, "/account/leave/")
