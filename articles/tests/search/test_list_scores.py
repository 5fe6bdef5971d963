"""How the bench scores a whole list."""

import pytest

from bench.relevance import GradedList

GRADES = {"a": 2, "b": 1, "c": 0}


@pytest.mark.parametrize(
    ("found", "score"),
    [
        ({"a", "b"}, 1.0),
        ({"a", "b", "không chấm"}, 1.0),  # what has no grade does not count
        ({"a"}, 2 / 3),
        ({"a", "c"}, 0.5),
        (set(), 0.0),
    ],
)
def test_a_list_is_scored_by_its_grades(found: set[str], score: float) -> None:
    assert GradedList("lũ", "topic", GRADES).f1(found) == pytest.approx(score)


def test_in_complete_grades_what_has_none_does_not_belong() -> None:
    assert GradedList("lũ", "name", GRADES, complete=True).f1({"a", "b", "khác"}) == pytest.approx(0.8)


def test_a_graded_article_may_stand_for_many() -> None:
    assert GradedList("lũ", "topic", GRADES, weights={"c": 6}).f1({"a", "b", "c"}) == pytest.approx(0.4)
