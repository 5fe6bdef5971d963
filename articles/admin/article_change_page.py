"""Changes of the articles chosen in the list: source, section, date, withdrawal and return, each on a page first."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, Final

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.db.models import Count, F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.article_form import LinesField
from articles.admin.chosen_articles import ChosenArticlesForm, chosen_context, is_confirmed
from articles.importing.publication_dates import read_date_value
from articles.importing.running.change_jobs import AT_ONCE, change_articles
from articles.importing.storing.article_columns import stated_date_columns
from articles.message_wording import worded
from articles.models import Article, ArticleQuerySet, ChangeKind, Section, Source
from articles.rights.source_scope import Anyone, rows_of
from articles.views.parts.wording import moment_text

# How many different values of the articles the page lists.
_VALUES_SHOWN: Final = 10
_LONGEST: Final = 500


class ArticleChangeForm(ChosenArticlesForm):
    """The new value of one column, and why it is set. `column` is what the page shows of the articles as they are."""

    kind: ClassVar[ChangeKind]
    heading: ClassVar[Any]
    column: ClassVar[str]

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 80}),
        help_text=gettext_lazy("for your colleagues; kept with your name and the time"),
    )

    def limit_to(self, user: Anyone) -> None:
        """Offer the sources that a user may touch."""
        if "source" in self.fields:
            field: Any = self.fields["source"]
            field.queryset = rows_of(user, field.queryset)

    def values(self) -> Mapping[str, Any]:
        """Return the columns that the change sets."""
        return {self.column: self.cleaned_data[self.column].name}


class _SourceForm(ArticleChangeForm):
    kind, heading, column = ChangeKind.SOURCE, gettext_lazy("Set the source"), "source"
    source = forms.ModelChoiceField(Source.objects.standing().order_by("name"), label=gettext_lazy("Source"))
    field_order = ("source",)


class _SectionForm(ArticleChangeForm):
    kind, heading, column = ChangeKind.SECTION, gettext_lazy("Set the section"), "section"
    section = forms.ModelChoiceField(Section.objects.order_by("name"), label=gettext_lazy("Section"))
    field_order = ("section",)


class _DateForm(ArticleChangeForm):
    kind, heading, column = ChangeKind.DATE, gettext_lazy("Set the date"), "published_on"
    published = forms.CharField(
        label=gettext_lazy("Date"), max_length=40, help_text=gettext_lazy("2022, 6/2022, 14/6/2022 or 14/6/2022 10:15")
    )
    field_order = ("published",)

    def clean_published(self) -> str:
        """Return the date as ISO; refuse what is none, or cannot be that of an article."""
        stated = read_date_value(self.cleaned_data["published"])
        if not stated.iso:
            raise forms.ValidationError([worded(warning) for warning in stated.warnings])
        return stated.iso

    def values(self) -> Mapping[str, Any]:
        """Return the columns of the date."""
        return stated_date_columns(self.cleaned_data["published"])


class _AuthorsForm(ArticleChangeForm):
    kind, heading, column = ChangeKind.AUTHORS, gettext_lazy("Set the authors"), "authors"
    authors = LinesField(label=gettext_lazy("Authors"), help_text=gettext_lazy("one per line"))
    field_order = ("authors",)

    def values(self) -> Mapping[str, Any]:
        """Return the list of authors."""
        return {"authors": self.cleaned_data["authors"]}


class _WithdrawalForm(ArticleChangeForm):
    kind, heading, column = ChangeKind.WITHDRAWAL, gettext_lazy("Withdraw from readers"), "withdrawn"
    public_reason = forms.CharField(
        label=gettext_lazy("Public reason"),
        required=False,
        max_length=_LONGEST,
        widget=forms.TextInput(attrs={"size": 80}),
        help_text=gettext_lazy("shown to whoever opens the article’s address; may be empty"),
    )
    field_order = ("public_reason",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True

    def values(self) -> Mapping[str, Any]:
        """Return the columns that hide an article."""
        return {"withdrawn": True, "withdrawal_reason": self.cleaned_data["public_reason"]}


class _EmbargoForm(ArticleChangeForm):
    kind, heading, column = ChangeKind.EMBARGO, gettext_lazy("Hide until a moment"), "visible_from"
    visible_from = forms.DateTimeField(
        label=gettext_lazy("Visible from"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        help_text=gettext_lazy("readers see the articles from this moment on, automatically"),
    )
    field_order = ("visible_from",)

    def clean_visible_from(self) -> datetime:
        """Refuse a moment that has come."""
        moment: datetime = self.cleaned_data["visible_from"]
        if moment <= timezone.now():
            raise forms.ValidationError(_("This moment has passed already."))
        return moment

    def values(self) -> Mapping[str, Any]:
        """Return the column that hides an article until then."""
        return {"visible_from": self.cleaned_data["visible_from"]}


class _RestorationForm(ArticleChangeForm):
    kind, heading, column = ChangeKind.RESTORATION, gettext_lazy("Make public again"), "withdrawn"

    def values(self) -> Mapping[str, Any]:
        """Return the columns that show an article."""
        return {"withdrawn": False, "withdrawal_reason": "", "visible_from": None}


CHANGE_FORMS: Final[Mapping[str, type[ArticleChangeForm]]] = {
    form.kind: form
    for form in (
        *(_SourceForm, _SectionForm, _DateForm, _AuthorsForm),
        *(_WithdrawalForm, _EmbargoForm, _RestorationForm),
    )
}


def change_page(request: HttpRequest, ids: Sequence[int], kind: str) -> HttpResponse:
    """Show what a change of these articles changes; change them once that is confirmed."""
    form_class = CHANGE_FORMS[kind]
    form = form_class(len(ids), request.POST if is_confirmed(request) else None)
    form.limit_to(request.user)
    if form.is_valid() and isinstance(request.user, User):
        change = change_articles(ids, form.kind, form.values(), request.user, reason=form.cleaned_data["reason"])
        if change.finished_at:
            messages.success(request, _("Changed: %(n)s. Search will show it in a moment.") % {"n": len(ids)})
        else:
            messages.info(request, _("The articles are being changed in the background: %(n)s.") % {"n": len(ids)})
        return redirect(change)
    context = chosen_context(request, ids, form) | {
        "title": form.heading,
        "count": len(ids),
        "now": _present_values(Article.objects.filter(pk__in=ids), form.column),
        "in_background": len(ids) > AT_ONCE,
    }
    return render(request, "articles_admin/change.html", context)


def _present_values(articles: ArticleQuerySet, column: str) -> list[tuple[str, int]]:
    """Return the values that the articles have in a column, in words, the most frequent first."""
    if column == "withdrawn":
        public, waiting = articles.visible().count(), articles.waiting().count()
        states = [(_("public"), public), (_("hidden until a moment"), waiting)]
        return [one for one in [*states, (_("withdrawn"), articles.count() - public - waiting)] if one[1]]
    lookup = {"source": "source__name", "section": "section__name", "published_on": "published_on__year"}
    values = articles.order_by().annotate(value=F(lookup.get(column, column))).values_list("value")
    counted = values.annotate(n=Count("pk")).order_by("-n", "value")[:_VALUES_SHOWN]
    return [(_value_text(column, value), n) for value, n in counted]


def _value_text(column: str, value: Any) -> str:
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, list):
        value = ", ".join(value)
    return str(value) if value else _("none")
