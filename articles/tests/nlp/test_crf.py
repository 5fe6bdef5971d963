from pathlib import Path

import pytest

from articles.nlp.crf import read_weights
from training.fitting import fitted_model


def test_a_model_is_read_as_it_was_written(tmp_path: Path) -> None:
    lines, labels = [[["w=Hà"], ["w=Nội", "đ"]], [["w=đi"]]], [["B-place", "I-place"], ["O"]]
    fitted_model(lines, labels, tmp_path / "model.crf")
    weights = read_weights(tmp_path / "model.crf")
    assert sorted(weights.labels) == ["B-place", "I-place", "O"]
    inside = weights.labels.index("I-place")
    assert max(range(3), key=lambda label: weights.attributes["w=Nội"][label]) == inside
    assert max(range(3), key=lambda label: weights.transitions[weights.labels.index("B-place")][label]) == inside


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"UTCF....")
    with pytest.raises(ValueError, match="no model of CRFsuite"):
        read_weights(tmp_path / "other")
