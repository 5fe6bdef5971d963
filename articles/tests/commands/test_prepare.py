"""An archive is made ready once; prepared again, it is left as it is."""

from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from pytest_django import Settings

from articles.models import Article, BatchStatus, ImportBatch
from articles.search import reason_to_reindex
from articles.tests.making import Newsroom

TEXT = "Cảng cá Quy Nhơn mở cửa\nSáng nay cảng cá Quy Nhơn mở cửa trở lại sau bão.\nTàu thuyền vào ra tấp nập.\n"


@pytest.fixture(autouse=True)
def own_project(tmp_path: Path, settings: Settings) -> None:
    """Give the command a sample of one article, and a folder of its own for static files."""
    settings.BASE_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    (tmp_path / "sample").mkdir()
    (tmp_path / "sample" / "cang-ca.txt").write_text(TEXT)


def prepare() -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("prepare", stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.mark.django_db
def test_an_empty_archive_gets_all_it_needs(tmp_path: Path) -> None:
    prepare()
    assert [article.title for article in Article.objects.all()] == ["Cảng cá Quy Nhơn mở cửa"]
    assert User.objects.filter(is_superuser=True).count() == 1
    assert reason_to_reindex() == ""
    assert (tmp_path / "static" / "staticfiles.json").exists()


@pytest.mark.django_db
def test_prepared_again_it_is_left_as_it_is() -> None:
    prepare()
    Article.objects.all().delete()
    prepare()
    assert Article.objects.count() == 0
    assert User.objects.count() == 1
    assert ImportBatch.objects.count() == 1


@pytest.mark.django_db
def test_a_sample_that_was_cut_off_is_imported_to_its_end(tmp_path: Path) -> None:
    ImportBatch.objects.create(label=str(tmp_path / "sample"), status=BatchStatus.STOPPED)
    prepare()
    assert Article.objects.count() == 1


def test_an_archive_in_use_gets_no_sample(newsroom: Newsroom) -> None:
    newsroom.article(title="Bão số 9 sắp đổ bộ")
    prepare()
    assert [article.title for article in Article.objects.all()] == ["Bão số 9 sắp đổ bộ"]


@pytest.mark.django_db
def test_a_sample_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "sample" / "trong.txt").write_bytes(b"\xff\xfe\x00")
    assert "Some sample articles could not be imported" in prepare()[1]
