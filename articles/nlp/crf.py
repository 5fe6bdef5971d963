"""The conditional random field that labels tokens: the one file that runs `underthesea_core`'s."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

MODEL: Final = Path(__file__).parent / "models" / "entities.crf"

_L1, _L2, _ITERATIONS = 0.0, 0.1, 150
_SEEN_AT_LEAST: Final = 2

Features = list[str]


def model_hash() -> str:
    """Return what tells this model from any other."""
    return sha256(MODEL.read_bytes()).hexdigest()[:12]


class Tagger:
    """A trained model, ready to label lines of tokens."""

    def __init__(self, path: Path) -> None:
        from underthesea_core import CRFTagger

        self._crf = CRFTagger()
        self._crf.load(str(path))

    def labels(self, line: Sequence[Features]) -> list[str]:
        """Return the likeliest label of each token of a line, given their features."""
        labels: list[str] = self._crf.tag(line)
        return labels


@cache
def shipped_tagger() -> Tagger:
    """Return the model of the project, read once."""
    return Tagger(MODEL)


def train(lines: list[list[Features]], labels: list[list[str]], path: Path) -> None:
    """Fit a model to labelled lines and write it to `path`; the same lines give the same model."""
    from underthesea_core import CRFTrainer

    trainer = CRFTrainer(l1_penalty=_L1, l2_penalty=_L2, max_iterations=_ITERATIONS, verbose=0)
    trainer.train(_without_rare(lines), labels).save(str(path))


def _without_rare(lines: list[list[Features]]) -> Iterable[list[Features]]:
    seen = Counter(feature for line in lines for token in line for feature in token)
    return [[[f for f in token if seen[f] >= _SEEN_AT_LEAST] for token in line] for line in lines]
