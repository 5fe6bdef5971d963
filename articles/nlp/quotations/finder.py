"""Finds the quotations in a text whose words and names are known."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from articles.nlp.names.named_span import NamedSpan
from articles.nlp.offices.found_offices import FoundOffice
from articles.nlp.quotations.article_names import ArticleNames
from articles.nlp.quotations.beside import SentencesBeside
from articles.nlp.quotations.cues import Cues
from articles.nlp.quotations.dialogue import Turn, turns
from articles.nlp.quotations.direct_speech import DirectSpeech
from articles.nlp.quotations.found import NOBODY, FoundQuotation, Speaker, apart
from articles.nlp.quotations.guests import guest
from articles.nlp.quotations.holders import Holders
from articles.nlp.quotations.indirect_speech import IndirectSpeech, UnquotedPart
from articles.nlp.quotations.marks import quoted_texts
from articles.nlp.quotations.reported_by import Sources
from articles.nlp.quotations.sentence_spans import sentence_spans, size
from articles.nlp.quotations.speakers import Speakers
from articles.nlp.quotations.subjects import Subjects
from articles.nlp.quotations.taken_for_places import with_people

Span = tuple[int, int]

_HEADLINE: Final = re.compile(
    r"(?P<who>[^\n:,.?!“\"]{3,60}):[ \xa0]*"
    r"(?P<said>(?:Tôi|Chúng tôi|Mình|Chúng ta)(?!\w)[^\n“\"]{8,160}?)[\s.]*(?:\n|$)"
)
_LEAST_ANSWER: Final = 3
_REPORTERS: Final = frozenset({"chúng tôi", "pv", "phóng viên", "người phỏng vấn"})
_ASKS: Final = re.compile(r"hỏi(?!\w)")


def find_quotations(
    text: str, words: Sequence[Span], mentions: Sequence[NamedSpan], offices: Sequence[FoundOffice] = ()
) -> list[FoundQuotation]:
    """Return the quotations of a text, one paragraph a line, in order.

    `words`, `mentions` and `offices` are those of the text, in its characters. The text is in NFC.
    """
    return _Finder(text, words, mentions, offices).found()


class _Finder:
    def __init__(
        self, text: str, words: Sequence[Span], mentions: Sequence[NamedSpan], offices: Sequence[FoundOffice]
    ) -> None:
        mentions = with_people(text, mentions)
        self._text = text
        self._quoted = quoted_texts(text)
        self._quote_starts = [one.outer_start for one in self._quoted]
        self._sentences = sentence_spans(text, self._quoted)
        self._names = ArticleNames(text, mentions, self._sentences)
        self._speakers = Speakers(self._names, Holders(text, mentions, offices))
        cues = Cues(text, words, lambda at: self._names.covering(at) is not None)
        subjects = Subjects(self._names, self._speakers)
        sources = Sources(self._names, self._speakers, subjects)
        beside = SentencesBeside(self._names, cues, self._speakers, subjects)
        self._direct = DirectSpeech(text, cues, self._speakers, subjects, sources, beside)
        self._indirect = IndirectSpeech(text, cues, self._speakers, subjects, sources)
        # Whom an interview is with.
        self._guest: Speaker | None = None

    def found(self) -> list[FoundQuotation]:
        found: list[FoundQuotation] = []
        spoken = turns(self._names, self._speakers)
        marks = [turn.mark for turn in spoken]
        found += self._headline()
        for start, end in self._sentences:
            first, behind = bisect_left(marks, start), bisect_left(marks, end)
            found += [quotation for turn in spoken[first:behind] for quotation in self._answers(turn)]
            if first < behind or (first and start < spoken[first - 1].end):
                continue
            here = list(self._in_sentence(start, end))
            if here:
                last = max(here, key=lambda one: one.start)
                self._speakers.note(last.speaker, last.end)
            found += here
        return [one for one in apart(found) if not self._is_asked(one)]

    def _is_asked(self, one: FoundQuotation) -> bool:
        """Tell whether the reporter asks it: "... không?”, chúng tôi hỏi."."""
        return one.speaker.name.lower() in _REPORTERS and bool(_ASKS.search(self._text, one.cue_start, one.cue_end))

    def _headline(self) -> Iterator[FoundQuotation]:
        """Yield what a headline without marks has somebody say of himself: "NTK Đức Hùng: Tôi muốn cô Đẩu đẹp"."""
        match = _HEADLINE.match(self._text)
        speaker = match and self._speakers.named(*match.span("who"))
        if match and speaker and self._speakers.is_person(speaker):
            yield FoundQuotation(*match.span("said"), "direct", speaker, match.start("said"), match.start("said"))

    def _answers(self, turn: Turn) -> Iterator[FoundQuotation]:
        """Yield what is answered in an interview, by whom the line names, else by whoever answered or spoke before.

        Before the first answer that is whoever the article introduces most.
        """
        if turn.is_first:
            self._guest = None
        if turn.is_question or size(self._text, turn.start, turn.end) < _LEAST_ANSWER:
            return
        last = self._guest or guest(self._names, self._speakers.last, turn.mark) or NOBODY
        self._guest = turn.speaker or last
        speaker = turn.speaker or Speaker(None, None, last.name, last.mention)
        self._speakers.note(speaker, turn.end)
        yield FoundQuotation(turn.start, turn.end, "direct", speaker, turn.start, turn.start)

    def _in_sentence(self, start: int, end: int) -> Iterator[FoundQuotation]:
        quoted = self._quoted[bisect_left(self._quote_starts, start) : bisect_left(self._quote_starts, end)]
        spoken = self._direct.attributed(start, end, quoted)
        for one in spoken:
            yield FoundQuotation(one.quoted.start, one.quoted.end, "direct", one.speaker, *one.cue)
        taken = {one.cue for one in spoken}
        bounds = [start, *(edge for one in spoken for edge in (one.begin, one.quoted.outer_end)), end]
        embedded = [one for one in quoted if all(one is not other.quoted for other in spoken)]
        for left, right in zip(bounds[::2], bounds[1::2], strict=True):
            before = next((one.speaker for one in reversed(spoken) if one.quoted.outer_end <= left), None)
            if left < right:
                found = self._indirect.within(UnquotedPart(left, min(right, end), taken, embedded, before))
                yield from (one for one in found if right == end or not self._leads_up(one, right))

    def _leads_up(self, one: FoundQuotation, to: int) -> bool:
        """Tell whether what is reported leads up to what another says: "ông nêu: trong thư, Bác Hồ viết “...”"."""
        return self._text[one.end : to].strip() == "," and one.cue_end <= one.start
