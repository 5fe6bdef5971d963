"""Pages where editors confirm what is done with the articles that they chose in the list."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles.models import Article

_TITLES_SHOWN: Final = 20
# What Django's list posts with an action, posted again with the confirmation.
_ACTION_FIELDS: Final = ("action", "select_across", ACTION_CHECKBOX_NAME)


class ChosenArticlesForm(forms.Form):
    """How many articles there were when the page was shown; a selection that has changed since is refused."""

    count = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, chosen: int, *args: Any, **kwargs: Any) -> None:
        self.chosen = chosen
        super().__init__(*args, **kwargs)
        self.initial["count"] = chosen

    def clean_count(self) -> int:
        """Refuse where other articles are chosen now than those that were shown."""
        if self.cleaned_data["count"] != self.chosen:
            self.data = {name: self.data.get(name, "") for name in self.fields} | {"count": self.chosen}
            self.add_error(None, _("The selection has changed meanwhile. Please look at it again."))
        return self.chosen


def is_confirmed(request: HttpRequest) -> bool:
    """Tell whether the page was shown and its form is posted."""
    return "confirmed" in request.POST


def chosen_context(request: HttpRequest, ids: Sequence[int], form: ChosenArticlesForm) -> dict[str, Any]:
    """Return the context of `articles_admin/chosen.html`: the form, the first titles, and the selection."""
    titles = Article.objects.filter(pk__in=ids[:_TITLES_SHOWN]).order_by("-pk").values_list("title", flat=True)
    return admin.site.each_context(request) | {
        "form": form,
        "titles": titles,
        "more": max(0, len(ids) - _TITLES_SHOWN),
        "kept": [(name, value) for name in _ACTION_FIELDS for value in request.POST.getlist(name)],
    }
