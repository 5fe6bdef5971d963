import unicodedata
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from articles.nlp import rule_words
from articles.nlp.annotation import _RULES, VERSION, Annotation, RecognisedName, annotate
from articles.nlp.names import recogniser
from articles.nlp.offices import office_words
from articles.text.phrase_lists import digest

_ARTICLE = """Thứ trưởng Hà Kim Ngọc tiếp Thứ trưởng Ngoại giao Mỹ Wendy Sherman
Ngày 14/6, tại Hà Nội, Thứ trưởng Bộ Ngoại giao Hà Kim Ngọc đã tiếp bà Wendy Sherman, Thứ trưởng Ngoại giao Hoa Kỳ.
Ông Ngọc cho biết Việt Nam coi trọng quan hệ với Hoa Kỳ. Bà Sherman sẽ đến TP.HCM."""


def _names(text: str) -> set[tuple[str, str]]:
    return {(mention.kind, mention.name) for mention in annotate(text).mentions}


def test_it_works() -> None:
    assert {
        ("person", "Hà Kim Ngọc"),
        ("person", "Wendy Sherman"),
        ("place", "Hà Nội"),
        ("place", "Mỹ"),
        ("place", "Thành phố Hồ Chí Minh"),
    } <= _names(_ARTICLE)


def test_short_names_are_the_full_names_given_before() -> None:
    names = {mention.text: mention.name for mention in annotate(_ARTICLE).mentions}
    assert (names["Ngọc"], names["Sherman"], names["Hoa Kỳ"]) == ("Hà Kim Ngọc", "Wendy Sherman", "Mỹ")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_mentions_stand_where_they_say_in_any_form_of_unicode(form: str) -> None:
    text = unicodedata.normalize(form, _ARTICLE)  # type: ignore[arg-type]
    mentions = annotate(text).mentions
    assert mentions
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert [m.name for m in mentions] == [m.name for m in annotate(_ARTICLE).mentions]


def test_mentions_are_in_order_and_apart() -> None:
    mentions = annotate(_ARTICLE).mentions
    assert all(before.end <= after.start for before, after in pairwise(mentions))


@pytest.mark.parametrize("text", ["", "\n\n", "   "])
def test_nothing_is_found_in_nothing(text: str) -> None:
    assert annotate(text) == Annotation((), ())


def test_a_mention_is_a_value() -> None:
    assert RecognisedName(0, 3, "place", "Huế", "Huế") == RecognisedName(0, 3, "place", "Huế", "Huế")


def test_the_version_names_the_segmenter_and_the_model() -> None:
    assert VERSION.startswith("underthesea ")
    assert "entities" in VERSION


def test_the_version_changes_with_what_a_list_says_but_not_with_its_comments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    provinces = tmp_path / "provinces.txt"
    monkeypatch.setattr(recogniser, "GAZETTEERS", tmp_path)
    provinces.write_text("# Tỉnh.\nGia Lai, Kon Tum\n", "utf-8")
    before = recogniser.model_hash()
    provinces.write_text("# Các tỉnh.\n\nGia Lai, Kon Tum\n", "utf-8")
    assert recogniser.model_hash() == before
    provinces.write_text("# Tỉnh.\nGia Lai, Bình Định\n", "utf-8")
    assert recogniser.model_hash() != before


def test_the_version_of_the_rules_goes_with_their_words() -> None:
    """Where this fails, a list has changed: raise `_RULES` if that changes what names are found, and put both here."""
    folders = (rule_words.FOLDER, office_words.FOLDER)
    lists = b"".join(digest(path) for folder in folders for path in sorted(folder.glob("*.txt")))
    assert (_RULES, sha256(lists).hexdigest()[:12]) == (24, "637408f4f618")
