"""The desk's lists of what is to do, in the admin: how much there is, and articles completed several at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.article_change_page import CHANGE_FORMS, ArticleChangeForm
from articles.admin.to_do_lists import (
    TO_DO_LISTS,
    ToDoList,
    articles_of,
    doubtful_items,
    failed_items,
    suspected_pairs,
    waiting,
)
from articles.importing.running.article_decisions import leave_as_is, leave_as_is_soon
from articles.importing.running.change_jobs import change_articles
from articles.models import Article, ArticleDecisionKind, MergeSuggestion
from articles.text.normal import fold
from articles.text.typed_numbers import is_row_id, page_number

A_PAGE: Final = 50
# Characters shown of the beginning and of the end of an article.
_SHOWN: Final = 240


@dataclass(frozen=True, slots=True)
class ToDoCount:
    """One list on the front page of the admin: its name and address, and how many wait on it."""

    label: Any
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class ToDoRow:
    """An article on a list, the beginning and the end of its text, and what its import warned of."""

    article: Article
    beginning: str
    end: str
    warnings: str


class TypedNameField(forms.ModelChoiceField[Any]):
    """A source or section chosen by typing its name, which a list beside the input completes."""

    def __init__(self, names: QuerySet[Any], label: Any) -> None:
        super().__init__(names, label=label, widget=forms.TextInput(attrs={"list": "to-do-names"}))
        self.names = names

    def to_python(self, value: Any) -> Any:
        """Return the row of a name, typed with its marks or without; raises ValidationError where there is none."""
        typed = str(value or "").strip()
        if not typed:
            return None
        alike = [row for row in self.names if fold(row.name) == fold(typed)]
        if found := next((row for row in alike if row.name == typed), alike[0] if len(alike) == 1 else None):
            return found
        text = _("There is no “%(name)s”: add it first, or choose from the list.")
        raise forms.ValidationError(text, params={"name": typed})


def to_do_counts(request: HttpRequest) -> list[ToDoCount]:
    """Return the lists that a user may work on, each with how many wait on it; the number of SQL queries is fixed."""
    counts: list[ToDoCount] = []
    if request.user.has_perm("articles.change_article"):
        articles = articles_of(request)
        lists = TO_DO_LISTS.values()
        counts += [ToDoCount(to_do.label, _address(to_do), len(waiting(articles, to_do))) for to_do in lists]
        pairs = reverse("admin:articles_article_duplicates")
        counts.append(ToDoCount(gettext_lazy("suspected duplicates"), pairs, suspected_pairs(articles).count()))
    if request.user.has_perm("articles.add_importbatch"):
        failed = failed_items(request.user).count()
        address = reverse("admin:articles_importbatch_all_failures")
        counts.append(ToDoCount(gettext_lazy("failed documents"), address, failed))
    if request.user.has_perm("articles.view_mergesuggestion"):
        address = reverse("admin:articles_mergesuggestion_changelist")
        counts.append(
            ToDoCount(gettext_lazy("names awaiting a decision"), address, MergeSuggestion.objects.open().count())
        )
    return counts


def to_do_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show one list in pages; set the value of the chosen articles, or leave them as they are."""
    articles = articles_of(request)
    if (to_do := TO_DO_LISTS.get(key)) is None:
        raise Http404
    ids = waiting(articles, to_do)
    form = _form(to_do, None, 0, request)
    if request.method == "POST" and isinstance(request.user, User):
        chosen = ids[:] if "all" in request.POST else _chosen(request)
        form = _form(to_do, request.POST, len(chosen), request)
        if not chosen:
            messages.warning(request, _("No article was chosen."))
        elif "leave" in request.POST:
            _leave(request, request.user, to_do, chosen)
            return redirect(request.get_full_path())
        elif form is not None and form.is_valid():
            _set(request, request.user, form, chosen)
            return redirect(request.get_full_path())
    paginator = Paginator(ids, A_PAGE)
    page = paginator.page(page_number(request.GET.get("page", ""), most=paginator.num_pages))
    context = admin.site.each_context(request) | {
        "title": _("To do: %(list)s") % {"list": to_do.label},
        "to_do": to_do,
        "page": page,
        "rows": _rows(list(page)),
        "form": form,
        "names": getattr(_value_field(form), "names", None),
        "picked": set(request.POST.getlist("article")),
        "shows_end": key == ArticleDecisionKind.AUTHORS,
        "enter": "Ctrl+Enter" if key == ArticleDecisionKind.AUTHORS else "Enter",
        "add": _add_address(to_do),
    }
    return render(request, "desk/to_do.html", context)


def note_looked_at(article: Article, user: User) -> None:
    """Take an article off the list of doubtful readings: an editor has looked at it, and saves it."""
    if doubtful_items().filter(article=article).exists():
        leave_as_is([article.pk], ArticleDecisionKind.READING, user)


def _address(to_do: ToDoList) -> str:
    return reverse("admin:articles_article_to_do", args=[to_do.key])


def _add_address(to_do: ToDoList) -> str:
    """Return where a source or section is added that is not in the list yet, "" for other lists."""
    return reverse(f"admin:articles_{to_do.change}_add") if to_do.change in ("source", "section") else ""


def _form(to_do: ToDoList, data: Any, count: int, request: HttpRequest) -> ArticleChangeForm | None:
    """Return the form that sets the value, None for a list on which no value is set."""
    if to_do.change is None:
        return None
    if data is not None:
        data = data.copy()
        data["count"] = str(count)
    form = CHANGE_FORMS[to_do.change](count, data)
    form.limit_to(request.user)
    column = form.column if form.column in form.fields else "published"
    if isinstance(field := form.fields[column], forms.ModelChoiceField) and field.queryset is not None:
        form.fields[column] = TypedNameField(field.queryset, field.label)
    form.fields[column].widget.attrs |= {"autocomplete": "off", "data-value": ""}
    form.fields.pop("reason")
    return form


def _value_field(form: ArticleChangeForm | None) -> forms.Field | None:
    return next((field for name, field in form.fields.items() if name != "count"), None) if form else None


def _chosen(request: HttpRequest) -> list[int]:
    """Return the chosen articles, of those that the user sees."""
    ids = list(map(int, filter(is_row_id, request.POST.getlist("article")[: 2 * A_PAGE])))
    return list(articles_of(request).filter(pk__in=ids).order_by("pk").values_list("pk", flat=True))


def _set(request: HttpRequest, user: User, form: ArticleChangeForm, ids: Sequence[int]) -> None:
    change = change_articles(ids, form.kind, form.values(), user)
    text = _("Changed: %(n)s.") if change.finished_at else _("Being changed in the background: %(n)s.")
    link = format_html('<a href="{}">{}</a>', change.get_absolute_url(), _("Look at it or undo it"))
    messages.success(request, format_html("{} {}", text % {"n": len(ids)}, link))


def _leave(request: HttpRequest, user: User, to_do: ToDoList, ids: Sequence[int]) -> None:
    done = leave_as_is_soon(ids, to_do.key, user)
    text = _("Left as they are: %(n)s.") if done else _("Being taken off the list in the background: %(n)s.")
    link = format_html(
        '<a href="{}">{}</a>', reverse("admin:articles_articledecision_changelist"), _("Look at it or undo it")
    )
    messages.success(request, format_html("{} {}", text % {"n": len(ids)}, link))


def _rows(ids: Sequence[int]) -> list[ToDoRow]:
    articles = Article.objects.select_related("source", "section").in_bulk(ids)
    warnings = dict(doubtful_items().filter(article__in=ids).values_list("article", "reason"))
    return [_row(articles[pk], warnings.get(pk, "")) for pk in ids if pk in articles]


def _row(article: Article, warnings: str) -> ToDoRow:
    paragraphs = [*filter(None, [article.lead]), *article.body]
    beginning, end = (paragraphs[0], paragraphs[-1]) if paragraphs else ("", "")
    return ToDoRow(article, beginning[:_SHOWN], end[-_SHOWN:], warnings)
