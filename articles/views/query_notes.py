"""What a reader is told of a query that could not be read as typed."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.search import ParseWarning, QueryNote

_TEXTS: Final[dict[ParseWarning, Promise]] = {
    ParseWarning.QUOTE: _(
        "A quotation mark has no partner, so it was left out and the words were read as plain words."
    ),
    ParseWarning.BRACKET: _("A bracket has no partner, so it was left out and the words were read as plain words."),
    ParseWarning.OPERATOR: _("“%(text)s” has nothing to work on here, so it was read as plain words."),
    ParseWarning.FIELD: _("There is no field “%(text)s”, so it was read as plain words."),
    ParseWarning.NO_VALUE: _(
        "Nothing follows “%(text)s”, so it was read as plain words. Write the value right behind the colon."
    ),
    ParseWarning.DATE: _("“%(text)s” is not a date, so it was read as plain words. Write 2022, 6/2022 or 14/6/2022."),
    ParseWarning.PREFIX: _(
        "“%(text)s” is too short a beginning, so it was read as a whole word. Give at least two letters."
    ),
    ParseWarning.NOBODY: _("The archive knows no such name: “%(text)s”."),
    ParseWarning.LENGTH: _("The query is very long, so only its first words were used."),
    ParseWarning.DEPTH: _("There are brackets within too many brackets, so the inner ones were left out."),
    ParseWarning.DAY: _("“%(text)s” is not a day of the calendar, so it was left out. Write a day as 2022-06-14."),
}


def note_text(note: QueryNote) -> str:
    """Return a note in words."""
    return str(_TEXTS[note.warning]) % {"text": note.text}
