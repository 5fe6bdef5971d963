"""Sources of an archive: merged, renamed, split, hidden and undone; and an older archive made one."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from articles.groups import EDITORS
from articles.models import Article, Entity, EntityKind, Source, SourceDecision, SourceDecisionKind
from articles.models.index_outbox import drain_outbox
from articles.search import SearchRequest, search
from articles.sources.credit_rows import counted_sources, source_named, write_credits
from articles.sources.source_decisions import SourceProposal, decide_source, undo_source
from articles.sources.source_resolving import resolve_sources
from articles.tests.making import Newsroom


def _shown() -> dict[str, int]:
    return {source.name: count for source, count in counted_sources().items()}


def _found(query: str) -> int:
    return search(SearchRequest(query)).total


@pytest.fixture
def old(newsroom: Newsroom) -> Newsroom:
    """An archive as imports before this version left it: sources without keys, as bylines write them."""
    for number in range(3):
        newsroom.article(f"Lũ lên {number}", source="Vnexpress.net", authors=["NGUYỄN KHÁNH"])
    newsroom.article("Lũ rút", source="VNE", authors=["Nguyễn Khánh", "PV"])
    newsroom.article("Bão vào", source="VOV.VN Theo Reuters", authors=["Duy AnTheo Metro"])
    newsroom.article("Nắng lên", source="SN 1984")
    newsroom.article("Mưa rơi", source="Báo Mẫu")
    Source.objects.update(key="")
    return newsroom


def test_an_older_archive_has_each_paper_once(old: Newsroom) -> None:
    resolve_sources()
    assert _shown() == {"VnExpress": 4, "Báo Mẫu": 1}
    storm = Article.objects.get(title="Bão vào")
    assert (str(storm.publisher), storm.authors) == ("VOV", ["Duy An"])
    assert [str(source) for source in storm.credited_sources()] == ["Reuters", "Metro"]
    assert Article.objects.get(title="Nắng lên").publisher is None
    assert Article.objects.get(title="Lũ rút").authors == ["Nguyễn Khánh"]


def test_done_again_it_changes_nothing_and_makes_nothing_that_an_editor_undid(old: Newsroom) -> None:
    resolve_sources()
    again = resolve_sources()
    assert (again.merged, again.hidden, again.articles) == (0, 0, 0)
    undo_source(SourceDecision.objects.get(source__name="VNE"), None)
    resolve_sources()
    assert str(Article.objects.get(title="Lũ rút").publisher) == "VNE"


def test_a_merged_source_is_found_by_all_its_names_and_its_addresses_lead_to_the_whole(
    old: Newsroom, client: Client
) -> None:
    resolve_sources()
    drain_outbox()
    whole, name = Source.objects.get(name="VnExpress"), Source.objects.get(name="VNE")
    assert client.get(reverse("source", args=[name.slug])).headers["Location"] == whole.get_absolute_url()
    page = client.get(whole.get_absolute_url())
    assert page.context["total"] == 4
    assert (_found("nguồn:VNE"), _found("nguồn:Reuters")) == (4, 1)
    assert "Lũ rút" in client.get(reverse("feed-source", args=[name.slug, "rss"])).text
    assert client.get(reverse("source", args=["sn-1984"])).status_code == 404


def test_a_source_page_has_what_it_printed_and_what_credits_it(newsroom: Newsroom, client: Client) -> None:
    printed = newsroom.article("Tin của hãng", source="Reuters")
    cited = newsroom.article("Tin dẫn hãng", source="Báo Mẫu", credited=["Reuters"])
    write_credits([printed.pk, cited.pk])
    page = client.get(reverse("source", args=["reuters"])).text
    assert "Tin của hãng" in page
    assert "Tin dẫn hãng" in page
    assert "Reuters" in client.get(cited.get_absolute_url()).text


def test_a_source_that_is_only_credited_is_listed_once_articles_enough_name_it(newsroom: Newsroom) -> None:
    for number in range(3):
        article = newsroom.article(f"Tin {number}", source="Báo Mẫu", credited=["Trang Lạ"])
        write_credits([article.pk])
        assert ("Trang Lạ" in _shown()) is (number == 2)


def test_a_rename_keeps_the_name_that_imports_find_it_by(newsroom: Newsroom) -> None:
    newsroom.article("Tin", source="Báo Mẫu")
    source = Source.objects.get()
    decision = decide_source(SourceProposal(SourceDecisionKind.RENAME, source, name="Nhật báo Mẫu"), None)
    assert str(Article.objects.get().publisher) == "Nhật báo Mẫu"
    assert source_named("Báo Mẫu") == source
    undo_source(decision, None)
    assert str(Article.objects.get().publisher) == "Báo Mẫu"


def test_of_two_renames_the_one_that_is_not_undone_holds(newsroom: Newsroom) -> None:
    newsroom.article("Tin", source="Báo Mẫu")
    source = Source.objects.get()
    first, _ = (
        decide_source(SourceProposal(SourceDecisionKind.RENAME, source, name=name), None)
        for name in ("Nhật báo Mẫu", "Tuần báo Mẫu")
    )
    undo_source(first, None)
    assert str(Article.objects.get().publisher) == "Tuần báo Mẫu"
    undo_source(SourceDecision.objects.in_force().get(), None)
    assert str(Article.objects.get().publisher) == "Báo Mẫu"


def test_a_source_that_two_decisions_hide_is_shown_once_both_are_undone(newsroom: Newsroom) -> None:
    newsroom.article("Tin", source="Báo Mẫu")
    source = Source.objects.get()
    first, second = (decide_source(SourceProposal(SourceDecisionKind.HIDE, source), None) for _ in range(2))
    undo_source(first, None)
    assert _shown() == {}
    undo_source(second, None)
    assert _shown() == {"Báo Mẫu": 1}


def test_a_split_gives_articles_to_another_and_its_undo_gives_them_back(newsroom: Newsroom) -> None:
    kept = newsroom.article("Tin một", source="Báo Mẫu")
    moved = newsroom.article("Tin hai", source="Báo Mẫu")
    proposal = SourceProposal(
        SourceDecisionKind.SPLIT, Source.objects.get(), name="Báo Mẫu (tuần)", articles=(moved.pk,)
    )
    decision = decide_source(proposal, None)
    assert _shown() == {"Báo Mẫu": 1, "Báo Mẫu (tuần)": 1}
    undo_source(decision, None)
    assert {article.source_id for article in Article.objects.filter(pk__in=[kept.pk, moved.pk])} == {kept.source_id}


@pytest.fixture
def editor(client: Client, django_user_model: type[User]) -> Client:
    user = django_user_model.objects.create_user("lan", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)
    return client


def test_an_editor_foresees_makes_and_undoes_a_merge(newsroom: Newsroom, editor: Client) -> None:
    newsroom.article("Tin một", source="Báo Mẫu")
    newsroom.article("Tin hai", source="Bao Mau Online")
    one, other = Source.objects.get(name="Bao Mau Online"), Source.objects.get(name="Báo Mẫu")
    address = reverse("admin:articles_source_decide", args=[one.pk, "merge"])
    assert editor.post(address, {"target": other.pk}).context["articles"] == 1
    page = editor.post(address, {"target": other.pk, "confirmed": "1"}, follow=True).text
    assert "là một tên của “Báo Mẫu”" in page
    assert _shown() == {"Báo Mẫu": 2}
    undo = reverse("admin:articles_source_undo", args=[SourceDecision.objects.get().pk])
    assert editor.get(undo).context["articles"] == 1
    editor.post(undo)
    assert _shown() == {"Báo Mẫu": 1, "Bao Mau Online": 1}


@pytest.mark.parametrize("kind", SourceDecisionKind.values)
def test_every_decision_has_its_page(newsroom: Newsroom, editor: Client, kind: str) -> None:
    newsroom.article("Tin một", source="Báo Mẫu")
    page = editor.get(reverse("admin:articles_source_decide", args=[Source.objects.get().pk, kind]))
    assert page.status_code == 200
    assert "Báo Mẫu" in page.text


def test_the_browse_page_has_the_largest_sources_first_with_counts(newsroom: Newsroom, client: Client) -> None:
    for number in range(21):
        newsroom.article(f"Tin {number}", source=f"Báo Mẫu {number:02}")
    newsroom.article("Tin nữa", source="Báo Mẫu 20")
    context = client.get(reverse("browse")).context
    assert context["largest_sources"][0] == (Source.objects.get(name="Báo Mẫu 20"), 2)
    assert [str(source) for source, _ in context["other_sources"]] == ["Báo Mẫu 19"]


def test_a_paper_is_marked_in_articles_but_not_listed_among_organisations(newsroom: Newsroom) -> None:
    newsroom.article("Tin", "Theo Tuổi Trẻ Online, Bộ Y tế họp", organizations=["Tuổi Trẻ Online", "Bộ Y tế"])
    listed = Entity.objects.listed().filter(kind=EntityKind.ORGANIZATION)
    assert [entity.name for entity in listed] == ["Bộ Y tế"]
    assert Article.objects.get().mentions.shown().count() == 2
