import csv
import io

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from articles.groups import EDITORS, make_groups
from articles.models import QueryList
from articles.query_lists.list_jobs import answer_list
from articles.tests.views.conftest import Cast, CountQueries, one_line

ADDRESS = "/search/lists/"


@pytest.fixture
def editor(client: Client, db: None) -> User:
    """Return an editor, who is logged in."""
    make_groups()
    user = User.objects.create_user("biên-tập", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)
    return user


def _asked(client: Client, **fields: object) -> QueryList:
    response = client.post(ADDRESS, fields)
    assert response.status_code == 302, one_line(response.text)
    asked = QueryList.objects.latest("pk")
    answer_list.func(asked.pk)
    return asked


def _table(client: Client, asked: QueryList) -> list[list[str]]:
    data = b"".join(client.get(f"{asked.get_absolute_url()}table.csv").streaming_content)  # type: ignore[attr-defined]
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_strangers_sign_in_first_and_others_are_refused(client: Client, db: None) -> None:
    response = client.get(ADDRESS)
    assert (response.status_code, response.headers["Location"]) == (302, "/admin/login/?next=/search/lists/")
    client.force_login(User.objects.create_user("khách", is_staff=True))
    refused = client.get(ADDRESS)
    assert refused.status_code == 403
    assert "Không được phép" in refused.text
    assert client.post(ADDRESS, {"lines": "Lan"}).status_code == 403
    assert not QueryList.objects.exists()


def test_a_pasted_list_gives_a_table(client: Client, cast: Cast, editor: User) -> None:
    asked = _asked(client, lines="bui thanh son\n\nBùi Thanh Sơn -Jakarta\n...\nbui thanh son\n")
    page = one_line(client.get(asked.get_absolute_url()).text)
    assert "Đã xong · 4 trên 4 dòng · bỏ qua 1 dòng trống" in page
    assert "Dòng không có chữ hay số nào." in page
    assert "Trùng với dòng 1." in page
    assert '<a href="/search/?q=bui+thanh+son" rel="nofollow">bui thanh son</a>' in page
    assert "14/7/2023" in page


def test_the_table_is_downloaded_for_spreadsheets(client: Client, cast: Cast, editor: User) -> None:
    head, son, formula = _table(client, _asked(client, lines="bui thanh son\n=HYPERLINK(1)"))
    assert head == ["Dòng", "Câu tìm", "Được hiểu là", "Số bài", "Bài đầu tiên", "Bài cuối cùng", "Liên kết", "Ghi chú"]
    link = "http://testserver/search/?q=bui+thanh+son"
    assert son == ["1", "bui thanh son", "bùi thanh sơn", "2", "2022-06-14", "2023-07-14", link, ""]
    assert formula[1] == "'=HYPERLINK(1)"


def test_the_table_and_its_warnings_are_in_the_language_of_the_reader(client: Client, cast: Cast, editor: User) -> None:
    asked = _asked(client, lines="người:Không")
    assert _table(client, asked)[1][7] == "Kho không có tên nào như vậy: “Không”."
    client.cookies["django_language"] = "en"
    head, row = _table(client, asked)
    assert head[:4] == ["Line", "Query", "Read as", "Number of articles"]
    assert row[7] == "The archive has no entity named “Không”."


def test_a_list_with_a_number_beyond_all_is_a_404(client: Client, editor: User) -> None:
    assert client.get(f"{ADDRESS}{10**30}/").status_code == 404


def test_a_column_of_an_uploaded_table_is_searched_for(client: Client, cast: Cast, editor: User) -> None:
    file = SimpleUploadedFile("tên.csv", "STT;Họ tên\n1;Bùi Thanh Sơn\n2;Antony Blinken\n".encode("utf-16"))
    asked = _asked(client, file=file, column="Họ tên")
    assert asked.label == "tên.csv"
    assert [row[1:4:2] for row in _table(client, asked)[1:]] == [["Bùi Thanh Sơn", "2"], ["Antony Blinken", "1"]]


def test_filters_of_the_address_and_the_form_hold_for_the_whole_list(client: Client, cast: Cast, editor: User) -> None:
    entity = cast.entity("Jakarta")
    form = one_line(client.get(f"{ADDRESS}?q=lũ&place={entity.pk}&from=2023-01-01").text)
    assert f'<input type="hidden" name="place" value="{entity.pk}">' in form
    assert 'name="from" value="1/1/2023"' in form
    assert cast.meeting.source
    fields = {"place": str(entity.pk), "from": "2023-01-01", "source": cast.meeting.source.slug}
    asked = _asked(client, lines="Bùi Thanh Sơn", **fields)
    assert [row[3] for row in _table(client, asked)[1:]] == ["1"]
    page = one_line(client.get(asked.get_absolute_url()).text)
    assert "Chỉ tìm trong các bài: " in page
    assert "Báo Gia Lai" in page
    assert f"place={entity.pk}" in page


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"lines": " \n"}, "Danh sách không có câu tìm nào."),
        (
            {"lines": "\n".join(f"tên {i}" for i in range(2001))},
            "Danh sách có 2.001 dòng; mỗi lần tra được nhiều nhất 2.000",
        ),
        ({"lines": "a\tb", "column": "0"}, "Cột là một số từ 1 trở lên"),
        ({"lines": "a\tb", "column": "Tên"}, "Dòng đầu của bảng không có cột “Tên”."),
        ({"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04...")}, "Tệp không phải văn bản."),
        ({"file": SimpleUploadedFile("a.txt", b"\x00\x01\x02\x03")}, "Tệp không phải văn bản."),
    ],
)
def test_what_cannot_be_taken_is_told_and_nothing_is_lost(
    client: Client, cast: Cast, editor: User, fields: dict[str, object], message: str
) -> None:
    response = client.post(ADDRESS, fields)
    assert message in response.text
    assert str(fields.get("lines", "")).strip() in response.text
    assert not QueryList.objects.exists()


def test_only_who_asked_sees_and_deletes_a_list(client: Client, cast: Cast, editor: User) -> None:
    asked = _asked(client, lines="Bùi Thanh Sơn", label="Danh sách riêng")
    assert "Danh sách riêng" in client.get(ADDRESS).text
    other = User.objects.create_superuser("khác")
    client.force_login(other)
    assert "Danh sách riêng" not in client.get(ADDRESS).text
    for part in ("", "table.csv"):
        assert client.get(f"{asked.get_absolute_url()}{part}").status_code == 404
    assert client.post(f"{asked.get_absolute_url()}delete/").status_code == 404
    client.force_login(editor)
    assert client.post(f"{asked.get_absolute_url()}delete/").status_code == 302
    assert not QueryList.objects.exists()


def test_the_page_reloads_until_all_is_answered(client: Client, cast: Cast, editor: User) -> None:
    client.post(ADDRESS, {"lines": "Bùi Thanh Sơn"})
    asked = QueryList.objects.get()
    waiting = client.get(asked.get_absolute_url())
    assert waiting.headers["Refresh"] == "2"
    assert "0 trên 1 dòng" in one_line(waiting.text)
    answer_list.func(asked.pk)
    assert "Refresh" not in client.get(asked.get_absolute_url()).headers


def test_long_tables_have_pages_and_few_queries(
    client: Client, cast: Cast, editor: User, count_queries: CountQueries
) -> None:
    short = _asked(client, lines="Lan")
    few = count_queries(short.get_absolute_url())
    client.post(ADDRESS, {"lines": "\n".join(f"tên {i}" for i in range(201))})
    long = QueryList.objects.latest("pk")
    assert count_queries(long.get_absolute_url()) == few
    assert "tên 200" not in client.get(long.get_absolute_url()).text
    assert "tên 200" in client.get(f"{long.get_absolute_url()}?page=2").text
    assert client.get(f"{long.get_absolute_url()}?page=3").status_code == 404


def test_the_search_page_and_help_lead_to_it(client: Client, cast: Cast, editor: User) -> None:
    assert 'href="/search/lists/?from=2023-01-01"' in client.get("/search/?q=lũ&from=2023-01-01&page=1").text
    assert 'href="/search/lists/"' in client.get("/help/").text
    client.logout()
    assert "/search/lists/" not in client.get("/search/?q=lũ").text


def test_days_of_a_list_are_typed_as_in_a_search(client: Client, cast: Cast, editor: User) -> None:
    asked = _asked(client, lines="bui thanh son", **{"from": "7/2023", "to": "14/7/2023"})
    assert "14/7/2023" in one_line(client.get(asked.get_absolute_url()).text)
    page = client.get(f"{ADDRESS}?from=2023-07-01").text
    assert 'value="1/7/2023"' in page
    assert 'type="date"' not in page


def test_what_is_no_day_is_told_and_the_list_kept_in_its_field(client: Client, cast: Cast, editor: User) -> None:
    page = one_line(client.post(ADDRESS, {"lines": "bui thanh son", "from": "31/31/2020"}).text)
    assert "“31/31/2020” không phải là một ngày có thật" in page
    assert ">bui thanh son</textarea>" in page
    assert not QueryList.objects.exists()
