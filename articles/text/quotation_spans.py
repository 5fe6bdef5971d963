"""What is stored of a quotation: places in a running text, in characters."""

from typing import Final, NamedTuple

# The number that is stored for each kind.
KINDS: Final = {"direct": 1, "indirect": 2, "mixed": 3}


class QuotationRow(NamedTuple):
    """A quotation from `start` to `end`, of the kind that a number of KINDS stands for.

    The span of the speaker is null where the sentence names none, `mention_start` where no mention of the speaker is
    stored. The span of the cue is empty where nothing reports the quotation.
    """

    start: int
    end: int
    kind: int
    speaker_start: int | None
    speaker_end: int | None
    mention_start: int | None
    cue_start: int
    cue_end: int
