"""Corrections of an article, written on its page in the admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.admin.article_form import label_moment
from articles.importing.storing.correction_masking import mask_corrections
from articles.models import Article, Correction


class CorrectionForm(forms.ModelForm[Correction]):
    """What readers are told, and when."""

    class Meta:
        model = Correction
        fields = ["text", "noted_at"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3, "cols": 100})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label_moment(self.fields["noted_at"])

    def clean_text(self) -> str:
        """Return the note without NUL, which PostgreSQL cannot store."""
        return str(self.cleaned_data["text"]).replace("\x00", "").strip()

    def clean_noted_at(self) -> Any:
        """Refuse a date to come: readers would see the note at once all the same."""
        moment = self.cleaned_data["noted_at"]
        if moment > timezone.now():
            raise forms.ValidationError(_("A correction cannot be dated in the future."))
        return moment


class CorrectionInline(admin.StackedInline[Correction, Article]):
    """The corrections of an article: who may change the article writes them, administrators take them away."""

    model = Correction
    form = CorrectionForm
    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Return whether the user may see articles."""
        return request.user.has_perm("articles.view_article") or self.has_change_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Return whether the user may change articles."""
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Return whether the user may change articles."""
        return request.user.has_perm("articles.change_article")

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Return whether the user may delete articles."""
        return request.user.has_perm("articles.delete_article")


def save_corrections(formset: Any, user: User) -> None:
    """Save the corrections of an article's form, new ones with who wrote them; forgotten names are shortened."""
    saved = formset.save(commit=False)
    for correction in saved:
        if correction.pk is None:
            correction.made_by, correction.made_by_name = user, user.username
        if correction.text != Correction.objects.filter(pk=correction.pk).values_list("text", flat=True).first():
            correction.written = ""
        correction.save()
    mask_corrections([correction.pk for correction in saved])
    for correction in formset.deleted_objects:
        correction.delete()
