"""Conditional random fields over lines of tokens: trained by python-crfsuite, run by underthesea_core.

Both read CRFsuite's model format. underthesea_core comes with the segmenter, so running needs nothing more;
python-crfsuite is for training alone, where its L1 penalty makes a model a fifth as large.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

Features = list[str]
Labels = list[str]

_PARAMETERS: Final = {"c1": 0.05, "c2": 0.05, "max_iterations": 150}
_SEEN_AT_LEAST: Final = 2


class Tagger:
    """A trained model, ready to label lines of tokens."""

    def __init__(self, path: Path) -> None:
        """Read the model at `path`; raises FileNotFoundError where there is none."""
        from underthesea_core import CRFTagger

        if not path.is_file():
            raise FileNotFoundError(path)
        self._crf: Any = CRFTagger()
        self._crf.load(str(path))

    def labels(self, line: Sequence[Features]) -> Labels:
        """Return the likeliest label of each token of a line, given their features."""
        labels: Labels = self._crf.tag(line)
        return labels


def train(lines: Sequence[Sequence[Features]], labels: Sequence[Labels], path: Path) -> Tagger:
    """Fit a model to labelled lines, write it to `path` and return it; the same lines give the same model."""
    from pycrfsuite import Trainer

    trainer: Any = Trainer(verbose=False)
    trainer.set_params(_PARAMETERS)
    seen = Counter(feature for line in lines for token in line for feature in token)
    for line, line_labels in zip(lines, labels, strict=True):
        trainer.append([[f for f in token if seen[f] >= _SEEN_AT_LEAST] for token in line], line_labels)
    trainer.train(str(path))
    return Tagger(path)
