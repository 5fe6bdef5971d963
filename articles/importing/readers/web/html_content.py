"""Which element of a page holds the article: the innermost one that has nearly all of its prose.

Prose is text in sentences. Paragraphs of one parent weigh together; teasers of other articles stand alone beside a
link and weigh little. What elements are called is a hint only: it never removes the element with most of the prose.
"""

import re
from dataclasses import dataclass
from typing import Final

from articles.importing.readers.web.html_elements import BLOCK_TAGS, Element, is_element, is_unseen, label
from articles.importing.readers.web.html_labels import is_beside, is_content
from articles.importing.readers.web.main_content import voted_element

_CONTAINERS: Final = frozenset(
    {"body", "main", "article", "section", "div", "table", "tbody", "tr", "td", "center", "form", "html", "span"}
)
# Tags whose text counts though blocks within them are left out: some pages have their article in one.
_SEEN: Final = frozenset({"body", "html", "form", "aside"})
_STOPS: Final = tuple('.!?…”"’:;)')
# Characters of a text that is a sentence: where it ends as one, and where it does not.
_SENTENCE, _LONG = 15, 80
# A parent that has little more than one paragraph is a wrapper of it.
_WRAPPER: Final = 1.15
_LONGEST_TEASER: Final = 500
_LEAST_TITLED: Final = 0.7
_HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})
_LETTER: Final = re.compile(r"[^\W\d_]")
_LINK: Final = 18  # characters of a link that is a title
_NEARLY_ALL, _MARKED = 0.8, 0.55
# Paragraphs around the content of a page: a lead, and a line of the publisher.
_MOST_AROUND: Final = 2
_PART, _LEAST_VOTED = 0.15, 0.4
_HINTED, _TEASED = 0.2, 0.1
_MOST_BESIDE: Final = 0.5


@dataclass(slots=True)
class Measure:
    """What is counted of one element: characters shown, those in links, its own text, links that are whole blocks.

    `prose` is the prose in it, `weight` the same with teasers and boxes discounted.
    """

    shown: int = 0
    linked: int = 0
    own: int = 0
    own_linked: int = 0
    last: str = ""
    titles: int = 0
    paragraphs: int = 0
    prose: float = 0.0
    weight: float = 0.0


class PageMeasures:
    """The measures of each element of a page, and what follows from them."""

    def __init__(self, root: Element) -> None:
        self._elements = [e for e in root.iter() if is_element(e)]
        self.of: dict[Element, Measure] = {e: Measure() for e in self._elements}
        self._unseen: set[Element] = set()
        self._measure(root)
        # How many teasers of other articles the page has, and the characters of prose in them.
        self.teasers = 0
        self.teased = 0.0
        self._weigh(self._groups(self._paragraphs()))
        self.root = root

    def content(self) -> Element:
        """Return the innermost element that has nearly all of the prose of the page.

        Where the prose is in several boxes of one element, trafilatura has a vote.
        """
        best = self._innermost(self.root)
        if not self._is_doubtful(best):
            return best
        voted = voted_element(self.root)
        is_inner = any(one is best for one in voted.iterancestors())
        share = self.of[voted].prose if voted in self.of else 0.0
        return self._innermost(voted) if is_inner and share >= _LEAST_VOTED * self.of[best].prose else best

    def _innermost(self, element: Element) -> Element:
        best = element
        while (whole := self.of[best].weight) and (boxes := self._boxes(best)):
            inner = max(boxes, key=lambda child: self.of[child].weight)
            if self.of[inner].weight < self._least(inner, best) * whole:
                break
            best = inner
        return best

    def _boxes(self, element: Element) -> list[Element]:
        return [child for child in element if is_element(child) and child.tag in _CONTAINERS and child in self.of]

    def _is_doubtful(self, element: Element) -> bool:
        """Tell whether several boxes of an element have a part of the prose each."""
        whole = self.of[element].weight
        parts = [box for box in self._boxes(element) if box.tag != "span" and self.of[box].titles]
        return not whole or sum(self.of[box].weight >= _PART * whole for box in parts) > 1

    def shown_text(self, element: Element) -> str:
        """Return the first words of an element that are shown."""
        return " ".join(element.text_content().split()[:300])

    def is_seen(self, element: Element) -> bool:
        """Tell whether the text of an element is shown."""
        return element in self.of and element not in self._unseen

    def _least(self, inner: Element, outer: Element) -> float:
        """Return the share of the prose of an element that one in it must have to be the content."""
        marked = is_content(label(inner)) and not is_beside(label(inner))
        few = self.of[outer].paragraphs - self.of[inner].paragraphs <= _MOST_AROUND
        return _MARKED if marked or (few and self.of[inner].paragraphs > _MOST_AROUND) else _NEARLY_ALL

    def _measure(self, root: Element) -> None:
        owner: dict[Element, Element] = {}
        linked: set[Element] = set()
        for element in self._elements:
            parent = element.getparent()
            above = parent if parent is not None and parent in self.of else None
            if (above is not None and above in self._unseen) or (element.tag not in _SEEN and is_unseen(element)):
                self._unseen.add(element)
            is_block = element.tag in BLOCK_TAGS or above is None
            owner[element] = element if is_block else owner[above]  # type: ignore[index]
            if element.tag == "a" or (above is not None and above in linked):
                linked.add(element)
            if element not in self._unseen:
                self._add(owner[element], element.text, element in linked)
            if above is not None and above not in self._unseen:
                self._add(owner[above], element.tail, above in linked)
        for element in reversed(self._elements):
            measure, parent = self.of[element], element.getparent()
            measure.shown += measure.own
            measure.linked += measure.own_linked
            if measure.own_linked == measure.own and measure.own >= (1 if element.tag in _HEADINGS else _LINK):
                measure.titles += 1
            if parent is not None and parent in self.of:
                up = self.of[parent]
                up.shown += measure.shown
                up.linked += measure.linked
                up.titles += measure.titles

    def _add(self, owner: Element, text: str | None, is_linked: bool) -> None:
        # A number or date beside a link makes it no less of a title.
        if text and (bare := text.strip()) and _LETTER.search(bare):
            measure, length = self.of[owner], len(re.sub(r"\s+", " ", bare))
            measure.own += length
            measure.own_linked += length if is_linked else 0
            measure.last = bare[-1]

    def _paragraphs(self) -> list[tuple[Element, float]]:
        """Return the elements whose own text is prose, with its characters outside of links."""
        found = []
        for element in self._elements:
            one = self.of[element]
            free = one.own - one.own_linked
            if free > one.own_linked and (one.own >= _LONG or (one.own >= _SENTENCE and one.last in _STOPS)):
                found.append((element, float(free)))
        return found

    def _groups(self, paragraphs: list[tuple[Element, float]]) -> dict[Element, list[tuple[Element, float]]]:
        """Return the paragraphs by the parent that they share; a wrapper of one paragraph counts as the paragraph."""
        groups: dict[Element, list[tuple[Element, float]]] = {}
        for element, length in paragraphs:
            own, parent = self.of[element], element.getparent()
            while (
                parent is not None
                and parent in self.of
                and parent.tag != "body"
                and self.of[parent].shown <= _WRAPPER * own.shown
            ):
                parent = parent.getparent()
            groups.setdefault(parent if parent is not None and parent in self.of else element, []).append(
                (element, length)
            )
        return groups

    def _weigh(self, groups: dict[Element, list[tuple[Element, float]]]) -> None:
        factors: dict[Element, float] = {}
        for group, members in groups.items():
            mass = sum(length for _, length in members)
            teaser = self._are_teasers(group, members, mass)
            self.teasers += teaser
            self.teased += mass if teaser else 0.0
            for element, length in members:
                factors[element] = _TEASED if teaser else 1.0
                self._up(element, length, "prose")
                self._up(element, 1, "paragraphs")
        whole = sum(length for members in groups.values() for _, length in members)
        for members in groups.values():
            for element, length in members:
                hinted = self._is_beside(element, whole)
                self._up(element, length * factors[element] * (_HINTED if hinted else 1.0), "weight")

    def _are_teasers(self, group: Element, members: list[tuple[Element, float]], mass: float) -> bool:
        """Tell whether paragraphs are teasers: one or two beside a link that is a title, or a title before each."""
        if len(members) <= 2:
            return mass < _LONGEST_TEASER and self.of[group].titles > 0
        own = sum(self._is_linked_title(child) for child in group if is_element(child))
        return own >= _LEAST_TITLED * len(members)

    def _is_linked_title(self, element: Element) -> bool:
        one = self.of.get(element)
        return one is not None and one.titles == 1 and one.shown == one.linked

    def _is_beside(self, element: Element, whole: float) -> bool:
        """Tell whether a label above a paragraph says that it is no part of the article, and may be believed."""
        return any(
            (ancestor.tag in {"footer", "aside", "nav", "form"} or is_beside(label(ancestor)))
            and self.of[ancestor].prose < _MOST_BESIDE * whole
            for ancestor in (element, *element.iterancestors())
            if ancestor in self.of and ancestor.tag not in {"body", "html"}
        )

    def _up(self, element: Element, amount: float, name: str) -> None:
        one: Element | None = element
        while one is not None and one in self.of:
            setattr(self.of[one], name, getattr(self.of[one], name) + amount)
            one = one.getparent()
