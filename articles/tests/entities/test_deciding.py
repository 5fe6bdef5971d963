"""Decisions hold for what is there, for what comes, and after the archive is annotated again; until they are undone."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import User

from articles.entities.deciding import Proposal, ProposalRefused, decide, foresee, undo
from articles.models import Article, Decision, DecisionKind, Entity, EntityKind
from articles.tests.entities.conftest import Annotate, entity, named
from articles.tests.making import Newsroom


@dataclass(frozen=True)
class Cast:
    """Two articles about a man whose name is written in two ways."""

    right: Article
    wrong: Article
    annotate_again: Callable[[], None]


@pytest.fixture
def cast(newsroom: Newsroom, annotate: Annotate) -> Cast:
    right = newsroom.article("Josep Borrell nói gì", "Ông Borrell và ông Hùng.")
    wrong = newsroom.article("Josep Borell tới Hà Nội", "Ông Borell và ông Hùng.")

    def annotate_again() -> None:
        annotate(
            right, ("Josep Borrell", "Josep Borrell"), ("Ông Borrell", "Josep Borrell"), ("ông Hùng", "Trần Văn Hùng")
        )
        annotate(wrong, ("Josep Borell", "Josep Borell"), ("Ông Borell", "Josep Borell"), ("ông Hùng", "Trần Văn Hùng"))

    annotate_again()
    return Cast(right, wrong, annotate_again)


def merge(name: str, into: str) -> Decision:
    return decide(Proposal(DecisionKind.MERGE, entity(name), target=entity(into)), None)


def test_a_merge_holds_for_mentions_there_and_to_come(cast: Cast) -> None:
    merge("Josep Borell", "Josep Borrell")
    assert named(cast.wrong) == ["Josep Borrell", "Josep Borrell", "Trần Văn Hùng"]
    cast.annotate_again()
    assert named(cast.wrong) == ["Josep Borrell", "Josep Borrell", "Trần Văn Hùng"]


def test_articles_are_counted_anew(cast: Cast) -> None:
    decision = merge("Josep Borell", "Josep Borrell")
    assert (entity("Josep Borrell").article_count, entity("Josep Borell").article_count) == (2, 0)
    undo(decision, None)
    assert (entity("Josep Borrell").article_count, entity("Josep Borell").article_count) == (1, 1)


def test_an_undone_merge_is_as_if_it_never_was(cast: Cast) -> None:
    undo(merge("Josep Borell", "Josep Borrell"), None)
    assert named(cast.wrong)[0] == "Josep Borell"
    cast.annotate_again()
    assert named(cast.wrong)[0] == "Josep Borell"


def test_merges_follow_each_other_and_are_undone_one_by_one(cast: Cast) -> None:
    merge("Josep Borell", "Josep Borrell")
    second = merge("Josep Borrell", "Trần Văn Hùng")
    assert set(named(cast.wrong)) == {"Trần Văn Hùng"}
    undo(second, None)
    assert named(cast.wrong) == ["Josep Borrell", "Josep Borrell", "Trần Văn Hùng"]


def test_merging_with_what_was_merged_leads_to_where_it_is_now(cast: Cast) -> None:
    merge("Josep Borell", "Josep Borrell")
    merge("Trần Văn Hùng", "Josep Borell")
    assert set(named(cast.right)) == {"Josep Borrell"}


def test_a_circle_of_merges_is_refused(cast: Cast) -> None:
    merge("Josep Borell", "Josep Borrell")
    with pytest.raises(ProposalRefused):
        merge("Josep Borrell", "Josep Borell")


def test_a_name_that_was_merged_is_decided_about_no_more(cast: Cast) -> None:
    merge("Josep Borell", "Josep Borrell")
    with pytest.raises(ProposalRefused, match="Josep Borrell"):
        decide(Proposal(DecisionKind.HIDE, entity("Josep Borell")), None)


def test_a_split_gives_chosen_articles_to_another_for_good(cast: Cast) -> None:
    split = Proposal(
        DecisionKind.SPLIT, entity("Trần Văn Hùng"), name="Trần Văn Hùng (cầu thủ)", articles=(cast.wrong.pk,)
    )
    decision = decide(split, None)
    cast.annotate_again()
    assert (named(cast.right)[-1], named(cast.wrong)[-1]) == ("Trần Văn Hùng", "Trần Văn Hùng (cầu thủ)")
    undo(decision, None)
    assert named(cast.wrong)[-1] == "Trần Văn Hùng"


def test_a_split_by_form_holds_for_all_articles(cast: Cast, newsroom: Newsroom, annotate: Annotate) -> None:
    split = Proposal(DecisionKind.SPLIT, entity("Josep Borell"), name="Trung tướng Borell", form="ông Borell")
    decision = decide(split, None)
    assert named(cast.wrong)[:2] == ["Josep Borell", "Trung tướng Borell"]
    later = newsroom.article("Ông Borell họp")
    annotate(later, ("Ông Borell", "Josep Borell"))
    assert named(later) == ["Trung tướng Borell"]
    undo(decision, None)
    assert named(later) == ["Josep Borell"]


def test_a_split_needs_another_name(cast: Cast) -> None:
    split = Proposal(DecisionKind.SPLIT, entity("Josep Borell"), name="Josep Borell", articles=(cast.wrong.pk,))
    with pytest.raises(ProposalRefused):
        decide(split, None)


def test_a_new_name_is_what_the_recogniser_may_find_later(cast: Cast, newsroom: Newsroom, annotate: Annotate) -> None:
    decide(Proposal(DecisionKind.RENAME, entity("Trần Văn Hùng"), name="Trần Văn Hưng"), None)
    later = newsroom.article("Trần Văn Hưng và Trần Văn Hùng")
    annotate(later, ("Trần Văn Hưng", "Trần Văn Hưng"), ("Trần Văn Hùng", "Trần Văn Hùng"))
    assert named(later) == ["Trần Văn Hưng", "Trần Văn Hưng"]
    assert len({mention.entity_id for mention in later.mentions.all()}) == 1


def test_renamed_twice_each_name_can_be_taken_back(cast: Cast) -> None:
    man = entity("Trần Văn Hùng")
    first = decide(Proposal(DecisionKind.RENAME, man, name="Trần Hùng"), None)
    second = decide(Proposal(DecisionKind.RENAME, man, name="Trần V. Hùng"), None)
    undo(first, None)
    assert named(cast.right)[-1] == "Trần V. Hùng"
    undo(second, None)
    assert named(cast.right)[-1] == "Trần Văn Hùng"
    assert entity("Trần Văn Hùng").folded_name == "tran van hung"


def test_a_name_that_another_has_is_refused(cast: Cast) -> None:
    with pytest.raises(ProposalRefused, match="Josep Borrell"):
        decide(Proposal(DecisionKind.RENAME, entity("Josep Borell"), name="Josep Borrell"), None)


def test_another_kind_holds_when_annotated_again(cast: Cast) -> None:
    man = entity("Josep Borell")
    decision = decide(Proposal(DecisionKind.RETYPE, man, to_kind=EntityKind.ORGANIZATION), None)
    cast.annotate_again()
    assert [mention.entity.kind for mention in cast.wrong.mentions.all()[:2]] == ["organization", "organization"]
    undo(decision, None)
    man.refresh_from_db()
    assert (man.kind, man.article_count) == ("person", 1)


def test_a_name_that_is_usual_for_its_new_kind_is_listed_at_once(cast: Cast, annotate: Annotate) -> None:
    annotate(cast.wrong, ("Hà Nội", "Huế"))
    place = entity("Huế")
    assert place not in Entity.objects.listed()
    decision = decide(Proposal(DecisionKind.RETYPE, place, to_kind=EntityKind.PLACE), None)
    assert place in Entity.objects.listed()
    undo(decision, None)
    assert place not in Entity.objects.listed()


def test_a_hidden_one_is_shown_nowhere_until_undone(cast: Cast) -> None:
    decision = decide(Proposal(DecisionKind.HIDE, entity("Trần Văn Hùng")), None)
    cast.annotate_again()
    assert named(cast.right) == ["Josep Borrell", "Josep Borrell"]
    undo(decision, None)
    assert named(cast.right)[-1] == "Trần Văn Hùng"


def test_a_further_name_takes_its_articles_along(cast: Cast) -> None:
    decision = decide(Proposal(DecisionKind.ALIAS, entity("Josep Borrell"), name="Josep Borell"), None)
    assert named(cast.wrong)[0] == "Josep Borrell"
    undo(decision, None)
    assert named(cast.wrong)[0] == "Josep Borell"


def test_a_further_name_may_be_one_that_no_article_has_yet(cast: Cast, newsroom: Newsroom, annotate: Annotate) -> None:
    decide(Proposal(DecisionKind.ALIAS, entity("Josep Borrell"), name="Pepe Borrell"), None)
    later = newsroom.article("Pepe Borrell họp")
    annotate(later, ("Pepe Borrell", "Pepe Borrell"))
    assert named(later) == ["Josep Borrell"]


@pytest.mark.parametrize("kind", [DecisionKind.MERGE, DecisionKind.DISTINCT])
def test_nobody_is_another_than_oneself(cast: Cast, kind: DecisionKind) -> None:
    with pytest.raises(ProposalRefused):
        decide(Proposal(kind, entity("Josep Borell"), target=entity("Josep Borell")), None)


def test_what_is_foreseen_is_not_done(cast: Cast) -> None:
    proposal = Proposal(DecisionKind.MERGE, entity("Josep Borell"), target=entity("Josep Borrell"))
    assert foresee(proposal) == 1
    assert named(cast.wrong)[0] == "Josep Borell"
    assert not Decision.objects.exists()


def test_who_decided_and_who_undid_is_kept(cast: Cast, django_user_model: type[User]) -> None:
    lan, an = (django_user_model.objects.create_user(name) for name in ("lan", "an"))
    decision = decide(Proposal(DecisionKind.HIDE, entity("Josep Borell")), lan)
    undo(decision, an)
    decision.refresh_from_db()
    assert (decision.made_by, decision.undone_by) == (lan, an)
    with pytest.raises(ProposalRefused):
        undo(decision, an)


def test_counts_follow_withdrawn_and_deleted_articles(
    cast: Cast, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        cast.right.withdrawn = True
        cast.right.save()
    assert entity("Trần Văn Hùng").article_count == 1
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        cast.wrong.delete()
    assert Entity.objects.listed().count() == 0
