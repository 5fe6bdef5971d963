"""Two-step sign-in: the code after the password, and the page where an account sets it up."""

from typing import Any, Final

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import REDIRECT_FIELD_NAME, login, views
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django_otp import login as otp_login

from articles.models import AuditAct, AuditEntry
from articles.reader_accounts import second_step
from articles.reader_accounts.password_forms import StaffLogInForm

_BACKEND: Final = settings.AUTHENTICATION_BACKENDS[0]
_LONGEST: Final = 20


class CodeForm(forms.Form):
    """A code of the app, or a backup code."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=_LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}),
    )


class TwoStepLogIn(views.LoginView):
    """A log-in by name and password that asks accounts which have an app for its code, too."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Log in, or go to the page for the code."""
        user = form.get_user()
        if second_step.app_of(user) is None:
            return super().form_valid(form)
        second_step.keep_pending(self.request, user, self.get_success_url())
        return redirect("log-in-code")


@method_decorator([sensitive_post_parameters(), never_cache], "dispatch")
class StaffLogIn(TwoStepLogIn):
    """The log-in page of the admin, as Django makes it."""

    template_name = "admin/login.html"
    form_class = StaffLogInForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page; who may enter the admin already goes there."""
        if admin.site.has_permission(request):
            return redirect("admin:index")
        return super().get(request, *args, **kwargs)

    def get_default_redirect_url(self) -> str:
        """Return the address of the admin."""
        return reverse("admin:index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the template needs."""
        user = self.request.user
        own = {
            "title": _("Log in"),
            "app_path": self.request.get_full_path(),
            "username": user.get_username(),
            REDIRECT_FIELD_NAME: self.get_redirect_url() or self.get_default_redirect_url(),
        }
        return admin.site.each_context(self.request) | super().get_context_data(**kwargs) | own


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def log_in_code(request: HttpRequest) -> HttpResponse:
    """Ask whose password was right for a code, and log in; go back where no password was given."""
    if (pending := second_step.pending_account(request)) is None:
        second_step.forget_pending(request)
        messages.info(request, _("Please enter your name and password first."))
        return redirect("log-in")
    user, address = pending
    form = CodeForm(request.POST or None)
    if form.is_valid() and (device := _checked(form, user)):
        second_step.forget_pending(request)
        login(request, user, _BACKEND)
        otp_login(request, device)
        _warn_of_last_codes(request, user)
        return redirect(address)
    return render(request, "reader_accounts/log_in_code.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def two_step(request: HttpRequest) -> HttpResponse:
    """Show whether an account has two steps; set them up, make new backup codes, or take them away, each by a code."""
    user = request.user
    if not isinstance(user, User):
        return redirect("log-in")
    app, codes = second_step.app_of(user), []
    form = CodeForm(request.POST or None)
    if form.is_valid() and app is None:
        codes = second_step.set_up(request, user, form.cleaned_data["code"])
        if not codes:
            form.add_error("code", _WRONG)
    elif form.is_valid() and _checked(form, user):
        if "remove" in request.POST and not second_step.is_required(user):
            second_step.remove(user, but=request.session.session_key)
            messages.success(request, _("From now on your password alone is enough."))
            return redirect("account")
        codes = second_step.new_backup_codes(user)
    return render(request, "reader_accounts/two_step.html", _context(user, form, codes))


def _context(user: User, form: CodeForm, codes: list[str]) -> dict[str, Any]:
    app = second_step.app_of(user)
    context: dict[str, Any] = {"form": form, "backup_codes": codes, "is_on": app is not None}
    context["is_required"] = second_step.is_required(user)
    if app is None:
        new = second_step.app_to_confirm(user)
        return context | {"qr": second_step.qr_svg(new), "key": second_step.key_text(new)}
    return context | {"left": second_step.backup_codes_left(user)}


def _checked(form: CodeForm, user: User) -> Any:
    """Return the device that a code is of; where there is none, say so in the form, and record it."""
    code = form.cleaned_data["code"]
    if seconds := second_step.wait_seconds(user, code):
        form.add_error("code", _("Too many wrong codes. Try again in %(n)s s.") % {"n": seconds})
        return None
    if device := second_step.matching_device(user, code):
        return device
    AuditEntry.objects.record(AuditAct.CODE_FAILED, user)
    form.add_error("code", _WRONG)
    return None


def _warn_of_last_codes(request: HttpRequest, user: User) -> None:
    if second_step.backup_codes_left(user) < _FEW:
        messages.warning(request, _("You have hardly any backup codes left. Make new ones in your account."))


_WRONG: Final = gettext_lazy("This code is wrong, or was used already.")
_FEW: Final = 3
