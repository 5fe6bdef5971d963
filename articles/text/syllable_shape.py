"""What a Vietnamese syllable may look like when its marks are off."""

import re
from typing import Final

# Onsets and codas of the orthography; foreign words and short forms seldom fit.
_SYLLABLE: Final = re.compile(
    r"(?:b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?[aeiouy]{1,3}(?:ch?|m|ng?|nh|p|t)?"
)


def is_syllable(folded: str) -> bool:
    """Tell whether letters without marks can be a Vietnamese syllable: "nghieng" can, "ubnd" cannot."""
    return _SYLLABLE.fullmatch(folded) is not None
