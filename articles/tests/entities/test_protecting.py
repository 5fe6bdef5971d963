"""A name that a paper shortened to protect somebody belongs to its article alone."""

import pytest
from django.core.management import call_command
from django.test import Client

from articles.entities.deciding import Proposal, ProposalRefused, decide
from articles.importing.annotating.preparation import annotated_text
from articles.importing.storing.entity_linking import write_mentions
from articles.models import Article, DecisionKind, Entity, EntityAlias, Mention, NameStart
from articles.tests.entities.conftest import Annotate, entity
from articles.tests.making import Newsroom

_TITLE = "Công an khởi tố nghi phạm"
_TEXT = "Thiếu tá Nguyễn Văn Hùng cho biết ông Nguyễn Văn H. đã bị bắt. Sau đó H. nhận tội."
_DOORS = (
    "/entities/person/",
    "/entities/person/?q=nguyen+van",
    "/search/suggest/?q=nguyen van h",
    "/search/?q=khởi+tố",
    "/search/values/person/?q=khởi+tố",
    "/sitemap.xml",
    "/feeds/latest.rss",
)


def _stored(newsroom: Newsroom) -> Article:
    article = newsroom.article(_TITLE, _TEXT)
    found = annotated_text(article.text)
    Article.objects.filter(pk=article.pk).update(protected_names=found.protected_names)
    write_mentions({article.pk: found.mentions})
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
    assert 'title="Tên được viết tắt"\n>Nguyễn Văn H.</span>' in page


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


def _end(article: Article) -> int:
    return article.text.index("H. nhận") + 2
