"""Corrections that name somebody forgotten: which names are shortened, and which corrections are written anew."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.importing.storing.correction_masking import mask_corrections
from articles.models import Article, Correction, Decision, DecisionKind, Entity, MaskedArticle, ShownAs

pytestmark = pytest.mark.django_db

HUNG = "Đặng Thế Hùng"
LAN = "Lê Thị Lan"


def _forget(name: str) -> Decision:
    person = Entity.objects.create(kind="person", name=name)
    return Decision.objects.create(kind=DecisionKind.FORGET, entity=person, text=ShownAs.INITIAL)


def _article(title: str = "Phiên tòa ở Huế") -> Article:
    return Article.objects.create(title=title, body=["Tòa mở."], content_hash=title)


def _note(text: str, article: Article, written: str = "") -> Correction:
    return Correction.objects.create(article=article, text=text, written=written)


def _texts(note: Correction) -> tuple[str, str]:
    note.refresh_from_db()
    return note.text, note.written


def test_two_forgotten_names_in_one_note_are_both_shortened() -> None:
    _forget(HUNG)
    _forget(LAN)
    written = f"{HUNG} và {LAN} ở Huế."
    note = _note(written, _article())
    mask_corrections()
    assert _texts(note) == ("Đặng Thế H. và Lê Thị L. ở Huế.", written)


def test_a_name_that_two_decisions_shorten_is_shortened_once() -> None:
    _forget(HUNG)
    _forget(f"Lê {HUNG}")
    note = _note(f"Ông {HUNG} ở Huế.", _article())
    mask_corrections()
    assert _texts(note)[0] == "Ông Đặng Thế H. ở Huế."


def test_a_second_forgotten_name_is_shortened_in_the_note_as_it_was_written() -> None:
    _forget(HUNG)
    written = f"{HUNG} và {LAN} ở Huế."
    note = _note(written, _article())
    mask_corrections()
    _forget(LAN)
    mask_corrections()
    assert _texts(note) == ("Đặng Thế H. và Lê Thị L. ở Huế.", written)


def test_a_given_name_alone_is_shortened_only_where_the_article_has_the_name() -> None:
    decision = _forget(HUNG)
    of_him, other = _article("Khởi tố ở Huế"), _article("Mưa ở Huế")
    MaskedArticle.objects.create(decision=decision, article=of_him)
    notes = [_note("Ông Hùng ở Huế, không phải ở Vinh.", article) for article in (of_him, other)]
    mask_corrections()
    assert [_texts(note)[0] for note in notes] == [
        "Ông H. ở Huế, không phải ở Vinh.",
        "Ông Hùng ở Huế, không phải ở Vinh.",
    ]


def test_a_given_name_beside_the_whole_one_is_shortened_in_any_article() -> None:
    _forget(HUNG)
    note = _note(f"{HUNG} ở Huế. Ông Hùng nói vậy.", _article())
    mask_corrections()
    assert _texts(note)[0] == "Đặng Thế H. ở Huế. Ông H. nói vậy."


def test_what_was_written_is_not_kept_beside_a_note_that_says_the_same() -> None:
    note = _note("Tòa mở ở Huế.", _article(), written="Tòa mở ở Huế.")
    mask_corrections()
    assert _texts(note) == ("Tòa mở ở Huế.", "")


@pytest.mark.parametrize("text", [f"{HUNG} ở Huế.", "Tòa mở ở Huế."])
def test_a_note_that_is_as_it_must_be_is_not_written_again(text: str) -> None:
    _forget(HUNG)
    note = _note(text, _article())
    mask_corrections()
    shown = _texts(note)
    with CaptureQueriesContext(connection) as queries:
        mask_corrections()
    assert not [query for query in queries if query["sql"].startswith("UPDATE")]
    assert _texts(note) == shown


def test_of_the_notes_that_are_named_no_other_is_shortened() -> None:
    _forget(HUNG)
    article = _article()
    notes = [_note(f"{HUNG} ở Huế.", article), _note(f"{HUNG} ở Vinh.", article)]
    mask_corrections([notes[0].pk])
    assert [_texts(note)[0] for note in notes] == ["Đặng Thế H. ở Huế.", f"{HUNG} ở Vinh."]
