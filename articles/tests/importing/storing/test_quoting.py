"""Quotations are stored with the words and names of an article, and follow what happens to it."""

import pytest

from articles.entities.deciding import Proposal, decide
from articles.importing.running.reannotation import annotate_outdated
from articles.importing.storing.masking import mask_again
from articles.importing.storing.quoting import moved_row, write_quotations
from articles.importing.storing.revisions import Occasion, kept_before, restore_revision
from articles.models import Article, DecisionKind, Entity, Quotation, Revision, RevisionKind
from articles.tests.making import Newsroom
from articles.text.quotation_spans import QuotationRow

pytestmark = pytest.mark.django_db

NAME = "Đặng Thế Hùng"
BODY = f"Ông {NAME} nói: “Tôi xin lỗi bà Hà”."


@pytest.fixture
def article(newsroom: Newsroom) -> Article:
    """An article in which somebody says one thing, as the annotation stores it."""
    article = newsroom.article("Khởi tố hai người", BODY, people=[NAME])
    text = article.text
    name, said, cue = text.index(NAME), text.index("Tôi xin"), text.index("nói")
    row = QuotationRow(said, text.index("”"), 1, name - 4, name + len(NAME), name, cue, cue + 3)
    write_quotations({article.pk: [row]})
    return article


def _said(article: Article) -> list[tuple[str, str]]:
    """Return who says what in a stored article; the speaker's name is "" where no entity is known."""
    text = Article.objects.get(pk=article.pk).text
    rows = Quotation.objects.filter(article=article).select_related("mention__entity")
    return [(row.mention.entity.name if row.mention else "", text[row.start : row.end]) for row in rows]


def test_annotation_brings_quotations_to_an_article_of_an_older_archive(newsroom: Newsroom) -> None:
    article = newsroom.article(
        "Họp báo ở Hà Nội", f"Bà Hà và {NAME} đến họp.", "Ông Hùng cho biết tàu đã cập cảng Vinh."
    )
    assert not Quotation.objects.exists()
    annotate_outdated(processes=1, progress=lambda n: None)
    assert _said(article) == [(NAME, "tàu đã cập cảng Vinh")]


def test_a_quotation_is_of_whom_editors_say_that_the_mention_means(article: Article, newsroom: Newsroom) -> None:
    newsroom.article("Tin khác", "Đặng Hùng về nước.", people=["Đặng Hùng"])
    other = Entity.objects.get(name="Đặng Hùng")
    decide(Proposal(DecisionKind.MERGE, Entity.objects.get(name=NAME), other), None)
    assert list(Quotation.objects.by(Entity.objects.filter(pk=other.pk)).values_list("article", flat=True)) == [
        article.pk
    ]


def test_a_quotation_of_a_forgotten_person_names_nobody_until_that_is_undone(article: Article) -> None:
    decision = decide(Proposal(DecisionKind.FORGET, Entity.objects.get(name=NAME)), None)
    mask_again([article.pk])
    assert _said(article) == [("", "Tôi xin lỗi bà Hà")]
    row = Quotation.objects.get()
    text = Article.objects.get().text
    assert (text[row.speaker_start : row.speaker_end], text[row.cue_start : row.cue_end]) == ("Ông Đặng Thế H.", "nói")
    decision.undone_at = decision.made_at
    decision.save()
    mask_again([article.pk])
    assert _said(article)[0][1] == "Tôi xin lỗi bà Hà"


def test_an_earlier_version_has_its_own_quotations(article: Article) -> None:
    with kept_before([article.pk], Occasion(RevisionKind.EDIT)):
        Article.objects.filter(pk=article.pk).update(body=["Không ai nói gì."])
        write_quotations({article.pk: ()})
    restore_revision(Revision.objects.get(), Occasion(RevisionKind.RESTORATION))
    assert [said for _, said in _said(article)] == ["Tôi xin lỗi bà Hà"]


def test_quotations_go_with_their_article(article: Article) -> None:
    assert Quotation.objects.count() == 1
    Article.objects.filter(pk=article.pk).delete()
    assert not Quotation.objects.exists()


@pytest.mark.parametrize(
    ("before", "mentions", "after"),
    [
        (QuotationRow(20, 30, 1, 4, 9, 5, 10, 13), {5}, QuotationRow(18, 28, 1, 2, 7, 3, 8, 11)),
        (QuotationRow(20, 30, 1, 4, 9, 5, 10, 13), {7}, QuotationRow(18, 28, 1, 2, 7, None, 8, 11)),
        (QuotationRow(20, 30, 2, None, None, None, 10, 10), {5}, QuotationRow(18, 28, 2, None, None, None, 8, 8)),
    ],
)
def test_the_places_of_a_quotation_move_and_a_speaker_without_a_mention_is_nobody(
    before: QuotationRow, mentions: set[int], after: QuotationRow
) -> None:
    assert moved_row(before, lambda at: at - 2, mentions) == after
