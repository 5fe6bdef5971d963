"""The forms in which editors propose decisions about an entity."""

from typing import Any, ClassVar, Final

from django import forms
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.entities.deciding import Proposal
from articles.entities.stored_rules import names_of
from articles.models import Article, ArticleQuerySet, DecisionKind, Entity, EntityAlias, EntityKind
from articles.text.normal import fold
from articles.text.row_ids import is_row_id
from articles.text.terms import name_key

_SUGGESTED: Final = 8
_ARTICLES_SHOWN: Final = 200
_LONGEST: Final = 200


class EntityField(forms.CharField):
    """An entity, given by its number, by the address of its page, or by its name where only one has it."""

    def clean(self, value: Any) -> Any:
        """Return the entity; raises ValidationError with those that may be meant."""
        text = super().clean(value).strip()
        number = next(filter(is_row_id, text.split("/")), "")
        if number and (text == number or "/entity/" in text):
            found = list(Entity.objects.filter(pk=number))
        else:
            found = list(_called(text)[: _SUGGESTED + 1])
        if len(found) == 1:
            return found[0]
        raise forms.ValidationError(_several(found) if found else _("No entity has this name."))


def _called(text: str) -> Any:
    """Return the entities of exactly that name, else those whose name has it, without marks, the most named first."""
    exactly = Entity.objects.listed().known_by([name_key(text)])
    if exactly.exists():
        return exactly
    return Entity.objects.listed().filter(folded_name__contains=fold(text)).order_by("-article_count", "pk")


def _several(found: list[Entity]) -> str:
    lines = [f"{entity.pk}: {entity.name} ({entity.get_kind_display()}, {entity.article_count})" for entity in found]
    return _("Several entities match. Enter the number of one: %(choices)s") % {"choices": "; ".join(lines)}


class DecisionForm(forms.Form):
    """A decision about an entity; `sentence` says what it would do, for the page that asks to confirm it."""

    kind: ClassVar[DecisionKind]
    heading: ClassVar[Promise]

    def __init__(self, entity: Entity, *args: Any, **kwargs: Any) -> None:
        self.entity = entity
        super().__init__(*args, **kwargs)

    def proposal(self) -> Proposal:
        """Return what a valid form proposes."""
        return Proposal(self.kind, self.entity, **self.given())

    def given(self) -> dict[str, Any]:
        """Return what the form adds to the proposal."""
        return {}

    def sentence(self) -> str:
        """Return what a valid form would do, in words."""
        raise NotImplementedError


class MergeForm(DecisionForm):
    """One entity becomes a name of another."""

    kind = DecisionKind.MERGE
    heading = gettext_lazy("Merge with another entity")
    target = EntityField(
        label=gettext_lazy("is the same as"), help_text=gettext_lazy("its name, its number or the address of its page")
    )

    def given(self) -> dict[str, Any]:
        """Return the other entity."""
        return {"target": self.cleaned_data["target"]}

    def sentence(self) -> str:
        """Name both."""
        return _("“%(name)s” will become another name for “%(whole)s”.") % {
            "name": self.entity,
            "whole": self.cleaned_data["target"],
        }


class SplitForm(DecisionForm):
    """Some mentions of an entity are of another one: those in chosen articles, or those written in one form."""

    kind = DecisionKind.SPLIT
    heading = gettext_lazy("Split into two entities")
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
        self.fields["form"].choices = [("", "—"), *((form, form) for form in forms_of(entity))]  # type: ignore[attr-defined]
        articles = entity.articles().latest_first()
        self.fields["articles"].queryset = articles  # type: ignore[attr-defined]
        self.fields["articles"].widget.choices = [
            (article.pk, format_html("{} <small>{}</small>", article.title, article.published_on or ""))
            for article in _titled(articles, words)[:_ARTICLES_SHOWN]
        ]

    def given(self) -> dict[str, Any]:
        """Return the other half's name, and which mentions are its own; chosen articles count before a form."""
        articles = tuple(article.pk for article in self.cleaned_data["articles"])
        form = "" if articles else self.cleaned_data["form"]
        return {"name": self.cleaned_data["name"], "form": form, "articles": articles}

    def sentence(self) -> str:
        """Name both."""
        return _("Some mentions of “%(name)s” will become mentions of “%(other)s”.") % {
            "name": self.entity,
            "other": self.cleaned_data["name"],
        }


def forms_of(entity: Entity) -> list[str]:
    """Return the names that articles write an entity by, its own first (three SQL queries where it has no names)."""
    names = [entity, *names_of(entity)]
    written = EntityAlias.objects.filter(entity__in=names).values_list("text", flat=True)
    return list(dict.fromkeys([*(one.name for one in names), *written]))


def _titled(articles: ArticleQuerySet, words: str) -> ArticleQuerySet:
    for word in words.split():
        articles = articles.filter(title__icontains=word)
    return articles.only("title", "published_on")


class RenameForm(DecisionForm):
    """An entity gets another name."""

    kind = DecisionKind.RENAME
    heading = gettext_lazy("Rename")
    name = forms.CharField(label=gettext_lazy("new name"), max_length=_LONGEST)

    def given(self) -> dict[str, Any]:
        """Return the name."""
        return {"name": self.cleaned_data["name"]}

    def sentence(self) -> str:
        """Name both names."""
        names = {"name": self.entity, "new": self.cleaned_data["name"]}
        return _("“%(name)s” will be renamed “%(new)s”.") % names


class RetypeForm(DecisionForm):
    """An entity is of another kind."""

    kind = DecisionKind.RETYPE
    heading = gettext_lazy("Change kind")
    to_kind = forms.ChoiceField(label=gettext_lazy("kind"), choices=EntityKind.choices)

    def given(self) -> dict[str, Any]:
        """Return the kind."""
        return {"to_kind": EntityKind(self.cleaned_data["to_kind"])}

    def sentence(self) -> str:
        """Name the kind."""
        kind = EntityKind(self.cleaned_data["to_kind"]).label
        return _("The kind of “%(name)s” will be: %(kind)s.") % {"name": self.entity, "kind": kind}


class HideForm(DecisionForm):
    """An entity is shown no more: neither in articles nor in lists nor in facets."""

    kind = DecisionKind.HIDE
    heading = gettext_lazy("Hide")

    def sentence(self) -> str:
        """Say where."""
        return _("“%(name)s” will be hidden in articles, lists and filters.") % {"name": self.entity}


class AliasForm(DecisionForm):
    """A further name means an entity."""

    kind = DecisionKind.ALIAS
    heading = gettext_lazy("Add a name")
    name = forms.CharField(label=gettext_lazy("another name"), max_length=_LONGEST)

    def given(self) -> dict[str, Any]:
        """Return the name."""
        return {"name": self.cleaned_data["name"]}

    def sentence(self) -> str:
        """Name both names."""
        return _("“%(new)s” will be another name for “%(name)s”.") % {
            "name": self.entity,
            "new": self.cleaned_data["name"],
        }


FORMS: Final[dict[str, type[DecisionForm]]] = {
    form.kind.value: form for form in (MergeForm, AliasForm, RenameForm, RetypeForm, SplitForm, HideForm)
}
