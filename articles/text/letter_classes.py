"""Capital and small letters of Vietnamese, to stand inside a character class of a regular expression.

Ranges such as "à-ỹ" can't be used: Unicode puts Vietnamese capitals and small letters by turns.
"""

from typing import Final

_VOWELS: Final = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
LOWER: Final = f"a-z{_VOWELS}đäçëïñöü"
UPPER: Final = f"A-Z{_VOWELS.upper()}ĐÄÇËÏÑÖÜ"
