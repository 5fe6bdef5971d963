"""What an older recogniser annotated is annotated again, decisions kept, from where the last run was cut off."""

import pytest

from articles.entities.deciding import Proposal, decide
from articles.importing.annotating import preparation
from articles.importing.running import reannotation
from articles.importing.running.reannotation import annotate_outdated, forget_versions, outdated
from articles.models import Article, DecisionKind, Entity
from articles.nlp.annotation import VERSION, Annotation, RecognisedName
from articles.search import Choice, SearchRequest, search
from articles.tests.making import Newsroom
from articles.tests.working import WorkerHere


@pytest.fixture
def articles(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> list[Article]:
    def annotate(text: str) -> Annotation:
        if "hỏng" in text:
            raise ValueError(text)
        return Annotation(((0, 4),), (RecognisedName(0, 7, "person", text[:7], text[:7]),))

    monkeypatch.setattr(preparation, "annotate", annotate)
    monkeypatch.setattr(reannotation, "kept_worker", WorkerHere)
    return [newsroom.article(f"{name} lên tàu", "Sáng nay.") for name in ("Lê Minh", "Lê Bình", "Lê Ngân")]


def run(processes: int = 1) -> int:
    return annotate_outdated(processes=processes, progress=lambda n: None)


def test_words_names_and_index_are_made_anew(articles: list[Article]) -> None:
    assert run() == 0
    article = Article.objects.get(pk=articles[0].pk)
    assert (article.annotated_by, article.word_spans()) == (VERSION, [(0, 4)])
    minh = Entity.objects.get(name="Lê Minh")
    assert search(SearchRequest(choices=(Choice("person", str(minh.pk)),))).total == 1


def test_editors_decisions_hold(articles: list[Article]) -> None:
    run()
    minh, binh = (Entity.objects.get(name=name) for name in ("Lê Minh", "Lê Bình"))
    decide(Proposal(DecisionKind.MERGE, minh, target=binh), None)
    forget_versions()
    run()
    assert articles[0].mentions.get().entity == binh


def test_only_what_is_outdated_is_read(articles: list[Article]) -> None:
    Article.objects.filter(pk=articles[0].pk).update(annotated_by=VERSION)
    read: list[int] = []
    annotate_outdated(processes=1, progress=read.append)
    assert read == [2]
    assert not outdated().exists()


def test_one_that_fails_keeps_no_other_out(articles: list[Article], newsroom: Newsroom) -> None:
    newsroom.article("Bài hỏng")
    assert run() == 1
    assert [article.title for article in outdated()] == ["Bài hỏng"]


def test_cut_off_it_goes_on_where_it_was(articles: list[Article], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reannotation, "_CHUNK", 1)

    def killed(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        annotate_outdated(processes=1, progress=killed)
    assert outdated().count() == 2
    run()
    names = {value.label for value in search(SearchRequest()).facets[0].values}
    assert names == {"Lê Minh", "Lê Bình", "Lê Ngân"}


def test_what_was_edited_meanwhile_is_left_to_its_own_annotation(
    articles: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = preparation.annotate_stored

    def edited(text: preparation.StoredText) -> object:
        Article.objects.get(pk=text.pk).save()
        return before(text)

    monkeypatch.setattr(reannotation, "annotate_stored", edited)
    run()
    assert outdated().count() == 3


def test_processes_of_their_own_do_the_work(newsroom: Newsroom) -> None:
    articles = [newsroom.article(f"Ông Bùi Thanh Sơn tới Huế lần {n}") for n in range(3)]
    assert run(processes=2) == 0
    assert {mention.entity.name for mention in articles[0].mentions.select_related("entity")} >= {"Huế"}
