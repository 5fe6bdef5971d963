"""The form of a query list: what was pasted or uploaded, decoded, and which column of it has the queries."""

from pathlib import PurePath
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.importing.encodings.decoding import decode
from articles.importing.parsed_article import UnreadableDocument
from articles.query_lists.given_lines import MOST_LINES, ListColumn, ListProblem, ListRefused
from articles.views.parts.wording import number

MOST_MEGABYTES: Final = 3
_TABLES: Final = (".csv", ".tsv")
# How files of Excel, Word and LibreOffice begin, in new formats and old.
_NOT_TEXT: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
_PROBLEMS: Final[dict[ListProblem, Promise]] = {
    ListProblem.EMPTY: _("The list has no query. Paste one on each line, or choose a file."),
    ListProblem.TOO_MANY: _("The list has %(detail)s lines; at most %(most)s can be searched at once. Split it."),
    ListProblem.NO_SUCH_COLUMN: _("The first row of the table has no column “%(detail)s”."),
}


class QueryListForm(forms.Form):
    """A list as text or as a file. Once it is valid, the attributes below say what was given.

    `table_column` is set where the text is a table: a file named so, or text with tabs, as copied from a spreadsheet.
    """

    lines = forms.CharField(required=False, strip=False, widget=forms.Textarea)
    file = forms.FileField(required=False)
    column = forms.CharField(required=False, max_length=100)
    header = forms.BooleanField(required=False)
    label = forms.CharField(required=False, max_length=200)

    text: str = ""
    table_column: ListColumn | None = None
    list_label: str = ""

    def clean(self) -> dict[str, Any]:
        """Decode the file. An invalid column number is an error."""
        cleaned: dict[str, Any] = super().clean() or {}
        upload = cleaned.get("file")
        self.text = self._decoded(upload) if upload else cleaned.get("lines", "")
        is_table = "\t" in self.text or (upload and PurePath(upload.name).suffix.lower() in _TABLES)
        column = cleaned.get("column", "").strip() or "1"
        if column.isdecimal() and not 0 < int(column) < 1000:
            self.add_error("column", gettext("The column is a number from 1, or a name in the first row."))
        elif is_table:
            self.table_column = ListColumn(column, header=bool(cleaned.get("header")))
        first_line = next((line for line in self.text.splitlines() if line.strip()), "")
        self.list_label = cleaned.get("label", "").strip() or (upload.name if upload else " ".join(first_line.split()))
        return cleaned

    def _decoded(self, upload: Any) -> str:
        if upload.size > MOST_MEGABYTES * 1_000_000:
            self.add_error("file", gettext("The file is larger than %(most)s MB.") % {"most": MOST_MEGABYTES})
            return ""
        data: bytes = upload.read()
        try:
            if not data.startswith(_NOT_TEXT):
                return decode(data).text
        except UnreadableDocument:
            pass
        self.add_error("file", gettext("The file is not text. Save the table as CSV (UTF-8) and choose that file."))
        return ""


def problem_text(refused: ListRefused) -> str:
    """Return why a list is refused, in words."""
    detail = number(int(refused.detail)) if refused.problem is ListProblem.TOO_MANY else refused.detail
    return str(_PROBLEMS[refused.problem]) % {"detail": detail, "most": number(MOST_LINES)}
