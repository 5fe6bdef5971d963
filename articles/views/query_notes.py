"""What a reader is told of a query that could not be read as typed."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.search.query.language import Note, Trouble

_TEXTS: Final[dict[Trouble, Promise]] = {
    Trouble.QUOTE: _("A quotation mark has no partner, so it was left out and the words were read as plain words."),
    Trouble.BRACKET: _("A bracket has no partner, so it was left out and the words were read as plain words."),
    Trouble.OPERATOR: _("“%(text)s” has nothing to work on here, so it was read as plain words."),
    Trouble.FIELD: _("There is no field “%(text)s”, so it was read as plain words."),
    Trouble.NO_VALUE: _(
        "Nothing follows “%(text)s”, so it was read as plain words. Write the value right behind the colon."
    ),
    Trouble.DATE: _("“%(text)s” is not a date, so it was read as plain words. Write 2022, 6/2022 or 14/6/2022."),
    Trouble.PREFIX: _(
        "“%(text)s” is too short a beginning, so it was read as a whole word. Give at least two letters."
    ),
    Trouble.NOBODY: _("The archive knows no such name: “%(text)s”."),
    Trouble.LENGTH: _("The query is very long, so only its first words were used."),
    Trouble.DEPTH: _("There are brackets within too many brackets, so the inner ones were left out."),
    Trouble.DAY: _("“%(text)s” is not a day of the calendar, so it was left out. Write a day as 2022-06-14."),
}


def note_text(note: Note) -> str:
    """Return a note in words."""
    return str(_TEXTS[note.trouble]) % {"text": note.text}
