"""Articles that come after somebody was forgotten: whose names are shortened, where, and what is recorded of it."""

from datetime import UTC, datetime

import pytest

from articles.entities.deciding import Proposal, decide
from articles.importing.storing.entity_linking import write_mentions
from articles.importing.storing.masking import mask_again, mask_articles, names_forgotten, unmask_articles
from articles.models import Article, Decision, DecisionKind, Entity, FormerText, MaskedArticle
from articles.nlp.annotation import RecognisedName
from articles.tests.making import Newsroom

pytestmark = pytest.mark.django_db

NAME = "Đặng Thế Hùng"
LONG_AGO = datetime(2024, 6, 14, tzinfo=UTC)


@pytest.fixture
def decision(newsroom: Newsroom) -> Decision:
    """Forget a person of one article, which is not the article of any test."""
    newsroom.article("Khởi tố hai người", f"Bà Lê Thu Hà và {NAME}.", people=["Lê Thu Hà", NAME])
    return decide(Proposal(DecisionKind.FORGET, _him()), None)


def _him() -> Entity:
    return Entity.objects.get(name=NAME)


def _stored(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def test_a_name_in_the_credit_of_a_picture_alone_is_shortened(newsroom: Newsroom, decision: Decision) -> None:
    captions = [{"text": "Bến cá Sa Kỳ."}, {"text": "Tàu về.", "credit": NAME}]
    article = newsroom.article("Mùa cá ở Quảng Ngãi", "Ngư dân được mùa.", captions=captions)
    mask_articles([article.pk])
    assert _stored(article).captions == [{"text": "Bến cá Sa Kỳ."}, {"text": "Tàu về.", "credit": "Đặng Thế H."}]


def test_a_name_at_the_very_end_of_the_text_is_shortened(newsroom: Newsroom, decision: Decision) -> None:
    article = newsroom.article("Tin vắn", captions=[{"text": f"Nhà của {NAME}", "credit": "Bá Phúc"}])
    mask_articles([article.pk])
    assert _stored(article).captions == [{"text": "Nhà của Đặng Thế H.", "credit": "Bá Phúc"}]


def test_a_nickname_that_means_the_forgotten_is_shortened(newsroom: Newsroom, decision: Decision) -> None:
    article = newsroom.article("Hùng Lớn ra tòa", "Phiên tòa mở ở Huế.")
    write_mentions({article.pk: [RecognisedName(0, 8, "person", "Hùng Lớn", NAME)]})
    mask_articles([article.pk])
    assert _stored(article).title == "H. L. ra tòa"


def test_the_articles_after_one_that_has_no_such_name_are_shortened_too(newsroom: Newsroom, decision: Decision) -> None:
    one = newsroom.article("Mưa lớn ở Huế", "Nước sông Hương lên.", places=["Huế"])
    between = newsroom.article("Phiên tòa", f"Bị cáo {NAME} khai.", people=[NAME])
    other = newsroom.article("Nắng ở Vinh", "Trời khô ráo.", places=["Vinh"])
    mask_again([one.pk, between.pk, other.pk])
    assert _stored(between).body == ["Bị cáo Đặng Thế H. khai."]
    assert list(MaskedArticle.objects.filter(article__in=[one.pk, other.pk])) == []


def test_it_is_recorded_which_decision_shortens_a_new_article(newsroom: Newsroom, decision: Decision) -> None:
    article = newsroom.article("Phiên tòa", f"Bị cáo {NAME} khai.", people=[NAME])
    mask_articles([article.pk])
    record = MaskedArticle.objects.get(article=article)
    assert (record.decision, record.waiting) == (decision, False)


def test_an_article_of_a_namesake_whom_editors_split_off_stays(newsroom: Newsroom) -> None:
    newsroom.article("Khởi tố", f"Công an khởi tố {NAME}.", people=[NAME])
    footballer = newsroom.article("Bóng đá", f"Cầu thủ {NAME} ghi bàn.", people=[NAME])
    decide(Proposal(DecisionKind.SPLIT, _him(), name=f"{NAME} (cầu thủ)", articles=(footballer.pk,)), None)
    decide(Proposal(DecisionKind.FORGET, _him()), None)
    mask_articles([footballer.pk])
    assert _stored(footballer).body == [f"Cầu thủ {NAME} ghi bàn."]
    assert not FormerText.objects.exists()


def test_an_article_that_has_its_initials_already_is_not_written_again(newsroom: Newsroom, decision: Decision) -> None:
    article = newsroom.article("Phiên tòa", f"{NAME} gặp bà Lê Thu Hà.", people=[NAME, "Lê Thu Hà"])
    mask_articles([article.pk])
    Article.objects.update(updated_at=LONG_AGO)
    mask_articles([article.pk])
    assert _stored(article).body == ["Đặng Thế H. gặp bà Lê Thu Hà."]
    assert _stored(article).updated_at == LONG_AGO


def test_shortening_and_its_undo_say_that_the_article_changed(newsroom: Newsroom, decision: Decision) -> None:
    article = newsroom.article("Phiên tòa", f"Bị cáo {NAME} khai.", people=[NAME])
    for rewrite in (mask_articles, unmask_articles):
        Article.objects.update(updated_at=LONG_AGO)
        rewrite([article.pk])
        assert _stored(article).updated_at > LONG_AGO


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (f"Bị cáo {NAME} khai.", True),
        ("Bi cao Dang The Hung khai.", True),
        ("Ông Đặng Văn Lan gặp Hùng khi ở thế khó.", False),
        ("Bà Lê Thu Hà nói.", False),
    ],
)
def test_a_text_names_the_forgotten_by_the_whole_name_alone(decision: Decision, text: str, named: bool) -> None:
    assert names_forgotten(text) is named
