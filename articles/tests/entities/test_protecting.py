"""A name that a paper shortened to protect somebody belongs to its article alone."""

import json
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils.html import strip_tags

from articles.entities.deciding import Proposal, ProposalRefused, decide
from articles.importing.annotating.preparation import annotated_text
from articles.importing.storing.entity_linking import write_mentions
from articles.models import Article, DecisionKind, Entity, EntityAlias, Mention, NameStart
from articles.search import update_index
from articles.tests.entities.conftest import Annotate, entity
from articles.tests.entities.doors import doors, printed, shown_behind
from articles.tests.making import Newsroom
from articles.text.packing import pack

_TITLE = "Công an khởi tố nghi phạm"
_TEXT = "Thiếu tá Nguyễn Văn Hùng cho biết ông Nguyễn Văn H. đã bị bắt. Sau đó H. nhận tội."
# As names of their own: an export has the text too, and is for administrators.
_AS_NAMES = {"Nguyễn Văn H.", "Nguyễn Văn H", "H.", "H", "nguyễn văn h", "h"}
_DOORS = (
    "/entities/person/",
    "/entities/person/?q=nguyen+van",
    "/search/suggest/?q=nguyen van h",
    "/search/?q=khởi+tố",
    "/search/values/person/?q=khởi+tố",
    "/sitemap.xml",
    "/feeds/latest.rss",
)


def _stored(newsroom: Newsroom, **columns: str) -> Article:
    article = newsroom.article(_TITLE, _TEXT, **columns)
    found = annotated_text(article.text)
    Article.objects.filter(pk=article.pk).update(protected_names=found.protected_names)
    write_mentions({article.pk: found.mentions})
    update_index([article.pk])
    return Article.objects.get(pk=article.pk)


def _protected(article: Article) -> list[str]:
    fresh = Article.objects.get(pk=article.pk)
    return [fresh.text[start:end] for start, end in fresh.protected_spans()]


@pytest.mark.django_db
def test_an_initial_is_marked_in_its_article_and_is_nobody(newsroom: Newsroom) -> None:
    article = _stored(newsroom)
    assert _protected(article) == ["Nguyễn Văn H.", "H."]
    assert [one.name for one in Entity.objects.all()] == ["Nguyễn Văn Hùng"]
    assert not EntityAlias.objects.exists()


def test_no_door_leads_to_an_initial(newsroom: Newsroom, client: Client) -> None:
    article = _stored(newsroom)
    hung = entity("Nguyễn Văn Hùng")
    newsroom.article("Việc khác", "Chuyện của Nguyễn Văn Hùng.", people=["Nguyễn Văn Hùng"])
    for door in (*_DOORS, hung.get_absolute_url()):
        page = client.get(door).content.decode()
        assert "Văn H." not in page.replace(_TEXT, ""), door
    page = client.get(article.get_absolute_url()).content.decode()
    assert 'title="Tên viết tắt"\n>Nguyễn Văn H.</span>' in page


def test_no_public_address_and_no_command_knows_an_initial(newsroom: Newsroom, client: Client, tmp_path: Path) -> None:
    article = _stored(newsroom, source="Báo Án", section="Pháp luật", published="2024-06-14")
    hung = entity("Nguyễn Văn Hùng")
    newsroom.article("Việc khác", "Chuyện của Nguyễn Văn Hùng.", people=["Nguyễn Văn Hùng"], published="2024-06-14")
    walked = [*shown_behind(client, doors(article, hung, "Nguyễn Văn H"), "Nguyễn Văn H")]
    assert len(walked) > 40
    assert sum("Nguyễn Văn Hùng" in told for _, told in walked) > 10
    for address, told in [*walked, ("command", printed("khởi tố", tmp_path))]:
        assert "/nguyen-van-h/" not in told, address
        beside = " ".join(strip_tags(told).split()).replace(_TEXT, "")
        assert not re.search(r"Văn H\b(?!ùng)", beside), address
    assert _AS_NAMES.isdisjoint(_exported_names())


def _exported_names() -> set[str]:
    out = StringIO()
    call_command("export_archive", stdout=out, verbosity=0)
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    return {value for row in rows for value in _strings(row) if value in _AS_NAMES}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


@pytest.mark.parametrize("kind", [DecisionKind.ALIAS, DecisionKind.RENAME])
def test_an_editor_gives_nobody_such_a_name(newsroom: Newsroom, kind: DecisionKind) -> None:
    _stored(newsroom)
    with pytest.raises(ProposalRefused, match="Nguyễn Văn H"):
        decide(Proposal(kind, entity("Nguyễn Văn Hùng"), name="Nguyễn Văn H."), None)


def test_an_older_archive_is_brought_up(newsroom: Newsroom, annotate: Annotate) -> None:
    article = newsroom.article(_TITLE, _TEXT, people=["Nguyễn Văn H.", "Nguyễn Văn Hùng"])
    other = newsroom.article("Chuyện khác", "Chị Trần Thị M. kể.", people=["Trần Thị M."])
    hung = entity("Nguyễn Văn Hùng")
    EntityAlias.objects.create(entity=hung, text="Nguyễn Văn H.")
    Mention.objects.create(article=article, entity=hung, start=article.text.index("H. nhận"), end=_end(article))

    call_command("protect_names", stdout=None)

    assert [(one.name, one.article_count) for one in Entity.objects.all()] == [("Nguyễn Văn Hùng", 1)]
    assert not EntityAlias.objects.exists()
    assert {one.entity.name for one in NameStart.objects.all()} == {"Nguyễn Văn Hùng"}
    assert _protected(article) == ["Nguyễn Văn H.", "H."]
    assert _protected(other) == ["Trần Thị M."]


def test_a_protected_name_inside_another_is_protected_with_it(newsroom: Newsroom) -> None:
    article = newsroom.article("Chủ nợ", "Công ty Đ. K. vỡ nợ.", organizations=["Công ty Đ. K."])
    Article.objects.filter(pk=article.pk).update(protected_names=pack([_span(article, "Đ.")]))
    call_command("protect_names", stdout=None)
    assert not Entity.objects.exists()
    assert _protected(article) == ["Công ty Đ. K."]


def _span(article: Article, form: str) -> tuple[int, int]:
    start = article.text.index(form)
    return start, start + len(form)


def _end(article: Article) -> int:
    return article.text.index("H. nhận") + 2
