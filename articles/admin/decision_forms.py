"""The forms in which editors propose decisions about an entity."""

from typing import Any, ClassVar, Final

from django import forms
from django.db.models import F, Model
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.entities.deciding import Proposal, ProposalRefused
from articles.entities.forgotten_names import name_forms
from articles.entities.stored_rules import names_of
from articles.models import Article, ArticleQuerySet, DecisionKind, Entity, EntityAlias, EntityKind, ShownAs
from articles.search import SearchFailed, SearchRequest, article_ids
from articles.text.normal import fold
from articles.text.terms import name_key
from articles.text.typed_numbers import is_row_id

_SUGGESTED: Final = 8
_ARTICLES_SHOWN: Final = 200
_LONGEST: Final = 200
# Articles found by each name of a person who is forgotten.
_MOST_ARTICLES: Final = 10_000


class EntityField(forms.CharField):
    """An entity, given by its number, the address of its page, or a name that only one entity has."""

    def clean(self, value: Any) -> Any:
        """Return the entity; raises ValidationError with the candidates where several match."""
        text = super().clean(value).strip()
        number = next(filter(is_row_id, text.split("/")), "")
        if number and (text == number or "/entity/" in text):
            found = list(Entity.objects.filter(pk=number))
        else:
            found = list(_by_name(text)[: _SUGGESTED + 1])
        if len(found) == 1:
            return found[0]
        raise forms.ValidationError(_several(found) if found else _("No entity has this name."))


def _by_name(text: str) -> Any:
    """Return the entities with exactly this name, else those whose folded name contains it, most frequent first."""
    exactly = Entity.objects.listed().known_by([name_key(text)])
    exactly |= Entity.objects.listed().filter(namesake_of__name_key=name_key(text), name=F("namesake_of__name"))
    if exactly.exists():
        return exactly
    return Entity.objects.listed().filter(folded_name__contains=fold(text)).order_by("-article_count", "pk")


def _several(found: list[Entity]) -> str:
    lines = [f"{entity.pk}: {entity.label} ({entity.get_kind_display()}, {entity.article_count})" for entity in found]
    return _("Several entities match. Enter the number of one: %(choices)s") % {"choices": "; ".join(lines)}


class SubjectForm(forms.Form):
    """A decision about a record, the subject. Its fields have the names of the arguments of a proposal."""

    # What `effect` calls the subject.
    subject_name: ClassVar[str]
    heading: ClassVar[Promise]
    # What the decision does, with the names of the subject and of the fields: "%(entity)s", "%(name)s".
    effect: ClassVar[Promise]

    def __init__(self, subject: Model, *args: Any, **kwargs: Any) -> None:
        self.subject = subject
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = capfirst(field.label or "")

    def proposal(self) -> Any:
        """Return the proposal of a valid form."""
        raise NotImplementedError

    def sentence(self) -> str:
        """Return the effect of a valid form in words, for the page that asks to confirm it."""
        values = {name: getattr(value, "label", value) for name, value in self.cleaned_data.items()}
        return str(self.effect) % {self.subject_name: self.subject, **values}


class DecisionForm(SubjectForm):
    """A decision about an entity. Its fields have the names of the arguments of a Proposal."""

    subject_name = "entity"
    kind: ClassVar[DecisionKind]

    def __init__(self, entity: Entity, *args: Any, **kwargs: Any) -> None:
        self.entity = entity
        super().__init__(entity, *args, **kwargs)

    def proposal(self) -> Proposal:
        """Return the proposal of a valid form."""
        return Proposal(self.kind, self.entity, **self.arguments())

    def arguments(self) -> dict[str, Any]:
        """Return the further arguments of the proposal."""
        return self.cleaned_data


class MergeForm(DecisionForm):
    """Merges an entity into another."""

    kind = DecisionKind.MERGE
    heading = gettext_lazy("Merge with another entity")
    effect = gettext_lazy("“%(entity)s” will become another name for “%(target)s”.")
    target = EntityField(
        label=gettext_lazy("is the same as"), help_text=gettext_lazy("its name, its number or the address of its page")
    )


class SplitForm(DecisionForm):
    """Moves mentions to a second entity: those in selected articles, or those with one spelling."""

    kind = DecisionKind.SPLIT
    heading = gettext_lazy("Split into two entities")
    effect = gettext_lazy("Some mentions of “%(entity)s” will become mentions of “%(name)s”.")
    name = forms.CharField(
        label=gettext_lazy("name of the second entity"),
        max_length=_LONGEST,
        help_text=gettext_lazy("a new name, such as “Nguyễn Văn Hùng (footballer)”, or the name of an existing entity"),
    )
    form = forms.ChoiceField(label=gettext_lazy("move the mentions spelled"), required=False)
    articles = forms.ModelMultipleChoiceField(
        Article.objects.none(),
        label=gettext_lazy("or the mentions in these articles"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, entity: Entity, *args: Any, words: str = "", **kwargs: Any) -> None:
        super().__init__(entity, *args, **kwargs)
        self.fields["form"].choices = [("", "—"), *((form, form) for form in spellings(entity))]  # type: ignore[attr-defined]
        articles = entity.articles().latest_first()
        offer_articles(self.fields["articles"], articles, words)

    def arguments(self) -> dict[str, Any]:
        """Return the name of the second entity, and its mentions. Selected articles take precedence over a spelling."""
        articles = tuple(article.pk for article in self.cleaned_data["articles"])
        form = "" if articles else self.cleaned_data["form"]
        return {"name": self.cleaned_data["name"], "form": form, "articles": articles}


class RenameForm(DecisionForm):
    """Renames an entity."""

    kind = DecisionKind.RENAME
    heading = gettext_lazy("Rename")
    effect = gettext_lazy("“%(entity)s” will be renamed “%(name)s”.")
    name = forms.CharField(label=gettext_lazy("new name"), max_length=_LONGEST)


class RetypeForm(DecisionForm):
    """Changes the kind of an entity."""

    kind = DecisionKind.RETYPE
    heading = gettext_lazy("Change kind")
    effect = gettext_lazy("The kind of “%(entity)s” will be: %(to_kind)s.")
    to_kind = forms.TypedChoiceField(label=gettext_lazy("kind"), choices=EntityKind.choices, coerce=EntityKind)


class HideForm(DecisionForm):
    """Hides an entity in articles, lists and facets."""

    kind = DecisionKind.HIDE
    heading = gettext_lazy("Hide")
    effect = gettext_lazy("“%(entity)s” will be hidden in articles, lists and filters.")


class AliasForm(DecisionForm):
    """Adds a name to an entity."""

    kind = DecisionKind.ALIAS
    heading = gettext_lazy("Add a name")
    effect = gettext_lazy("“%(name)s” will be another name for “%(entity)s”.")
    name = forms.CharField(label=gettext_lazy("another name"), max_length=_LONGEST)


class ForgetForm(DecisionForm):
    """Has the archive forget a person."""

    kind = DecisionKind.FORGET
    heading = gettext_lazy("Forget this person")
    effect = gettext_lazy(
        "“%(entity)s” will be found by no search, list or filter and will have no page. "
        "Articles will show: %(shown_as)s."
    )
    shown_as = forms.TypedChoiceField(
        label=gettext_lazy("in the articles that stay, show"),
        choices=ShownAs.choices,
        coerce=ShownAs,
        initial=ShownAs.INITIAL,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("such as the decision of the court; for administrators alone"),
    )

    def arguments(self) -> dict[str, Any]:
        """Return what articles show, why, and the articles that have the name though they do not mention the person."""
        is_shortened = self.cleaned_data["shown_as"] == ShownAs.INITIAL
        return self.cleaned_data | {"articles": _articles_with(self.entity) if is_shortened else ()}


FORMS: Final[dict[str, type[DecisionForm]]] = {
    form.kind.value: form for form in (MergeForm, AliasForm, RenameForm, RetypeForm, SplitForm, HideForm, ForgetForm)
}


def _articles_with(entity: Entity) -> tuple[int, ...]:
    """Return the articles that have one of an entity's names in their words. Raises ProposalRefused."""
    names = name_forms([entity.pk])[entity.pk].names
    queries = {f'"{form}"' for name in names if " " in name for form in (name, fold(name))}
    try:
        found = (article_ids(SearchRequest(query=query, exact=True), most=_MOST_ARTICLES) for query in sorted(queries))
        return tuple(sorted(set().union(*found)))
    except SearchFailed as error:
        raise ProposalRefused(str(error)) from error


def spellings(entity: Entity) -> list[str]:
    """Return the spellings of an entity's names in articles, its own name first."""
    names = [entity, *names_of(entity)]
    written = EntityAlias.objects.filter(entity__in=names).values_list("text", flat=True)
    return list(dict.fromkeys([*(one.name for one in names), *written]))


def offer_articles(field: forms.Field, articles: ArticleQuerySet, words: str) -> None:
    """Let a field choose among articles, and show those with all these words in the title."""
    field.queryset = articles  # type: ignore[attr-defined]
    field.widget.choices = [
        (article.pk, format_html("{} <small>{}</small>", article.title, article.published_on or ""))
        for article in _titled(articles, words)[:_ARTICLES_SHOWN]
    ]


def _titled(articles: ArticleQuerySet, words: str) -> ArticleQuerySet:
    """Return the articles with all these words in the title, without columns that a choice does not show."""
    for word in words.split():
        articles = articles.filter(title__icontains=word)
    return articles.only("title", "published_on")
