"""Actions on an import: resume, retry, undo, list failures; and who may use them."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone

from articles.groups import EDITORS
from articles.importing.storing.editing import save_edited
from articles.models import Article, BatchStatus, ImportBatch, ImportItem, Origin, Outcome
from articles.tests.making import Newsroom

pytestmark = pytest.mark.django_db


def _log_in(client: Client, name: str) -> User:
    user = User.objects.create_user(name, password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)
    return user


@pytest.fixture
def batch(client: Client, newsroom: Newsroom) -> ImportBatch:
    batch = ImportBatch.objects.create(
        label="kho.zip",
        origin=Origin.UPLOAD,
        created_by=_log_in(client, "biên-tập"),
        status=BatchStatus.STOPPED,
        finished_at=timezone.now(),
    )
    article = newsroom.article("Cảng cá mở cửa")
    ImportItem.objects.create(batch=batch, path="kho.zip/1.txt", outcome=Outcome.IMPORTED, article=article)
    ImportItem.objects.create(batch=batch, path="=kho.zip/2.txt", place="dòng 3", outcome=Outcome.FAILED, reason="hỏng")
    return batch


def _address(batch: ImportBatch, what: str) -> str:
    return f"/admin/articles/importbatch/{batch.pk}/{what}"


def test_failures_come_as_a_table_for_spreadsheets(client: Client, batch: ImportBatch) -> None:
    response = client.get(_address(batch, "failures.csv"))
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert text.splitlines()[1:] == ["'=kho.zip/2.txt,dòng 3,hỏng"]
    assert "attachment" in response["Content-Disposition"]


def test_a_stopped_import_goes_on(client: Client, batch: ImportBatch) -> None:
    assert "/resume/" in client.get(batch.get_absolute_url()).text
    client.post(_address(batch, "resume/"))
    batch.refresh_from_db()
    assert batch.status == BatchStatus.QUEUED


def test_what_failed_is_tried_again(client: Client, batch: ImportBatch) -> None:
    client.post(_address(batch, "retry/"))
    batch.refresh_from_db()
    assert (batch.status, batch.items.count()) == (BatchStatus.QUEUED, 1)


def test_an_import_whose_process_died_says_so(client: Client, batch: ImportBatch) -> None:
    ImportBatch.objects.update(status=BatchStatus.RUNNING)
    page = client.get(batch.get_absolute_url()).text
    assert "đã dừng mà không ghi lại lý do" in page
    assert "/resume/" in page


def test_undoing_asks_first_and_tells_what_it_does(client: Client, batch: ImportBatch) -> None:
    save_edited(Article.objects.get())
    page = client.get("/admin/articles/importbatch/undo/", {"ids": batch.pk}).text
    assert "1 bài bị xóa" in page
    assert "1 bài trong số đó đã được sửa" in page
    assert page.count("Cảng cá mở cửa") == 1
    batch.refresh_from_db()
    assert batch.status == BatchStatus.STOPPED
    client.post(f"/admin/articles/importbatch/undo/?ids={batch.pk}")
    batch.refresh_from_db()
    assert (batch.status, batch.undoes_edits) == (BatchStatus.UNDOING, False)


def test_edited_articles_are_undone_too_where_that_is_wanted(client: Client, batch: ImportBatch) -> None:
    save_edited(Article.objects.get())
    client.post(f"/admin/articles/importbatch/undo/?ids={batch.pk}", {"undo_edits": "on"})
    batch.refresh_from_db()
    assert (batch.status, batch.undoes_edits) == (BatchStatus.UNDOING, True)


def test_several_imports_are_chosen_in_the_list(client: Client, batch: ImportBatch) -> None:
    chosen = {"action": "undo_chosen", "_selected_action": [batch.pk]}
    response = client.post("/admin/articles/importbatch/", chosen)
    assert response.headers["Location"].endswith(f"/undo/?ids={batch.pk}")


def test_nothing_to_undo_is_a_message(client: Client, batch: ImportBatch) -> None:
    ImportBatch.objects.update(status=BatchStatus.RUNNING)
    ids = f"{batch.pk},x,99,²,{'9' * 5_000}"
    response = client.get("/admin/articles/importbatch/undo/", {"ids": ids}, follow=True)
    assert "Không có lượt nhập nào" in response.text


@pytest.mark.parametrize("what", ["resume/", "retry/"])
def test_another_editors_import_is_not_theirs_to_command(client: Client, batch: ImportBatch, what: str) -> None:
    _log_in(client, "người-khác")
    assert client.post(_address(batch, what)).status_code == 403
    assert client.get("/admin/articles/importbatch/undo/", {"ids": batch.pk}).status_code == 403


def test_asking_changes_nothing(client: Client, batch: ImportBatch) -> None:
    assert client.get(_address(batch, "resume/")).status_code == 405
