"""Every change of an article is kept: who, when and what; any version can be restored."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles.entities.deciding import Proposal, decide
from articles.importing.running.change_jobs import change_articles, undo_change
from articles.importing.storing.article_versions import (
    EDITED_COLUMNS,
    Version,
    article_in_the_way,
    article_versions,
    names_somebody_forgotten,
    restore_version,
)
from articles.importing.storing.editing import save_edited
from articles.importing.storing.kept_columns import kept_values
from articles.importing.storing.masking import mask_articles
from articles.importing.storing.store import store
from articles.importing.storing.undo_import import undo_batch
from articles.models import (
    Article,
    BatchStatus,
    ChangeKind,
    DecisionKind,
    Entity,
    ImportBatch,
    Revision,
    RevisionKind,
    Section,
    Source,
    SourceDecisionKind,
)
from articles.models.revision import packed_values
from articles.nlp.annotation import RecognisedName
from articles.sources.source_decisions import SourceProposal, decide_source, undo_source
from articles.tests.importing.storing.preparing import prepared

pytestmark = pytest.mark.django_db

SANG = RecognisedName(0, 14, "person", "Bùi Thanh Sang", "Bùi Thanh Sang")
FIRST = {"title": "Bùi Thanh Sang thăm cảng", "source": "Báo Gia Lai", "key": "v1", "mentions": [SANG]}


@pytest.fixture
def lan() -> User:
    return User.objects.create_user("lan")


def _import(**article: Any) -> ImportBatch:
    batch = ImportBatch.objects.create(label="tệp", status=BatchStatus.FINISHED)
    store(batch, [prepared(**article)])
    batch.finished_at = timezone.now()
    batch.save()
    return batch


def _edit(user: User, **columns: Any) -> Article:
    article = Article.objects.get()
    for name, value in columns.items():
        setattr(article, name, value)
    save_edited(article, user)
    return article


def _versions() -> list[Version]:
    return article_versions(Article.objects.get())


def _titles() -> list[str]:
    return [version.values["title"] for version in _versions()]


def _kinds() -> list[str | None]:
    return [version.made.kind if version.made else None for version in _versions()]


def test_each_kind_of_change_makes_a_version(lan: User) -> None:
    _import(**FIRST)
    _import(**{**FIRST, "title": "Bùi Thanh Sang thăm cảng cá"})
    article = _edit(lan, title="Ông Sang thăm cảng cá")
    change_articles([article.pk], ChangeKind.SECTION, {"section": "Xã hội"}, lan, reason="gom lại")
    versions = _versions()
    assert _titles() == ["Bùi Thanh Sang thăm cảng", "Bùi Thanh Sang thăm cảng cá", *["Ông Sang thăm cảng cá"] * 2]
    assert _kinds() == [None, RevisionKind.IMPORT, RevisionKind.EDIT, RevisionKind.CHANGE]
    assert [version.values["section"] for version in versions] == [None, None, None, "Xã hội"]
    assert [version.made.made_by_name for version in versions[2:] if version.made] == ["lan", "lan"]
    assert versions[3].made
    assert versions[3].made.change
    assert versions[3].made.change.reason == "gom lại"


def test_versions_are_numbered_from_one_and_read_at_once(
    lan: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _import(**FIRST)
    _import(**{**FIRST, "title": "Bùi Thanh Sang thăm cảng cá"})
    change_articles([Article.objects.get().pk], ChangeKind.SECTION, {"section": "Xã hội"}, lan, reason="gom lại")
    article = Article.objects.get()
    with django_assert_num_queries(2):
        versions = article_versions(article)
        told = [(one.made.batch, one.made.change) for one in versions if one.made]
    assert [one.number for one in versions] == [1, 2, 3]
    assert [(batch and batch.label, change and change.reason) for batch, change in told] == [
        ("tệp", None),
        (None, "gom lại"),
    ]


def test_an_article_written_here_says_by_whom(lan: User) -> None:
    save_edited(Article(title="Tin vắn", body=["Một."]), lan)
    [version] = _versions()
    assert version.made
    assert (version.made.kind, version.made.made_by) == (RevisionKind.WRITTEN, lan)


def test_only_what_changed_is_kept(lan: User) -> None:
    body = [f"Đoạn {n}: tàu cá vào bờ." for n in range(200)]
    _import(**FIRST, body=tuple(body))
    article = _edit(lan, authors=["Đậu Tiến"])
    change_articles([article.pk], ChangeKind.SECTION, {"section": "Xã hội"}, lan)
    kept = [set(one.before) for one in Revision.objects.order_by("pk")]
    assert kept == [{"authors", "edited_at"}, {"section", "edited_at"}]
    assert max(len(bytes(one.packed)) for one in Revision.objects.all()) < 100


def test_a_save_that_changes_nothing_makes_no_version(lan: User) -> None:
    _import(**FIRST)
    _edit(lan, authors=["Đậu Tiến"])
    before = _versions()
    _edit(lan)
    assert [version.values for version in _versions()[:2]] == [version.values for version in before]


def test_a_version_is_restored_and_can_be_left_again(lan: User) -> None:
    _import(**FIRST, section="Thời sự")
    _edit(lan, title="Ông Sang thăm cảng", section=Section.objects.named("Xã hội"), authors=["Đậu Tiến"])
    restore_version(Article.objects.get(), _versions()[0], lan)
    article = Article.objects.get()
    assert (article.title, str(article.section), article.authors) == (FIRST["title"], "Thời sự", [])
    assert _kinds() == [None, RevisionKind.EDIT, RevisionKind.RESTORATION]
    restore_version(article, _versions()[1], lan)
    article = Article.objects.get()
    assert (article.title, str(article.section), article.authors) == ("Ông Sang thăm cảng", "Xã hội", ["Đậu Tiến"])


def test_restoring_leaves_whether_readers_see_it(lan: User) -> None:
    _import(**FIRST)
    article = _edit(lan, title="Ông Sang thăm cảng")
    change_articles([article.pk], ChangeKind.WITHDRAWAL, {"withdrawn": True, "withdrawal_reason": "Tòa án"}, lan)
    restore_version(Article.objects.get(), _versions()[0], lan)
    article = Article.objects.get()
    assert (article.title, article.withdrawn, article.withdrawal_reason) == (FIRST["title"], True, "Tòa án")


def test_an_import_that_comes_again_leaves_a_restored_version(lan: User) -> None:
    _import(**FIRST)
    _import(**{**FIRST, "title": "Bùi Thanh Sang thăm cảng cá"})
    restore_version(Article.objects.get(), _versions()[0], lan)
    _import(**{**FIRST, "title": "Bùi Thanh Sang thăm cảng cá"})
    assert Article.objects.get().title == FIRST["title"]


def test_a_text_that_another_article_has_now_is_not_restored(lan: User) -> None:
    _import(**FIRST)
    article = _edit(lan, title="Ông Sang thăm cảng")
    version = _versions()[0]
    other = Article(title=str(FIRST["title"]), body=["Một.", "Hai."])
    save_edited(other, lan)
    assert article_in_the_way(article, version) == other
    with pytest.raises(IntegrityError):
        restore_version(article, version, lan)


@pytest.mark.parametrize(
    ("title", "url"),
    [(FIRST["title"], "https://bao.vn/noi-khac"), ("Bến cá Sa Kỳ", "https://bao.vn/cang-ca")],
)
def test_an_article_with_the_text_or_the_address_of_a_version_is_in_its_way(lan: User, title: str, url: str) -> None:
    _import(**FIRST, url="https://bao.vn/cang-ca")
    article = _edit(lan, title="Ông Sang thăm cảng", url="https://bao.vn/cang-ca-moi")
    other = Article(title=title, body=["Một.", "Hai."], url=url)
    save_edited(other, lan)
    assert article_in_the_way(article, article_versions(article)[0]) == other


def test_an_article_is_not_in_its_own_way(lan: User) -> None:
    _import(**FIRST, url="https://bao.vn/cang-ca")
    article = _edit(lan, authors=["Đậu Tiến"])
    assert [article_in_the_way(article, version) for version in _versions()] == [None, None]


def test_an_earlier_version_that_names_somebody_forgotten_is_for_administrators(lan: User) -> None:
    _import(**FIRST, published="2024-06-14T10:15")
    article = _edit(lan, title="Một người thăm cảng")
    assert not names_somebody_forgotten(article, _versions())
    decide(Proposal(DecisionKind.FORGET, Entity.objects.get(name="Bùi Thanh Sang")), None)
    assert names_somebody_forgotten(article, _versions())
    assert not names_somebody_forgotten(article, _versions()[1:])


def test_the_versions_of_an_article_with_initials_are_for_administrators(lan: User) -> None:
    _import(**FIRST)
    decide(Proposal(DecisionKind.FORGET, Entity.objects.get(name="Bùi Thanh Sang")), None)
    article = Article.objects.get()
    mask_articles([article.pk])
    assert _titles() == ["Bùi Thanh S. thăm cảng"]
    assert names_somebody_forgotten(article, _versions())


def test_an_undone_import_stays_among_the_versions(lan: User) -> None:
    _import(**FIRST)
    batch = _import(**{**FIRST, "title": "Bùi Thanh Sang thăm cảng cá"})
    undo_batch(batch)
    assert _titles() == [FIRST["title"], "Bùi Thanh Sang thăm cảng cá", FIRST["title"]]
    assert _kinds() == [None, RevisionKind.IMPORT, RevisionKind.UNDO]
    assert [version.made.batch for version in _versions() if version.made] == [batch, batch]
    assert Article.objects.get().mentions.get().entity.name == "Bùi Thanh Sang"


def test_imports_undone_one_after_the_other_keep_all_versions(lan: User) -> None:
    _import(**FIRST)
    middle = _import(**{**FIRST, "title": "Bùi Thanh Sang thăm cảng cá"})
    last = _import(**{**FIRST, "title": "Bùi Thanh Sang thăm bến cá"})
    undo_batch(middle)
    assert Article.objects.get().title == "Bùi Thanh Sang thăm bến cá"
    undo_batch(last)
    assert _titles()[-1] == FIRST["title"]
    assert len(set(_titles())) == 3


def test_an_edit_between_two_imports_comes_back_with_the_second(lan: User) -> None:
    _import(**FIRST)
    _edit(lan, authors=["Đậu Tiến"])
    batch = _import(**{**FIRST, "title": "Bùi Thanh Sang thăm cảng cá"})
    undo_batch(batch)
    article = Article.objects.get()
    assert (article.title, article.authors) == (FIRST["title"], ["Đậu Tiến"])
    assert article.edited_at


def test_an_undone_import_with_edits_since_brings_back_what_was_before_both(lan: User) -> None:
    _import(**FIRST)
    batch = _import(**{**FIRST, "section": "Xã hội"})
    _edit(lan, title="Ông Sang thăm cảng")
    batch.undoes_edits = True
    undo_batch(batch)
    article = Article.objects.get()
    assert (article.title, article.section, article.edited_at) == (FIRST["title"], None, None)
    assert article.mentions.get().entity.name == "Bùi Thanh Sang"


def test_a_change_that_is_undone_is_a_version_too(lan: User) -> None:
    _import(**FIRST)
    change = change_articles([Article.objects.get().pk], ChangeKind.SOURCE, {"source": "Báo Án"}, lan)
    undo_change(change, lan)
    assert [version.values["source"] for version in _versions()] == ["Báo Gia Lai", "Báo Án", "Báo Gia Lai"]


def test_a_source_that_is_split_makes_a_version_and_its_undo_another(lan: User) -> None:
    _import(**FIRST)
    source, article = Source.objects.get(), Article.objects.get()
    split = SourceProposal(SourceDecisionKind.SPLIT, source, name="Báo Gia Lai cuối tuần", articles=(article.pk,))
    undo_source(decide_source(split, lan), lan)
    names = [version.values["source"] for version in _versions()]
    assert names == ["Báo Gia Lai", "Báo Gia Lai cuối tuần", "Báo Gia Lai"]
    assert _kinds()[1:] == [RevisionKind.DECISION] * 2


def test_a_version_from_an_older_archive_keeps_the_whole_article(lan: User) -> None:
    _import(**FIRST)
    _import(**{**FIRST, "title": "Bùi Thanh Sang thăm cảng cá"})
    # Until 0041 a revision held all columns, whether they had changed or not.
    article, revision = Article.objects.get(), Revision.objects.get()
    whole = kept_values([article.pk], EDITED_COLUMNS)[article.pk] | revision.before
    Revision.objects.update(packed=packed_values(whole | {"mentions": []}))
    assert _titles() == [FIRST["title"], "Bùi Thanh Sang thăm cảng cá"]
    restore_version(article, _versions()[0], lan)
    assert Article.objects.get().title == FIRST["title"]
