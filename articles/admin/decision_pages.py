"""The admin's pages on which a decision is foreseen, made and undone: about entities and about sources alike."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.admin.decision_forms import SubjectForm


def _as_it_is(message: str) -> str:
    return message


@dataclass(frozen=True, slots=True)
class DecisionPages:
    """How decisions about one kind of record are carried out, and what their pages are made of.

    `name` is what templates call the record; `base` is the template with its breadcrumbs, `wording` the one that words
    a decision, `page` the URL of the record's page. `refused` is what the four functions raise where a decision makes
    no sense. `told` is called once it is carried out, with what the user is told, and may change that.
    """

    name: str
    base: str
    wording: str
    page: str
    refused: type[Exception]
    decide: Callable[[Any, User | None], object]
    foresee: Callable[[Any], int]
    undo: Callable[[Any, User | None], object]
    foresee_undo: Callable[[Any], int]
    told: Callable[[str], str] = _as_it_is

    def deciding(self, request: HttpRequest, subject: Model, form: SubjectForm) -> HttpResponse:
        """Show the form of a decision, then how many articles it changes; decide once that is confirmed."""
        articles = None
        if form.is_valid():
            try:
                if "confirmed" in request.POST:
                    self.decide(form.proposal(), editor(request))
                    messages.success(request, self.told(_("Done. Search will show the change in a moment.")))
                    return redirect(self.page, subject.pk)
                articles = self.foresee(form.proposal())
            except self.refused as error:
                form.add_error(None, str(error))
        context = {"title": form.heading, "form": form, "articles": articles}
        return self._rendered(request, "decisions/decide.html", subject, context)

    def undoing(self, request: HttpRequest, subject: Model, decision: Model) -> HttpResponse:
        """Show how many articles undoing a decision changes, and undo once that is confirmed."""
        try:
            if request.method == "POST":
                self.undo(decision, editor(request))
                messages.success(request, self.told(_("Undone. Search will show the change in a moment.")))
                return redirect(self.page, subject.pk)
            articles = self.foresee_undo(decision)
        except self.refused as error:
            messages.error(request, str(error))
            return redirect(self.page, subject.pk)
        context = {"title": _("Undo"), "decision": decision, "articles": articles}
        return self._rendered(request, "decisions/undo.html", subject, context)

    def _rendered(self, request: HttpRequest, template: str, subject: Model, context: dict[str, Any]) -> HttpResponse:
        pieces = {"base": self.base, "wording": self.wording, "back": reverse(self.page, args=[subject.pk])}
        own = {self.name: subject, "subject": subject, **pieces, **context}
        return render(request, template, admin.site.each_context(request) | own)


def editor(request: HttpRequest) -> User | None:
    """Return the user of a request, None for an anonymous visitor."""
    return request.user if isinstance(request.user, User) else None
