"""Entities that may be one are found by their names and rated by their co-mentions; distinct ones are left out."""

import pytest

from articles.entities.deciding import Proposal, decide
from articles.entities.suggesting.co_mentions import CoMentions
from articles.entities.suggesting.merge_suggestions import suggest_merges
from articles.entities.suggesting.name_pairs import Name, name_pairs
from articles.models import DecisionKind, Entity, MergeSuggestion, SuggestionReason
from articles.tests.making import Newsroom


def reasons(*names: str, kind: str = "person") -> list[SuggestionReason]:
    return [pair.reason for pair in name_pairs(Name(n, kind, name, 10) for n, name in enumerate(names))]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Sơn Tùng MTP", "Sơn Tùng M-TP", SuggestionReason.SPELLING),
        ("Nguyen Van Hung", "Nguyễn Văn Hùng", SuggestionReason.MARKS),
        ("Josep Borell", "Josep Borrell", SuggestionReason.SLIP),
        ("Avdiivka", "Avdiyivka", SuggestionReason.SLIP),
        ("J. Biden", "Joe Biden", SuggestionReason.INITIALS),
        ("Richard R. Clifton", "Richard Clifton", SuggestionReason.INITIALS),
        ("Jolie Phương Trinh", "Phương Trinh Jolie", SuggestionReason.SPELLING),
        ("Biden", "Joe Biden", SuggestionReason.PART),
    ],
)
def test_names_that_may_be_one_are_paired(one: str, other: str, reason: SuggestionReason) -> None:
    assert reasons(one, other) == [reason]


def test_an_organisation_is_paired_with_its_first_letters() -> None:
    assert reasons("Liên đoàn Bóng đá Châu Á", "LĐBĐCA", kind="organization") == [SuggestionReason.INITIALS]


def test_an_organisation_is_paired_with_the_short_form_that_its_name_gives() -> None:
    names = ("Tổng công ty Cảng hàng không Việt Nam - ACV", "ACV")
    assert reasons(*names, kind="organization") == [SuggestionReason.INITIALS]


def test_one_name_of_two_kinds_is_paired() -> None:
    found = name_pairs([Name(1, "place", "Nhà Trắng", 2), Name(2, "organization", "Nhà Trắng", 9)])
    assert [(pair.one.entity, pair.other.entity, pair.reason) for pair in found] == [(1, 2, SuggestionReason.KIND)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Trần Văn Hoàng", "Trần Văn Hoàn"),
        ("Iraq", "Iran"),
        ("Borell", "Biden"),
        ("Quận 1", "Quận 10"),
        ("Nguyễn Khánh", "Khánh Nguyễn"),
    ],
)
def test_other_names_are_not(one: str, other: str) -> None:
    assert reasons(one, other) == []


def test_the_one_with_fewer_articles_would_be_merged_into_the_other() -> None:
    found = name_pairs([Name(1, "person", "Borrell", 50), Name(2, "person", "Borell", 3)])
    assert [(pair.one.entity, pair.other.entity) for pair in found] == [(2, 1)]


def test_many_of_one_key_are_not_compared_all_with_all() -> None:
    assert len(name_pairs(Name(n, "person", "Nguyễn Văn A", n) for n in range(1000))) < 100


def test_company_is_alike_where_the_same_ones_are_named_beside() -> None:
    co_mentions = CoMentions([(1, 10), (1, 20), (2, 11), (2, 20), (3, 12), (3, 30), (4, 40), (5, 50)])
    assert co_mentions.similarity(10, 11) == pytest.approx(1)
    assert co_mentions.similarity(10, 12) == 0
    assert co_mentions.similarity(10, 999) == 0


def test_no_company_at_all_is_no_error() -> None:
    assert CoMentions([]).similarity(1, 2) == 0


@pytest.fixture
def slip(newsroom: Newsroom) -> MergeSuggestion:
    for n, name in enumerate(["Josep Borrell", "Josep Borrell", "Josep Borell"]):
        newsroom.article(f"{name} ở Gaza {n}", people=[name], places=["Gaza"])
    suggest_merges.func()
    return MergeSuggestion.objects.open().get()


def test_a_slip_is_suggested_to_be_merged(slip: MergeSuggestion) -> None:
    assert (slip.one.name, slip.other.name, slip.reason) == ("Josep Borell", "Josep Borrell", "slip")
    assert slip.usefulness == pytest.approx(slip.likely)


@pytest.mark.parametrize("again", [False, True])
def test_what_was_told_apart_is_not_suggested(slip: MergeSuggestion, again: bool) -> None:
    decide(Proposal(DecisionKind.DISTINCT, slip.other, target=slip.one), None)
    if again:
        suggest_merges.func()
    assert not MergeSuggestion.objects.open().exists()


def test_what_was_merged_is_not_suggested(slip: MergeSuggestion) -> None:
    decide(Proposal(DecisionKind.MERGE, slip.one, target=slip.other), None)
    assert not MergeSuggestion.objects.open().exists()
    assert Entity.objects.listed().filter(kind="person").count() == 1
