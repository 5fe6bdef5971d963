from articles.nlp.names.found_names import spans_of
from articles.nlp.names.tokens import lines_of_tokens
from training.gold import labels_of


def test_names_go_to_labels_and_back() -> None:
    (tokens,) = lines_of_tokens("Bà Lê Hà đến Hà Nội Huế")
    names = {3: (8, "person"), 13: (19, "place"), 20: (23, "place")}
    labels = labels_of(tokens, names)
    assert labels == ["O", "B-person", "I-person", "O", "B-place", "I-place", "B-place"]
    assert list(spans_of(labels)) == [(1, 3, "person"), (4, 6, "place"), (6, 7, "place")]


def test_a_label_inside_another_kind_begins_a_name() -> None:
    spans = list(spans_of(["B-person", "I-place", "O", "I-place"]))
    assert spans == [(0, 1, "person"), (1, 2, "place"), (3, 4, "place")]
