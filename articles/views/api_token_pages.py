"""The page of an account's tokens for the API: making one, which is shown once, and revoking one."""

from typing import Final

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from articles.models import ApiToken
from articles.views.account_pages import signed_in
from articles.views.parts.wording import number

_MOST_TOKENS: Final = 20


class ApiTokenForm(forms.ModelForm[ApiToken]):
    """The name of a new token, by which its holder tells it from others."""

    class Meta:
        model = ApiToken
        fields = ("name",)
        labels = {"name": gettext_lazy("Name of a new token")}
        help_texts = {"name": gettext_lazy("what it is for, such as the name of a program")}

    def clean(self) -> None:
        """Refuse a name that another token of the account has, and one token too many. Raises ValidationError."""
        own = self.instance.user.api_tokens
        if own.filter(name=self.cleaned_data.get("name", "")).exists():
            raise ValidationError({"name": _("Another of your tokens has this name.")})
        if own.count() >= _MOST_TOKENS:
            raise ValidationError(_("An account has at most %(most)s tokens.") % {"most": number(_MOST_TOKENS)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def api_tokens(request: HttpRequest) -> HttpResponse:
    """Show the tokens of the account, or make one and show it this once."""
    user = signed_in(request)
    form, token = _form(request, user), ""
    if form.is_valid():
        token = ApiToken.objects.make(user, form.cleaned_data["name"])
        form = ApiTokenForm(instance=ApiToken(user=user))
    context = {"form": form, "token": token, "tokens": ApiToken.objects.filter(user=user)}
    return render(request, "reader_accounts/api_tokens.html", context)


@require_POST
@login_required
def api_token_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke a token of the account: programs that show it are clients without one from now on."""
    own = get_object_or_404(ApiToken, pk=pk, user=signed_in(request))
    own.delete()
    messages.success(request, _("The token “%(name)s” is revoked.") % {"name": own})
    return redirect("api-tokens")


def _form(request: HttpRequest, user: User) -> ApiTokenForm:
    return ApiTokenForm(request.POST or None, instance=ApiToken(user=user))
