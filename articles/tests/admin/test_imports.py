import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.groups import EDITORS
from articles.importing.running import jobs
from articles.models import BatchStatus, ImportBatch, ImportItem, Outcome

pytestmark = pytest.mark.django_db

UPLOAD = "/admin/articles/importbatch/add/"


@pytest.fixture
def editor(client: Client) -> Client:
    user = User.objects.create_user("biên-tập", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)
    return client


@pytest.fixture
def batch() -> ImportBatch:
    batch = ImportBatch.objects.create(label="kho.zip", status=BatchStatus.FINISHED)
    ImportItem.objects.create(batch=batch, path="kho.zip/1.txt", outcome=Outcome.IMPORTED)
    ImportItem.objects.create(
        batch=batch, path="kho.zip/2.txt", place="byte 3", outcome=Outcome.FAILED, reason="binary"
    )
    return batch


def _files(*names: str) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, f"Tựa {name}\nThân bài.".encode()) for name in names]


def test_an_editor_uploads_several_files_at_once(editor: Client) -> None:
    response = editor.post(UPLOAD, {"documents": _files("một.txt", "hai.txt")})
    batch = ImportBatch.objects.get()
    assert response.headers["Location"] == batch.get_absolute_url()
    assert (batch.label, str(batch.created_by), batch.status) == ("một.txt, hai.txt", "biên-tập", BatchStatus.QUEUED)
    assert len(list(jobs.folder(batch).glob("*/*"))) == 2


def test_an_empty_file_does_not_refuse_the_others_and_is_named(editor: Client) -> None:
    files = [*_files("một.txt", "hai.txt"), SimpleUploadedFile("rỗng.txt", b""), SimpleUploadedFile(".DS_Store", b"\0")]
    editor.post(UPLOAD, {"documents": files})
    batch = ImportBatch.objects.get()
    jobs.run_import.func(batch.pk)
    outcomes = {item.path: item.outcome for item in batch.items.all()}
    assert outcomes == {
        "một.txt": Outcome.IMPORTED,
        "hai.txt": Outcome.IMPORTED,
        "rỗng.txt": Outcome.FAILED,
        ".DS_Store": Outcome.PASSED_OVER,
    }


def test_no_file_is_a_message(editor: Client) -> None:
    response = editor.post(UPLOAD, {})
    assert response.status_code == 200
    assert response.context["form"].errors


def test_too_much_at_once_is_a_message(editor: Client, settings: object) -> None:
    settings.UPLOAD_MAX_MB = 0  # type: ignore[attr-defined]
    assert editor.post(UPLOAD, {"documents": _files("một.txt")}).context["form"].errors
    assert not ImportBatch.objects.exists()


def test_a_full_disk_is_a_message(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(jobs, "_keep", fail)
    response = editor.post(UPLOAD, {"documents": _files("một.txt")})
    assert "No space left" in response.text


def test_the_report_shows_each_file_with_its_reason(editor: Client, batch: ImportBatch) -> None:
    page = editor.get(batch.get_absolute_url()).text
    assert "kho.zip/2.txt byte 3" in page
    assert "binary" in page


def test_the_report_can_show_failures_alone(editor: Client, batch: ImportBatch) -> None:
    page = editor.get(batch.get_absolute_url(), {"outcome": "failed"}).text
    assert "kho.zip/2.txt" in page
    assert "kho.zip/1.txt" not in page


def test_failures_of_one_file_with_one_reason_are_one_line(editor: Client, batch: ImportBatch) -> None:
    ImportItem.objects.bulk_create(
        ImportItem(batch=batch, path="bảng.csv", place=f"row {n}", outcome=Outcome.FAILED, reason="broken")
        for n in range(1, 301)
    )
    response = editor.get(batch.get_absolute_url(), {"outcome": "failed"})
    shown = [(item.path, item.place, more) for item, more in response.context["rows"]]
    assert shown == [("kho.zip/2.txt", "byte 3", 0), ("bảng.csv", "row 1", 299)]
    assert "299" in response.text
    assert "row 2<" not in response.text


@pytest.mark.parametrize("number", ["9" * 5_000, "0", "-1", "²", "abc"])
def test_a_page_that_is_not_there_shows_the_nearest(editor: Client, batch: ImportBatch, number: str) -> None:
    response = editor.get(batch.get_absolute_url(), {"page": number})
    assert (response.status_code, response.context["items"].number) == (200, 1)
    assert "kho.zip/2.txt" in response.text


def test_a_running_import_is_looked_at_again(editor: Client, batch: ImportBatch) -> None:
    assert "Refresh" not in editor.get(batch.get_absolute_url()).headers
    ImportBatch.objects.update(status=BatchStatus.RUNNING)
    assert editor.get(batch.get_absolute_url()).headers["Refresh"] == "3"


def test_an_error_that_stopped_an_import_is_shown(editor: Client, batch: ImportBatch) -> None:
    ImportBatch.objects.update(status=BatchStatus.STOPPED, error="OperationalError: disk is full")
    assert "disk is full" in editor.get(batch.get_absolute_url()).text


def test_the_list_counts_outcomes(editor: Client, batch: ImportBatch) -> None:
    assert "kho.zip" in editor.get(reverse("admin:articles_importbatch_changelist")).text


def test_the_short_address_leads_to_the_upload(editor: Client) -> None:
    assert editor.get("/admin/import/").headers["Location"] == UPLOAD


def test_without_the_permission_nothing_can_be_uploaded(client: Client) -> None:
    client.force_login(User.objects.create_user("khách", password="x", is_staff=True))
    assert client.get(UPLOAD).status_code == 403
    assert client.post(UPLOAD, {"documents": _files("a.txt")}).status_code == 403


def test_a_long_report_takes_no_more_queries(
    editor: Client, batch: ImportBatch, django_assert_max_num_queries: object
) -> None:
    ImportItem.objects.bulk_create(
        ImportItem(batch=batch, path=f"{n}.txt", outcome=Outcome.IMPORTED) for n in range(250)
    )
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        assert editor.get(batch.get_absolute_url(), {"page": "2"}).status_code == 200
