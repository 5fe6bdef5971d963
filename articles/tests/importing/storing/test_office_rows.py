"""Offices kept with the mentions of their holders, through edits, undo, forgotten names and merges."""

from dataclasses import astuple

import pytest

from articles.entities.deciding import Proposal, decide
from articles.importing.annotating.preparation import annotated_text
from articles.importing.storing.editing import save_edited
from articles.importing.storing.entity_linking import recognised_names, write_mentions
from articles.importing.storing.kept_columns import packed_article, unpacked_article
from articles.importing.storing.masking import mask_again, mask_articles
from articles.models import Article, Decision, DecisionKind, Entity, Office, Post
from articles.nlp.annotation import RecognisedName
from articles.tests.making import Newsroom

pytestmark = pytest.mark.django_db

TEXT = "Bộ trưởng Y tế Nguyễn Thị Kim Tiến gặp ông Trần Văn Bảy, nguyên Giám đốc Sở Y tế Cần Thơ."


@pytest.fixture
def article(newsroom: Newsroom) -> Article:
    article = newsroom.article("Thăm bệnh viện", TEXT)
    write_mentions({article.pk: annotated_text(article.text).mentions})
    return article


def _held() -> list[tuple[str, str, bool]]:
    rows = Office.objects.order_by("start").values_list("mention__entity__name", "post__title", "former")
    return list(rows)


def test_offices_are_kept_with_their_holders(article: Article) -> None:
    assert _held() == [
        ("Nguyễn Thị Kim Tiến", "Bộ trưởng Y tế", False),
        ("Trần Văn Bảy", "Giám đốc Sở Y tế Cần Thơ", True),
    ]
    office = Office.objects.first()
    assert office is not None
    assert article.text[office.start : office.end] == "Bộ trưởng Y tế"


def test_spellings_of_one_office_are_one_post_in_its_body(newsroom: Newsroom, article: Article) -> None:
    other = newsroom.article("Họp báo", "Bà Nguyễn Thị Kim Tiến, Bộ trưởng Bộ Y tế, trả lời báo chí.")
    Post.objects.filter(key="bộ trưởng y tế").update(in_body=False)  # as rules of old took it
    write_mentions({other.pk: annotated_text(other.text).mentions})
    assert Office.objects.filter(post__key="bộ trưởng y tế").count() == 2
    assert Post.objects.filter(in_body=True).count() == 2


def test_an_edit_drops_the_offices_of_the_old_text(article: Article) -> None:
    article.body = ["Ông Trần Văn Bảy nghỉ hưu."]
    save_edited(article)
    assert not Office.objects.exists()


def test_what_is_kept_of_an_article_brings_its_offices_back(article: Article) -> None:
    before = _held()
    _, mentions, _ = unpacked_article(packed_article({}, recognised_names([article.pk])[article.pk], ()))
    write_mentions({article.pk: ()})
    assert _held() == []
    write_mentions({article.pk: mentions})
    assert _held() == before != []


def test_mentions_kept_before_there_were_offices_have_none() -> None:
    values = astuple(RecognisedName(0, 8, "person", "Kim Tiến", "Nguyễn Thị Kim Tiến"))[:5]
    assert RecognisedName.of(values).offices == ()


def test_a_forgotten_holder_has_no_office_and_others_keep_theirs_where_they_are(article: Article) -> None:
    decision = decide(Proposal(DecisionKind.FORGET, Entity.objects.get(name="Nguyễn Thị Kim Tiến")), None)
    assert isinstance(decision, Decision)
    mask_articles([article.pk])
    mask_again([article.pk])
    text = Article.objects.get(pk=article.pk).text
    (office,) = Office.objects.all()
    assert text[office.start : office.end] == "nguyên Giám đốc Sở Y tế Cần Thơ"
    assert office.mention.entity.name == "Trần Văn Bảy"
    assert "Nguyễn Thị Kim Tiến" not in text


def test_a_minister_of_another_state_is_none_of_the_own(newsroom: Newsroom) -> None:
    text = "Ông James Mattis, Bộ trưởng Tư pháp, gặp ông Boris Johnson, Bộ trưởng Ngoại giao Nhật Bản."
    text += "\nÔng Paul Ryan, Chủ tịch Quốc hội Việt Nam, nói."
    article = newsroom.article("Tin thế giới", text)
    write_mentions({article.pk: annotated_text(article.text).mentions})
    assert list(Office.objects.order_by("start").values_list("post__key", "post__in_body")) == [
        ("bộ trưởng tư pháp nước khác", False),
        ("bộ trưởng ngoại giao nhật bản", True),
        ("chủ tịch quốc hội nước khác", False),
    ]
