"""A person whom an administrator has the archive forget is behind no door, until that is undone."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from articles.entities.deciding import Proposal, ProposalRefused, decide, foresee, undo
from articles.groups import ADMINISTRATORS, EDITORS
from articles.importing.running import masking_jobs
from articles.importing.running.masking_jobs import begin_masking, mask_waiting
from articles.importing.running.reannotation import forget_versions
from articles.importing.storing.correction_masking import mask_corrections
from articles.importing.storing.editing import save_edited
from articles.importing.storing.masking import mask_again, mask_articles
from articles.importing.storing.store import store
from articles.models import (
    Article,
    Correction,
    Decision,
    DecisionKind,
    Entity,
    FormerText,
    ImportBatch,
    MaskedArticle,
    MergeSuggestion,
    Outcome,
    ShownAs,
    SuggestionReason,
)
from articles.nlp.annotation import RecognisedName
from articles.search import SearchRequest, article_ids
from articles.tests.entities.conftest import Annotate, entity, named
from articles.tests.entities.doors import OWN, doors, printed, shown_behind
from articles.tests.importing.storing.preparing import prepared
from articles.tests.list_addresses import api_names, pattern_names
from articles.tests.making import Newsroom
from articles.tests.working import work
from articles.text.normal import fold

NAME = "Đặng Thế Hùng"
URL = "https://bao.vn/khoi-to-dang-the-hung.html"
MORE = {"source": "Báo Án", "section": "Pháp luật", "published": "2024-06-14"}


@pytest.fixture
def article(newsroom: Newsroom, annotate: Annotate) -> Article:
    """Write an article that names him everywhere, one by a namesake, and one that the recogniser did not read."""
    one = newsroom.article(
        f"Khởi tố {NAME}",
        f"Ngày 14/6, Công an Hà Nội khởi tố {NAME.upper()} (tức Hùng Lớn). Hùng và bà Lê Thu Hà nhận tội.",
        "Người quen của anh Hùng ở Huế từ chối nói.",
        lead=f"{NAME} bị bắt ở Hà Nội.",
        captions=[{"text": f"Bị can {NAME}.", "credit": f"gia đình {NAME}"}],
        url=URL,
        **MORE,
    )
    annotate(one, (NAME, NAME), ("Hùng Lớn", NAME), ("Lê Thu Hà", "Lê Thu Hà"))
    newsroom.article(f"Tài khoản của {NAME}", "Tên không dấu: Dang The Hung.", **MORE)
    newsroom.article("Khởi tố một phụ nữ", "Bà Lê Thu Hà bị khởi tố.", people=["Lê Thu Hà"], **MORE)
    work()
    return one


def forget(shown_as: ShownAs = ShownAs.INITIAL) -> Decision:
    """Have the archive forget him."""
    proposal = Proposal(
        DecisionKind.FORGET,
        entity(NAME),
        shown_as=shown_as,
        reason="Bản án 12/2025",
        articles=tuple(Article.objects.filter(title__startswith="Tài khoản").values_list("pk", flat=True)),
    )
    decision = decide(proposal, None)
    begin_masking()
    work()
    return decision


def _texts() -> str:
    columns = Article.objects.order_by("pk").values_list("title", "lead", "body", "captions", "url")
    return "\n".join(str(row) for row in columns)


def test_every_public_address_is_walked(article: Article) -> None:
    assert pattern_names() | api_names() == set(doors(article, entity(NAME), NAME)) | OWN


def test_no_door_shows_a_forgotten_name(article: Article, client: Client, tmp_path: Path) -> None:
    him = entity(NAME)
    before = dict(shown_behind(client, doors(article, him, NAME), NAME))
    assert sum(NAME in told for told in before.values()) > 20

    forget()

    article = Article.objects.get(pk=article.pk)
    walked = [*shown_behind(client, doors(article, him, NAME), NAME), ("command", printed("khởi tố", tmp_path))]
    assert len(walked) > 40
    for address, told in walked:
        for form in (NAME, NAME.upper(), "dang-the-hung", "dang the hung", f"{him.pk}/dang"):
            assert fold(form) not in fold(told), address
    assert "Đặng Thế H." in client.get(article.get_absolute_url()).content.decode()


def test_a_correction_has_the_name_shortened_until_that_is_undone(article: Article, admin_client: Client) -> None:
    note = f"{NAME} ở Huế, không phải ở Hà Nội. Ông Hùng nói vậy."
    Correction.objects.create(article=article, text=note)
    Correction.objects.create(article=Article.objects.get(title__startswith="Khởi tố một"), text="Ông Hùng Vương.")
    decision = forget()
    assert Correction.objects.filter(article=article).get().text == (
        "Đặng Thế H. ở Huế, không phải ở Hà Nội. Ông H. nói vậy."
    )
    assert "Đặng Thế H. ở Huế" in admin_client.get("/corrections/").text
    assert Correction.objects.exclude(article=article).get().text == "Ông Hùng Vương."
    later = Correction.objects.create(article=article, text=f"Vợ {NAME} tên Hà.")
    mask_corrections([later.pk])
    assert Correction.objects.get(pk=later.pk).text == "Vợ Đặng Thế H. tên Hà."
    undo(decision, None)
    begin_masking()
    assert set(Correction.objects.filter(article=article).values_list("text", "written")) == {
        (note, ""),
        (f"Vợ {NAME} tên Hà.", ""),
    }


def test_an_outdated_address_leads_on_without_the_name(article: Article, client: Client) -> None:
    old = article.get_absolute_url()
    him = entity(NAME)
    forget()
    response = client.get(old)
    assert response.status_code == 301
    assert response.headers["Location"] == f"/article/{article.pk}/khoi-to-dang-the-h/"
    assert client.get(him.get_absolute_url()).status_code == 410
    assert client.get(f"/feeds/entity/{him.pk}.rss").status_code == 404
    assert client.get(f"/api/v1/entities/{him.pk}").status_code == 410


def test_all_texts_are_rewritten_and_other_names_stay_in_their_places(article: Article) -> None:
    forget()
    article = Article.objects.get(pk=article.pk)
    assert article.title == "Khởi tố Đặng Thế H."
    assert article.lead == "Đặng Thế H. bị bắt ở Hà Nội."
    assert article.body == [
        "Ngày 14/6, Công an Hà Nội khởi tố ĐẶNG THẾ H. (tức H. L.). H. và bà Lê Thu Hà nhận tội.",
        "Người quen của anh H. ở Huế từ chối nói.",
    ]
    assert article.captions == [{"text": "Bị can Đặng Thế H.", "credit": "gia đình Đặng Thế H."}]
    assert article.url == ""
    assert [article.text[mention.start : mention.end] for mention in article.mentions.all()] == ["Lê Thu Hà"]
    protected = {article.text[start:end] for start, end in article.protected_spans()}
    assert protected == {"Đặng Thế H.", "Đặng Thế H", "ĐẶNG THẾ H.", "H. L.", "H."}
    assert "Dang The H." in _texts()
    assert fold(NAME) not in fold(_texts())


def test_nothing_is_found_by_the_whole_name(article: Article) -> None:
    query = SearchRequest(query=f'"{NAME}"')
    assert len(article_ids(query, most=9)) == 2
    forget()
    assert article_ids(query, most=9) == []
    assert article_ids(SearchRequest(query=f'"{fold(NAME)}"'), most=9) == []


def test_not_marked_leaves_the_text_and_takes_the_person(article: Article, client: Client) -> None:
    him = entity(NAME)
    forget(ShownAs.UNMARKED)
    page = client.get(article.get_absolute_url()).content.decode()
    assert NAME in page
    assert f"/entity/{him.pk}/" not in page
    assert client.get(him.get_absolute_url()).status_code == 410
    for address in (
        "/entities/person/",
        "/search/values/person/",
        f"/search/?person={him.pk}",
        "/sitemap-entities.xml",
    ):
        assert NAME not in client.get(address).content.decode().replace(f"Khởi tố {NAME}", ""), address
    suggested = client.get(f"/search/suggest/?q={NAME}").json()["suggestions"]
    assert {one["kind"] for one in suggested} == {"article"}
    assert not FormerText.objects.exists()


def test_it_is_undone_to_the_letter(article: Article, client: Client) -> None:
    him, before = entity(NAME), _texts()
    marked = list(article.mentions.order_by("start").values_list("entity", "recognised", "start", "end"))
    decision = forget()
    assert _texts() != before
    undo(decision, None)
    begin_masking()
    work()
    assert _texts() == before
    assert list(article.mentions.order_by("start").values_list("entity", "recognised", "start", "end")) == marked
    assert not FormerText.objects.exists()
    assert not MaskedArticle.objects.exists()
    assert client.get(him.get_absolute_url()).status_code == 200
    assert article.pk in article_ids(SearchRequest(query=f'"{NAME}"'), most=9)


def test_two_are_forgotten_and_one_comes_back(article: Article) -> None:
    first = forget()
    second = decide(Proposal(DecisionKind.FORGET, entity("Lê Thu Hà")), None)
    begin_masking()
    assert "Lê Thu H." in _texts()
    undo(first, None)
    begin_masking()
    article = Article.objects.get(pk=article.pk)
    assert article.title == f"Khởi tố {NAME}"
    assert "bà Lê Thu H. nhận tội" in article.body[0]
    assert named(article) == [NAME, NAME]
    undo(second, None)
    begin_masking()
    assert "bà Lê Thu Hà nhận tội" in Article.objects.get(pk=article.pk).body[0]


def test_an_article_that_an_editor_has_changed_since_stays_as_it_is(article: Article) -> None:
    decision = forget()
    changed = Article.objects.get(pk=article.pk)
    changed.title = "Một vụ khởi tố"
    save_edited(changed)
    undo(decision, None)
    begin_masking()
    article = Article.objects.get(pk=article.pk)
    assert article.title == "Một vụ khởi tố"
    assert article.lead == "Đặng Thế H. bị bắt ở Hà Nội."


def test_an_editor_does_not_bring_the_name_back(article: Article) -> None:
    forget()
    changed = Article.objects.get(pk=article.pk)
    changed.title = f"{NAME} kháng cáo"
    save_edited(changed)
    assert Article.objects.get(pk=article.pk).title == "Đặng Thế H. kháng cáo"


def _prepared(**changes: Any) -> Any:
    body = (f"Hôm nay {NAME} ra tòa.",)
    text = f"Phiên tòa\n{body[0]}"
    found = RecognisedName(text.index(NAME), text.index(NAME) + len(NAME), "person", NAME, NAME)
    return prepared(**({"title": "Phiên tòa", "body": body, "mentions": (found,)} | changes))


def test_a_new_import_is_treated_the_same_and_known_when_it_comes_again(article: Article) -> None:
    forget()
    batch = ImportBatch.objects.create(label="mới")
    url = "https://bao.vn/dang-the-hung-ra-toa"
    counts = store(batch, [_prepared(url=url)])
    assert counts == {Outcome.IMPORTED: 1}
    assert Article.objects.get(title="Phiên tòa").body == ["Hôm nay Đặng Thế H. ra tòa."]
    again = store(ImportBatch.objects.create(label="lại"), [_prepared(url=url)])
    assert again == {Outcome.DUPLICATE: 1}
    newer = _prepared(url=url, body=(f"Hôm nay {NAME} ra tòa lần hai.",))
    assert store(ImportBatch.objects.create(label="sửa"), [newer]) == {Outcome.UPDATED: 1}
    assert Article.objects.get(title="Phiên tòa").body == ["Hôm nay Đặng Thế H. ra tòa lần hai."]
    assert fold(NAME) not in fold(_texts())


def test_what_is_imported_again_is_the_article_that_was_shortened(newsroom: Newsroom) -> None:
    store(ImportBatch.objects.create(label="đầu"), [_prepared()])
    forget()
    assert Article.objects.get().body == ["Hôm nay Đặng Thế H. ra tòa."]
    assert store(ImportBatch.objects.create(label="lại"), [_prepared()]) == {Outcome.DUPLICATE: 1}
    other = store(ImportBatch.objects.create(label="báo khác"), [_prepared(source="Báo khác")])
    assert other == {Outcome.DUPLICATE: 1}


def test_what_is_annotated_again_keeps_its_initials(article: Article) -> None:
    decision = forget()
    forget_versions()
    fresh = Article.objects.get(pk=article.pk)
    mask_articles([fresh.pk])
    assert Article.objects.get(pk=article.pk).text == fresh.text
    undo(decision, None)
    begin_masking()
    assert Article.objects.get(pk=article.pk).title == f"Khởi tố {NAME}"


def test_many_articles_are_left_to_the_worker_and_a_killed_one_goes_on(
    article: Article, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(5):
        newsroom.article(f"Tin {n}", f"Thêm tin {n} về {NAME}.", people=[NAME])
    monkeypatch.setattr(masking_jobs, "AT_ONCE", 2)
    monkeypatch.setattr(masking_jobs, "_CHUNK", 2)
    decide(Proposal(DecisionKind.FORGET, entity(NAME)), None)
    assert not begin_masking()
    done: list[list[int]] = []

    def killed(ids: list[int], **options: Any) -> None:
        if done:
            raise KeyboardInterrupt
        done.append(ids)
        mask_again(ids, **options)

    monkeypatch.setattr(masking_jobs, "mask_again", killed)
    with pytest.raises(KeyboardInterrupt):
        mask_waiting.func()
    assert MaskedArticle.objects.filter(waiting=True).count() == 4
    monkeypatch.setattr(masking_jobs, "mask_again", mask_again)
    work()
    assert not MaskedArticle.objects.filter(waiting=True).exists()
    assert "Thêm tin 4 về Đặng Thế H." in _texts()


def test_a_namesake_whom_editors_split_off_stays(article: Article, newsroom: Newsroom) -> None:
    footballer = newsroom.article("Bóng đá", f"Cầu thủ {NAME} ghi bàn.", people=[NAME])
    split = Proposal(DecisionKind.SPLIT, entity(NAME), name=f"{NAME} (cầu thủ)", articles=(footballer.pk,))
    decide(split, None)
    forget()
    assert Article.objects.get(pk=footballer.pk).body == [f"Cầu thủ {NAME} ghi bàn."]


def test_a_name_that_was_taken_for_another_thing_is_shortened_too(
    article: Article, newsroom: Newsroom, client: Client
) -> None:
    place = newsroom.article("Tin vắn", f"Tại {NAME} có mưa.", places=[NAME])
    longer = newsroom.article("Tin khác", f"Cáo {NAME} khai.", people=[f"Cáo {NAME}"])
    rows = Entity.objects.filter(name__endswith=NAME).exclude(kind="person", name=NAME)
    decide(
        Proposal(DecisionKind.FORGET, Entity.objects.get(kind="person", name=NAME), articles=(place.pk, longer.pk)),
        None,
    )
    begin_masking()
    assert Article.objects.get(pk=place.pk).body == ["Tại Đặng Thế H. có mưa."]
    assert Article.objects.get(pk=longer.pk).body == ["Cáo Đặng Thế H. khai."]
    assert [client.get(row.get_absolute_url()).status_code for row in rows] == [410, 410]


def test_no_merge_is_suggested_and_no_decision_reaches_the_forgotten(article: Article) -> None:
    him, ha = entity(NAME), entity("Lê Thu Hà")
    MergeSuggestion.objects.create(one=ha, other=him, reason=SuggestionReason.SLIP, likely=0.5, usefulness=1)
    assert MergeSuggestion.objects.open().exists()
    forget()
    assert not MergeSuggestion.objects.open().exists()
    for proposal in (
        Proposal(DecisionKind.MERGE, ha, target=him),
        Proposal(DecisionKind.MERGE, him, target=ha),
        Proposal(DecisionKind.ALIAS, ha, name=NAME),
        Proposal(DecisionKind.RENAME, ha, name=NAME),
    ):
        with pytest.raises(ProposalRefused, match="quên"):
            decide(proposal, None)


def test_places_are_not_forgotten(newsroom: Newsroom) -> None:
    newsroom.article("Tin", "Ở Huế.", places=["Huế"])
    with pytest.raises(ProposalRefused):
        foresee(Proposal(DecisionKind.FORGET, entity("Huế")))


@pytest.fixture
def administrator(client: Client, django_user_model: type[User]) -> Client:
    """Return a client with an administrator logged in."""
    user = django_user_model.objects.create_user("quan-tri", is_staff=True)
    user.groups.add(Group.objects.get(name=ADMINISTRATORS))
    client.force_login(user)
    return client


def test_an_administrator_previews_confirms_and_undoes_it(article: Article, administrator: Client) -> None:
    him = entity(NAME)
    page = reverse("admin:articles_entity_decide", args=[him.pk, "forget"])
    form = {"shown_as": "initial", "reason": "Bản án 12/2025"}
    preview = administrator.post(page, form)
    assert preview.context["articles"] == 2
    assert not Decision.objects.exists()
    told = administrator.post(page, form | {"confirmed": "1"}, follow=True).text
    assert "đã được quên" in told
    assert "Bản án 12/2025" in told
    assert fold(NAME) not in fold(_texts())
    decision = Decision.objects.get()
    assert decision.made_by == User.objects.get(username="quan-tri")
    administrator.post(reverse("admin:articles_decision_undo", args=[decision.pk]))
    assert NAME in _texts()
    assert not Entity.objects.get(pk=him.pk).hidden


def test_editors_may_not(article: Article, client: Client, django_user_model: type[User]) -> None:
    decision = forget()
    user = django_user_model.objects.create_user("lan", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)
    for address in (
        reverse("admin:articles_entity_decide", args=[entity(NAME).pk, "forget"]),
        reverse("admin:articles_decision_undo", args=[decision.pk]),
        reverse("admin:articles_article_original", args=[article.pk]),
    ):
        assert client.get(address).status_code == 403, address
    assert "Bản án" not in client.get(reverse("admin:articles_entity_change", args=[entity(NAME).pk])).text
