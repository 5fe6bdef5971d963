"""What can be a Vietnamese syllable, to tell Vietnamese names from foreign ones."""

import re
from functools import lru_cache
from typing import Final

from articles.text.normal import fold

_SYLLABLE: Final = re.compile(
    r"(?:b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?"
    r"(?:[aeiouy]|ai|ao|au|ay|eo|eu|ia|ie|ieu|iu|oa|oai|oao|oay|oe|oeo|oi|oo|ua|uai|uay|ue|ui|uo|uoi|uou|uu"
    r"|uy|uya|uye|uyu|ye|yeu)"
    r"(?:c|ch|m|n|ng|nh|p|t)?"
)


@lru_cache(maxsize=100_000)
def is_name_syllable(form: str) -> bool:
    """Tell whether `form`, its marks left off, is spelt as an onset, vowels and a coda of Vietnamese."""
    return bool(_SYLLABLE.fullmatch(fold(form)))
