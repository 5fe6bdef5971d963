"""The forms of folders and of the notes in them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from articles.models import Folder, FolderItem
from articles.models.folder import NOTE_LENGTH


class FolderForm(forms.ModelForm[Folder]):
    """The name and the order of a folder."""

    class Meta:
        model = Folder
        fields = ("name", "order")


class FolderNameForm(forms.ModelForm[Folder]):
    """The name of a new folder."""

    class Meta:
        model = Folder
        fields = ("name",)
        labels = {"name": gettext_lazy("Name of a new folder")}


class NoteField(forms.CharField):
    """Text of several lines. A line break counts as one character, as browsers count it, though they send two."""

    def to_python(self, value: Any) -> str:
        """Return the text with plain line breaks."""
        return str(super().to_python(value)).replace("\r\n", "\n")


class NoteForm(forms.ModelForm[FolderItem]):
    """The note about an article."""

    note = NoteField(required=False, max_length=NOTE_LENGTH)

    class Meta:
        model = FolderItem
        fields = ("note",)
