"""The picture of the architecture shows what the code imports."""

from tools.draw_architecture import BOXES, PICTURE, box_of, picture, without_implied


def test_the_picture_in_the_docs_is_drawn_from_the_code() -> None:
    assert PICTURE.read_text() == picture(), "draw it again: python -m tools.draw_architecture"


def test_a_module_is_in_the_box_of_its_package() -> None:
    assert box_of("articles.search.query.language.tree") == "search"
    assert box_of("articles.search_indexes") == "search"
    assert box_of("articles.views.front") == box_of("articles.feeds") == next(iter(BOXES))
    assert box_of("haystack_engines.tantivy") == "haystack_engines"
    assert box_of("django.db") is None


def test_an_arrow_that_follows_from_others_is_left_out() -> None:
    assert without_implied({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == {"a": {"b"}, "b": {"c"}, "c": set()}
