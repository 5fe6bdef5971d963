"""Corrections written on an article's page in the admin: by editors, taken away by administrators."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles.models import Article, Correction
from articles.tests.making import Newsroom

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article(newsroom: Newsroom) -> Article:
    return newsroom.article("Cảng cá mở cửa", "Đoạn một.")


def _save(client: Client, article: Article, **correction: str) -> str:
    """Save an article with a correction; an empty text is none."""
    now = timezone.localtime()
    form = {
        **{"title": article.title, "lead": "", "body": "Đoạn một.", "captions": "", "authors": "", "url": ""},
        **{"source": "", "section": "", "published_at_0": "", "published_at_1": "", "date_precision": ""},
        "corrections-TOTAL_FORMS": "1",
        "corrections-INITIAL_FORMS": str(article.corrections.count()),
        "corrections-0-article": str(article.pk),
        "corrections-0-noted_at_0": f"{now:%d/%m/%Y}",
        "corrections-0-noted_at_1": f"{now:%H:%M:%S}",
        **{f"corrections-0-{name}": value for name, value in correction.items()},
    }
    return client.post(f"/admin/articles/article/{article.pk}/change/", form, follow=True).text


def test_an_editor_writes_a_correction_and_it_keeps_by_whom(editor: Client, article: Article) -> None:
    before = article.updated_at
    _save(editor, article, text="Cảng ở Cửa Lò, không phải Cửa Hội.")
    correction = Correction.objects.get()
    assert (correction.text, correction.made_by_name) == ("Cảng ở Cửa Lò, không phải Cửa Hội.", "lan")
    article.refresh_from_db()
    assert article.updated_at > before


def test_a_correction_of_tomorrow_is_refused(editor: Client, article: Article) -> None:
    tomorrow = timezone.localtime() + timedelta(days=1)
    page = _save(editor, article, text="Sai ngày.", noted_at_0=f"{tomorrow:%d/%m/%Y}")
    assert "không thể ở tương lai" in page
    assert not Correction.objects.exists()


def test_only_an_administrator_takes_a_correction_away(editor: Client, article: Article, admin_user: User) -> None:
    _save(editor, article, text="Cảng ở Cửa Lò.")
    pk = str(Correction.objects.get().pk)
    _save(editor, article, id=pk, text="Cảng ở Cửa Lò, Nghệ An.", DELETE="on")
    assert Correction.objects.get().text == "Cảng ở Cửa Lò, Nghệ An."
    administrator = Client()
    administrator.force_login(admin_user)
    _save(administrator, article, id=pk, text="Cảng ở Cửa Lò.", DELETE="on")
    assert not Correction.objects.exists()
