"""Folders: articles that a reader keeps together, with notes, and shares."""

import csv
import io
import json
import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article, Folder, FolderItem
from articles.reader_accounts.folder_contents import new_folder, put_in
from articles.tests.making import Newsroom
from articles.tests.views.conftest import Cast, CountQueries, Write, one_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def lan() -> User:
    return User.objects.create_user("lan@toasoan.vn", first_name="Lan")


@pytest.fixture
def reader(client: Client, lan: User) -> Client:
    client.force_login(lan)
    return client


@pytest.fixture
def dossier(cast: Cast, lan: User) -> Folder:
    """Return a folder with the visit, the meeting and the undated article."""
    folder = new_folder(lan, "Ngoại giao")
    put_in(folder, [cast.visit.pk, cast.meeting.pk, cast.undated.pk])
    return folder


def titles(page: str) -> list[str]:
    return re.findall(r'<h2 class="article-item-title" lang="vi"><a [^>]*>(.*?)</a>', page)


def ids(folder: Folder) -> list[int]:
    return list(folder.shown_items().values_list("article_id", flat=True))


def do(client: Client, folder: Folder, article: Article, what: str, **more: str) -> str:
    """Press a button of an article of a folder; return the page that follows."""
    address = f"/folders/{folder.pk}/article/{article.pk}/"
    return one_line(client.post(address, {"do": what, **more}, follow=True).text)


def share(client: Client, folder: Folder, **more: str) -> str:
    client.post(f"/folders/{folder.pk}/share/", more)
    folder.refresh_from_db()
    return f"/shared/{folder.share_token}/"


def content(answer: Any) -> str:
    return bytes(b"".join(answer.streaming_content)).decode("utf-8-sig")


def test_a_folder_is_made_renamed_and_deleted_once_confirmed(reader: Client, lan: User) -> None:
    assert "Bạn chưa có hồ sơ nào." in reader.get("/folders/").text
    page = reader.post("/folders/", {"name": "Lũ miền Trung"}, follow=True)
    folder = Folder.objects.get(owner=lan)
    assert page.redirect_chain[-1][0] == f"/folders/{folder.pk}/"
    change = f"/folders/{folder.pk}/change/"
    assert "Lũ 2023" in reader.post(change, {"name": "Lũ 2023", "order": "newest"}, follow=True).text
    assert "cần một tên" in reader.post(change, {"name": " ", "order": "newest"}, follow=True).text
    assert "Xóa hẳn hồ sơ" in reader.get(f"/folders/{folder.pk}/delete/").text
    assert Folder.objects.filter(name="Lũ 2023", order="newest").exists()
    assert "Đã xóa hồ sơ “Lũ 2023”." in reader.post(f"/folders/{folder.pk}/delete/", follow=True).text
    assert not Folder.objects.exists()


def test_articles_are_put_in_each_once(reader: Client, dossier: Folder, cast: Cast) -> None:
    form = {"article": [cast.morning.pk, cast.visit.pk], "folder": dossier.pk, "next": "/search/?q=sơn"}
    answer = reader.post("/folders/add/", form)
    assert answer.headers["Location"] == "/search/?q=s%C6%A1n"
    assert "Đã cho 1 bài vào “Ngoại giao”." in reader.get("/").text
    assert ids(dossier) == [cast.visit.pk, cast.meeting.pk, cast.undated.pk, cast.morning.pk]
    assert "đã có bài này" in reader.post("/folders/add/", form, follow=True).text


def test_an_article_is_put_into_a_new_folder(reader: Client, cast: Cast) -> None:
    page = reader.get(f"/folders/add/?article={cast.visit.pk}")
    assert cast.visit.title in page.text
    reader.post("/folders/add/", {"article": cast.visit.pk, "name": "Chuyến thăm"})
    assert ids(Folder.objects.get(name="Chuyến thăm")) == [cast.visit.pk]


def test_one_comes_back_to_the_page_one_came_from_within_the_archive(reader: Client, cast: Cast) -> None:
    address = f"/folders/add/?article={cast.visit.pk}"
    assert 'value="http://testserver/?q=1"' in reader.get(address, headers={"Referer": "http://testserver/?q=1"}).text
    assert "xau.example" not in reader.get(address, headers={"Referer": "https://xau.example/"}).text
    form = {"article": cast.visit.pk, "name": "Chuyến thăm", "next": "https://xau.example/"}
    assert reader.post("/folders/add/", form).headers["Location"].startswith("/folders/")


def test_each_hit_and_the_whole_page_can_be_put_in(reader: Client, cast: Cast) -> None:
    page = reader.get("/search/?q=Bùi+Thanh+Sơn").text
    assert set(re.findall(r'href="/folders/add/\?article=(\d+)"', page)) == {str(cast.meeting.pk), str(cast.visit.pk)}
    whole = re.search(r'href="(/folders/add/\?[^"]+)"[^>]*data-folder-page', page)
    assert whole
    assert "2 bài" in one_line(reader.get(whole[1].replace("&amp;", "&")).text)
    assert "data-folder" in reader.get(cast.visit.get_absolute_url()).text


def test_readers_without_an_account_see_nothing_of_folders(client: Client, cast: Cast) -> None:
    for address in ("/search/?q=Sơn", cast.visit.get_absolute_url(), "/2023/07/14/", "/help/keys/"):
        page = client.get(address, follow=True).text
        assert "data-folder" not in page
        assert "folders.js" not in page
        assert "csrfmiddlewaretoken" not in page


def test_nobody_sees_or_changes_the_folder_of_another(dossier: Folder, cast: Cast) -> None:
    huy = Client()
    huy.force_login(User.objects.create_user("huy@toasoan.vn"))
    own = f"/folders/{dossier.pk}/"
    assert [huy.get(address).status_code for address in (own, f"{own}delete/", f"/export/folder/{dossier.pk}.csv")] == [
        404
    ] * 3
    posts = ("change/", "share/", "feed/", "delete/", "put-back/", f"article/{cast.visit.pk}/")
    assert {huy.post(own + rest, {"do": "remove", "name": "x"}).status_code for rest in posts} == {404}
    assert huy.post("/folders/add/", {"article": cast.morning.pk, "folder": dossier.pk}).status_code == 404
    assert Client().get(own).status_code == 302
    assert Client().get(f"/export/folder/{dossier.pk}.csv").status_code == 404
    assert len(ids(dossier)) == 3


def test_articles_are_ordered_by_hand(reader: Client, dossier: Folder, cast: Cast) -> None:
    page = do(reader, dossier, cast.undated, "up")
    assert ids(dossier) == [cast.visit.pk, cast.undated.pk, cast.meeting.pk]
    assert re.search(rf'value="up" aria-label="Lên: {cast.undated.title[:10]}[^>]* autofocus', page)
    do(reader, dossier, cast.visit, "down")
    assert ids(dossier) == [cast.undated.pk, cast.visit.pk, cast.meeting.pk]
    do(reader, dossier, cast.meeting, "first")
    assert ids(dossier) == [cast.meeting.pk, cast.undated.pk, cast.visit.pk]
    do(reader, dossier, cast.meeting, "up")
    do(reader, dossier, cast.visit, "down")
    assert ids(dossier) == [cast.meeting.pk, cast.undated.pk, cast.visit.pk]


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_a_folder_is_ordered_by_date_wherever_it_is_shown(
    reader: Client, dossier: Folder, cast: Cast, order: str
) -> None:
    reader.post(f"/folders/{dossier.pk}/change/", {"name": "Ngoại giao", "order": order})
    dated = [cast.meeting.title, cast.visit.title]
    expected = [*(dated if order == "newest" else dated[::-1]), "Chuyện làng <b>Án</b>"]
    page = reader.get(f"/folders/{dossier.pk}/").text
    assert [title.replace("&lt;", "<").replace("&gt;", ">") for title in titles(page)] == expected
    assert 'value="up"' not in page
    lines = content(reader.get(f"/export/folder/{dossier.pk}.jsonl")).splitlines()
    assert [json.loads(line)["title"] for line in lines] == expected
    shared = titles(Client().get(share(reader, dossier)).text)
    assert len(shared) == 3
    assert shared == titles(page)


def test_a_note_is_kept_shown_and_taken_away(reader: Client, dossier: Folder, cast: Cast) -> None:
    assert "Đã lưu ghi chú." in do(reader, dossier, cast.visit, "note", note="Gọi lại <Hà>\nthứ Hai")
    assert "Gọi lại &lt;Hà&gt;<br>thứ Hai" in reader.get(f"/folders/{dossier.pk}/").text
    (row, *others) = csv.DictReader(io.StringIO(content(reader.get(f"/export/folder/{dossier.pk}.csv"))))
    assert (row["ghi chú"], others[0]["ghi chú"]) == ("Gọi lại <Hà>\nthứ Hai", "")
    assert "chưa được lưu" in do(reader, dossier, cast.visit, "note", note="x" * 2001)
    assert "Đã lưu" in do(reader, dossier, cast.meeting, "note", note="x\r\n" * 999)
    assert "Gọi lại" in reader.get(f"/folders/{dossier.pk}/").text


def test_what_was_taken_out_is_put_back_with_place_and_note(reader: Client, dossier: Folder, cast: Cast) -> None:
    do(reader, dossier, cast.meeting, "note", note="nguồn 2")
    assert "Đã bỏ ra" in do(reader, dossier, cast.meeting, "remove")
    assert ids(dossier) == [cast.visit.pk, cast.undated.pk]
    reader.post(f"/folders/{dossier.pk}/put-back/")
    assert ids(dossier) == [cast.visit.pk, cast.meeting.pk, cast.undated.pk]
    assert dossier.items.get(article=cast.meeting).note == "nguồn 2"
    assert "Đã bỏ ra" not in reader.get(f"/folders/{dossier.pk}/").text
    reader.post(f"/folders/{dossier.pk}/put-back/")
    assert len(ids(dossier)) == 3


def test_what_came_to_the_place_meanwhile_makes_room(reader: Client, dossier: Folder, cast: Cast) -> None:
    do(reader, dossier, cast.undated, "remove")
    put_in(dossier, [cast.morning.pk])
    reader.post(f"/folders/{dossier.pk}/put-back/")
    assert ids(dossier) == [cast.visit.pk, cast.meeting.pk, cast.undated.pk, cast.morning.pk]
    do(reader, dossier, cast.morning, "up")
    assert ids(dossier) == [cast.visit.pk, cast.meeting.pk, cast.morning.pk, cast.undated.pk]


def test_a_shared_folder_is_read_without_an_account_until_it_is_revoked(
    reader: Client, dossier: Folder, cast: Cast
) -> None:
    do(reader, dossier, cast.visit, "note", note="chưa kiểm chứng")
    address = share(reader, dossier)
    answer = Client().get(address)
    assert len(titles(answer.text)) == 3
    assert "hồ sơ do Lan chia sẻ" in one_line(answer.text)
    assert "chưa kiểm chứng" not in answer.text
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "private" in answer.headers["Cache-Control"]
    assert not answer.cookies
    exported = content(Client().get(f"/export{address[:-1]}.csv"))
    assert "Chuyến thăm" in exported
    assert "kiểm chứng" not in exported
    assert "Chuyến thăm" in Client().get(f"/feeds{address[:-1]}.atom").text
    reader.post(f"/folders/{dossier.pk}/share/", {"stop": "1"})
    gone = (address, f"/export{address[:-1]}.csv", f"/feeds{address[:-1]}.atom")
    assert {Client().get(one).status_code for one in gone} == {404}
    assert share(reader, dossier) != address


def test_notes_are_shared_where_their_owner_says_so(reader: Client, dossier: Folder, cast: Cast) -> None:
    do(reader, dossier, cast.visit, "note", note="đã kiểm chứng")
    address = share(reader, dossier, notes="on")
    assert "đã kiểm chứng" in Client().get(address).text
    assert "đã kiểm chứng" in content(Client().get(f"/export{address[:-1]}.jsonl"))
    assert share(reader, dossier) == address
    assert "đã kiểm chứng" not in Client().get(address).text


def test_the_folders_of_a_closed_account_are_no_longer_shared(reader: Client, dossier: Folder, lan: User) -> None:
    address = share(reader, dossier)
    feed = f"/feeds/folder/{dossier.feed_token}.atom"
    assert {Client().get(one).status_code for one in (address, feed)} == {200}
    User.objects.filter(pk=lan.pk).update(is_active=False)
    assert {Client().get(one).status_code for one in (address, feed)} == {404}


def test_a_feed_tells_what_was_put_in_last_whatever_its_date(reader: Client, dossier: Folder, cast: Cast) -> None:
    put_in(dossier, [cast.month_only.pk])
    address = f"/feeds/folder/{dossier.feed_token}.atom"
    found = re.findall(r"<title>(.*?)</title>", Client().get(address).text)
    page = Client().get(address, headers={"Accept": "text/html"}).text
    assert "Bài cho vào hồ sơ sau cùng đứng trước." in page
    assert "by=added" not in page.partition("<main")[2].partition("</main")[0]
    assert found[1:3] == ["Giá cà phê", "Chuyện làng &lt;b&gt;Án&lt;/b&gt;"]
    assert reader.post(f"/folders/{dossier.pk}/feed/").status_code == 302
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("format", ["csv", "xlsx", "jsonl", "txt", "bib", "ris", "csl.json"])
def test_a_folder_is_taken_away_in_every_format(reader: Client, dossier: Folder, format: str) -> None:
    answer = reader.get(f"/export/folder/{dossier.pk}.{format}")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="ngoai-giao-3-bai.{format}"'
    assert b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def test_withdrawn_articles_leave_folders_and_come_back(reader: Client, dossier: Folder, cast: Cast) -> None:
    address = share(reader, dossier)
    Article.objects.filter(pk=cast.meeting.pk).update(withdrawn=True)
    page = one_line(reader.get(f"/folders/{dossier.pk}/").text)
    assert "2 bài · ngoài ra 1 bài đã bị gỡ khỏi kho" in page
    assert cast.meeting.title not in page
    assert cast.meeting.title not in Client().get(address).text
    assert cast.meeting.title not in Client().get(f"/feeds/folder/{dossier.feed_token}.atom").text
    assert "2-bai" in reader.get(f"/export/folder/{dossier.pk}.csv").headers["Content-Disposition"]
    assert "2 bài" in one_line(reader.get("/folders/").text)
    do(reader, dossier, cast.undated, "up")
    Article.objects.filter(pk=cast.meeting.pk).update(withdrawn=False)
    assert set(ids(dossier)) == {cast.visit.pk, cast.meeting.pk, cast.undated.pk}
    assert reader.get(f"/folders/add/?article={cast.meeting.pk}").status_code == 200


def test_a_deleted_article_leaves_its_folders(dossier: Folder, cast: Cast) -> None:
    cast.meeting.delete()
    assert ids(dossier) == [cast.visit.pk, cast.undated.pk]


def test_a_folder_that_is_full_takes_nothing_and_says_so(
    reader: Client, dossier: Folder, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.reader_accounts.folder_contents.MOST_IN_FOLDER", 4)
    form = {"article": [cast.morning.pk, cast.month_only.pk], "folder": dossier.pk}
    answer = reader.post("/folders/add/", form)
    assert "nhiều nhất 5.000 bài" in answer.text
    assert len(ids(dossier)) == 3
    monkeypatch.setattr("articles.reader_accounts.folder_contents.MOST_FOLDERS", 1)
    assert "500 hồ sơ" in reader.post("/folders/", {"name": "Thứ hai"}).text
    assert "500 hồ sơ" in reader.post("/folders/add/", {"article": cast.morning.pk, "name": "Thứ hai"}).text
    assert Folder.objects.count() == 1


@pytest.mark.parametrize("article", ["", "abc", "99999999999999999999", "0"])
def test_what_is_no_article_is_put_nowhere(reader: Client, dossier: Folder, article: str) -> None:
    assert reader.get(f"/folders/add/?article={article}").status_code == 404
    assert reader.post("/folders/add/", {"article": article, "folder": dossier.pk}).status_code == 404


def test_long_folders_have_pages(
    reader: Client, lan: User, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.views.folder_pages._ON_A_PAGE", 2)
    articles = [newsroom.article(f"Bài {number}") for number in range(5)]
    folder = new_folder(lan, "Dài")
    put_in(folder, [one.pk for one in articles])
    assert titles(reader.get(f"/folders/{folder.pk}/?page=2").text) == ["Bài 2", "Bài 3"]
    assert reader.get(f"/folders/{folder.pk}/?page=4").status_code == 404
    answer = reader.post(f"/folders/{folder.pk}/article/{articles[2].pk}/", {"do": "up"})
    assert answer.headers["Location"].startswith(f"/folders/{folder.pk}/?page=1&")


def test_an_account_that_ends_takes_its_folders_along(reader: Client, dossier: Folder, lan: User) -> None:
    lan.set_password("mật-khẩu-dài-lắm")
    lan.save()
    reader.force_login(lan)
    address = share(reader, dossier)
    assert "1 hồ sơ" in one_line(reader.get("/account/leave/").text)
    reader.post("/account/leave/", {"password": "mật-khẩu-dài-lắm"})
    assert Client().get(address).status_code == 404
    assert not FolderItem.objects.exists()


def test_queries_do_not_grow_with_a_folder(reader: Client, lan: User, many: Write, count_queries: CountQueries) -> None:
    folder = new_folder(lan, "Dài")
    shared = share(reader, folder)
    counts = []
    for number in (5, 20):
        many(number)
        put_in(folder, Article.objects.values_list("pk", flat=True))
        add = f"/folders/add/?article={ids(folder)[0]}"
        counts.append([count_queries(one) for one in (f"/folders/{folder.pk}/", shared, "/folders/", add)])
    assert len(ids(folder)) == 25
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 10  # one of them counts what saved searches found
