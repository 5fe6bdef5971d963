"""What the rest of an article says about a name, by the labels of a first reading.

A name is clearest where it is introduced ("Trung tá Lý Văn Nin"); elsewhere ("bắt quả tang Nin") it should be read in
the same way. The second pass over the labels of a first is from Krishnan and Manning, "An effective two-stage model
for exploiting non-local dependencies" (ACL 2006).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from articles.nlp.crf import Features
from articles.nlp.names.found_names import OUTSIDE, spans_of
from articles.nlp.names.tokens import NameToken

_LONGEST: Final = 12
_NONE: Final[Counter[str]] = Counter()


class ArticleMemory:
    """The labels of a first reading, gathered by form, by phrase and by the parts of full names."""

    def __init__(self, lines: Sequence[Sequence[NameToken]], labels: Sequence[Sequence[str]]) -> None:
        self._forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._phrases: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._parts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._longest: dict[str, int] = {}
        self._named: set[str] = set()
        for tokens, line_labels in zip(lines, labels, strict=True):
            self._read([token.text for token in tokens], line_labels)

    def _read(self, forms: list[str], labels: Sequence[str]) -> None:
        for form, label in zip(forms, labels, strict=True):
            if form[0].isupper():
                self._forms[form][label] += 1
                if label != OUTSIDE:
                    self._named.add(form)
        for start, end, kind in spans_of(labels):
            self._phrases[_phrase(forms[start:end])][kind] += 1
            self._longest[forms[start].lower()] = max(end - start, self._longest.get(forms[start].lower(), 0))
            if end - start > 1:
                self._parts[forms[end - 1]][f"last-{kind}"] += 1
                self._parts[forms[start]][f"first-{kind}"] += 1

    def features(self, tokens: Sequence[NameToken], labels: Sequence[str]) -> list[Features]:
        """Return features for each token of a line: its first label, and what the rest of the article adds."""
        forms = [token.text for token in tokens]
        names = list(spans_of(labels))
        features = [self._of_form(form, label) for form, label in zip(forms, labels, strict=True)]
        here = Counter((_phrase(forms[start:end]), kind) for start, end, kind in names)
        for start, end, mark in self._matches(forms, here):
            for at in range(start, end):
                features[at].append(f"mp={'B' if at == start else 'I' if at < end - 1 else 'E'}{mark}")
        for start, end, kind in names:
            elsewhere = self._kinds_elsewhere(forms[start:end], labels[start:end])
            for at in range(start, end):
                features[at] += [f"mo={kind}|{other}" for other in elsewhere]
        _add_neighbours(features, labels)
        return features

    def is_silent(self, tokens: Sequence[NameToken], labels: Sequence[str]) -> bool:
        """Tell whether the first reading found no name in a line, nor any of its words in a name elsewhere."""
        return not any(labels[at] != OUTSIDE or token.text in self._named for at, token in enumerate(tokens))

    def _kinds_elsewhere(self, forms: Sequence[str], labels: Sequence[str]) -> list[str]:
        """Return the kinds of the names that begin with a part of this name in the rest of the article."""
        others = (self._elsewhere(form, label) for form, label in zip(forms, labels, strict=True))
        return sorted({label[2:] for counter in others for label in counter if label.startswith("B-")})

    def _elsewhere(self, form: str, label: str) -> Counter[str]:
        """Return the labels of a form in the rest of the article: all but one occurrence with this label."""
        seen = self._forms.get(form)
        if not seen or seen.total() == 1:
            return _NONE
        return seen - Counter([label])

    def _of_form(self, form: str, label: str) -> Features:
        features = [f"y={label}"]
        if not form[0].isupper():
            return features
        if elsewhere := self._elsewhere(form, label):
            common, times = elsewhere.most_common(1)[0]
            sure = times == elsewhere.total()
            features += [f"m={common}", f"my={common}|{label}", f"ms={common}{sure}{min(times, 3)}"]
            features.append(f"mk={common[2:]}|{label[2:]}")
        features += [f"mf={part}" for part in self._parts.get(form, ())]
        return features

    def _matches(self, forms: list[str], here: Counter[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, kind) of each phrase that is a name on another line, the longest first."""
        start = 0
        while start < len(forms):
            if forms[start].lower() not in self._longest:
                start += 1
                continue
            end, kind = self._match(forms, start, here)
            if kind:
                yield start, end, kind
            start = end

    def _match(self, forms: list[str], start: int, here: Counter[tuple[str, str]]) -> tuple[int, str]:
        longest = min(self._longest[forms[start].lower()], len(forms) - start, _LONGEST)
        for length in range(longest, 0, -1):
            phrase = _phrase(forms[start : start + length])
            for kind, times in self._phrases.get(phrase, _NONE).most_common():
                if times > here[phrase, kind] and any(form[0].isupper() for form in forms[start : start + length]):
                    return start + length, kind
        return start + 1, ""


def _add_neighbours(features: Sequence[Features], labels: Sequence[str]) -> None:
    edges = [OUTSIDE, *labels, OUTSIDE]
    for at, of_token in enumerate(features):
        before, here, after = edges[at : at + 3]
        if before != OUTSIDE or here != OUTSIDE or after != OUTSIDE:
            of_token += [f"y-1={before}", f"y+1={after}", f"y3={before}|{here}|{after}"]


def _phrase(forms: Sequence[str]) -> str:
    return " ".join(forms).lower()
