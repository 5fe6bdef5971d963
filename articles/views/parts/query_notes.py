"""Warnings of what could not be read in a query, in words."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.search import ParseWarning, QueryNote

_NOTES: Final[dict[ParseWarning, Promise]] = {
    ParseWarning.QUOTE: _("A quotation mark is missing its pair, so it was ignored."),
    ParseWarning.BRACKET: _("A bracket is missing its pair, so it was ignored."),
    ParseWarning.OPERATOR: _("“%(text)s” has nothing to combine or exclude here, so it was searched as a plain word."),
    ParseWarning.LINK: _(
        "“%(text)s” needs a word, a phrase or a bracket on both sides, so it was ignored. Example: Hà Nội %(text)s cháy"
    ),
    ParseWarning.OPERAND: _(
        "“%(text)s” applies only to words, phrases in quotation marks, and brackets with OR. The rest was searched "
        "on its own."
    ),
    ParseWarning.CAPITALS: _(
        "The whole search is in capitals, so “%(text)s” was searched as a plain word. To combine words, type the "
        "others in small letters."
    ),
    ParseWarning.WILDCARD: _(
        "“%(text)s”: only an asterisk at the end of a word stands for other letters, so the parts around signs were "
        "searched as words. Type the word without accents, or its beginning with an asterisk: truo*"
    ),
    ParseWarning.RANGE: _(
        "“%(text)s” is not a range of dates, so its ends were searched as plain words. Write [2020 TO 2022], or "
        "after:2019 before:2023."
    ),
    ParseWarning.SIGNS: _("The search has signs but no letters or digits, so there is nothing to look for."),
    ParseWarning.FIELD: _("There is no field “%(text)s”, so it was searched as plain words."),
    ParseWarning.NO_VALUE: _(
        "“%(text)s” has no value, so it was searched as plain words. Write the value directly after the colon."
    ),
    ParseWarning.DATE: _(
        "“%(text)s” is not a date, so it was searched as plain words. Write 2022, 6/2022 or 14/6/2022."
    ),
    ParseWarning.PREFIX: _("“%(text)s” was searched as a whole word. Type at least two letters before the asterisk."),
    ParseWarning.NOBODY: _("The archive has no entity named “%(text)s”."),
    ParseWarning.NAMES: _("Too many names match this search, so “%(text)s” was not looked up. Type more of the name."),
    ParseWarning.SPEAKERS: _(
        "Too many speakers have the name “%(text)s” to look for words in what each of them said. Type more of the name."
    ),
    ParseWarning.OFFICE: _("Said by whoever is “%(text)s” in the article."),
    ParseWarning.TITLE: _("What stands before the name “%(text)s” was read as a title."),
    ParseWarning.SPEAKER: _("“noi:” was read as nói: (who speaks) for “%(text)s”. For a place, type nơi: or place:"),
    ParseWarning.AROUND: _(
        "Quotations of whoever was searched for, from articles that have the words: the words may stand outside the "
        "quotation."
    ),
    ParseWarning.LENGTH: _("The search is too long, so only its first words were used."),
    ParseWarning.DEPTH: _("There are too many brackets inside one another, so the inner ones were ignored."),
    ParseWarning.DAY: _("“%(text)s” is not a date, so it was ignored. Write 14/6/2022, 6/2022 or 2022."),
    ParseWarning.CHOICES: _("Too many filters were chosen, so only the first %(text)s were used."),
}


def note_text(note: QueryNote) -> str:
    """Return a warning in words."""
    return str(_NOTES[note.warning]) % {"text": note.text}
