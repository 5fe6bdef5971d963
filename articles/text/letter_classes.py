"""Capital and small letters, to stand inside a character class of a regular expression.

Ranges such as "à-ỹ" can't be used: in Unicode, Vietnamese capitals and small letters alternate.
"""

import unicodedata
from typing import Final

# Latin with its extensions A and B, and the block of Vietnamese letters.
_LATIN: Final = (*map(chr, range(0x250)), *map(chr, range(0x1EA0, 0x1EFA)))

UPPER: Final = "".join(letter for letter in _LATIN if unicodedata.category(letter) == "Lu")
LOWER: Final = "".join(letter for letter in _LATIN if unicodedata.category(letter) == "Ll")
# The capitals that abbreviations and initials are written with.
UNMARKED_UPPER: Final = "A-ZĐ"
