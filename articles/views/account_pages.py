"""The pages of readers' accounts: taking up an invitation, logging in and out, passwords, the profile, leaving."""

from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.contrib.auth import login, logout, views
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles.models import Folder, ReaderProfile, SavedSearch
from articles.reader_accounts.account_mail import sends_mail
from articles.reader_accounts.attempt_limits import LOG_IN_BY_NAME, RESET_BY_ADDRESS, RESET_BY_CLIENT, client_of
from articles.reader_accounts.invitations import invitation_of, take_up
from articles.reader_accounts.password_forms import LeavingForm, LimitedPasswordChangeForm, LogInForm, was_refused
from articles.reader_accounts.second_step import app_of
from articles.views.parts.account_forms import ForgottenPasswordForm, ProfileForm, SignUpForm
from articles.views.second_step_pages import TwoStepLogIn

_OK: Final = 200
_GONE: Final = 410
_TOO_MANY: Final = 429
_BACKEND: Final = settings.AUTHENTICATION_BACKENDS[0]


class LogIn(TwoStepLogIn):
    """Log in. The language is then the one that the reader chose in the profile."""

    template_name = "reader_accounts/log_in.html"
    form_class = LogInForm
    redirect_authenticated_user = True
    # Django would name the page after the host.
    extra_context = {"site_name": settings.SITE_NAME}

    def form_valid(self, form: Any) -> HttpResponse:
        """Log in, and keep the reader's language."""
        response = super().form_valid(form)
        profile = ReaderProfile.objects.filter(user=form.get_user()).first()
        return _in_language(response, profile.language) if profile else response

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the form again; 429 after too many attempts."""
        response = self.render_to_response(self.get_context_data(form=form), status=_status(form))
        if was_refused(form):
            response.headers["Retry-After"] = str(LOG_IN_BY_NAME.seconds)
        return response


class LogOut(views.LogoutView):
    """Log out, and leave no cookie: the browser is then given pages as a reader without an account is."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log out and go to the front page."""
        response = super().post(request, *args, **kwargs)
        response.delete_cookie(settings.CSRF_COOKIE_NAME)
        return response


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Have the holder of an invitation make an account; 410 where it is no longer valid.

    The page and the account have the language of the invitation, unless another one was chosen already.
    """
    invitation = invitation_of(token)
    if invitation is None or not invitation.is_valid or _has_account(invitation.email):
        return render(request, "reader_accounts/invitation_gone.html", status=_GONE)
    language = translation.get_language() if settings.LANGUAGE_COOKIE_NAME in request.COOKIES else invitation.language
    with translation.override(language):
        form = SignUpForm(request.POST or None)
        if not form.is_valid():
            return render(request, "reader_accounts/join.html", {"form": form, "invitation": invitation})
        user = form.save(commit=False)
        if not take_up(invitation, user):
            return render(request, "reader_accounts/invitation_gone.html", status=_GONE)
        login(request, user, _BACKEND)
        messages.success(request, _("Welcome. This is your account."))
    return _in_language(redirect("account"), ReaderProfile.of(user).language)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show the profile, or keep what its holder chose."""
    user = signed_in(request)
    profile = ReaderProfile.of(user)
    form = ProfileForm(request.POST or None, instance=profile, initial={"first_name": user.first_name})
    if form.is_valid():
        form.save()
        with translation.override(profile.language):
            messages.success(request, _("Your profile is saved."))
        return _in_language(redirect("account"), profile.language)
    context = {"form": form, "sends_mail": sends_mail(), "may_leave": _may_leave(user)}
    return render(request, "reader_accounts/account.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def leave(request: HttpRequest) -> HttpResponse:
    """Say what goes with an account, and delete it once its holder types the password."""
    user = signed_in(request)
    if not _may_leave(user):
        raise PermissionDenied
    form = LeavingForm(user, request.POST or None)
    if not form.is_valid():
        folders = Folder.objects.filter(owner=user).count()
        context = {"form": form, "folders": folders, "query_lists": user.query_lists.count()}
        context |= {"saved_searches": SavedSearch.objects.filter(owner=user).count()}
        return render(request, "reader_accounts/leave.html", context, status=_status(form))
    logout(request)
    user.delete()
    response = render(request, "reader_accounts/left.html")
    response.delete_cookie(settings.CSRF_COOKIE_NAME)
    return response


@method_decorator(never_cache, "dispatch")
class PasswordChange(views.PasswordChangeView):
    """Another password for who is signed in and knows the present one."""

    template_name = "reader_accounts/password_change.html"
    form_class = LimitedPasswordChangeForm
    success_url = reverse_lazy("account")

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the password; other sessions of the account end."""
        messages.success(self.request, _("Your password is changed."))
        return super().form_valid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the form again; 429 after too many attempts."""
        return self.render_to_response(self.get_context_data(form=form), status=_status(form))


@method_decorator(never_cache, "dispatch")
class ForgottenPassword(views.PasswordResetView):
    """Mail a link for a new password. Without a mail server, say whom to ask."""

    template_name = "reader_accounts/password_forgotten.html"
    form_class = ForgottenPasswordForm
    email_template_name = "new_password"
    success_url = reverse_lazy("password-mailed")
    extra_context = {"sends_mail": sends_mail}

    def form_valid(self, form: Any) -> HttpResponse:
        """Send the mail; the same page follows whether an account has the address or not."""
        if RESET_BY_CLIENT.is_passed(client_of(self.request)):
            return redirect(self.success_url)
        if RESET_BY_ADDRESS.is_passed(form.cleaned_data["email"]):
            return redirect(self.success_url)
        return super().form_valid(form)


class PasswordMailed(views.PasswordResetDoneView):
    """Say that the mail is on its way."""

    template_name = "reader_accounts/password_mailed.html"


class NewPassword(views.PasswordResetConfirmView):
    """A new password, by the link of a mail or of an administrator; its holder is then signed in."""

    template_name = "reader_accounts/password_new.html"
    success_url = reverse_lazy("front")
    post_reset_login = True
    post_reset_login_backend = _BACKEND

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the password, and sign in; who has a second step goes to the log-in page, so that it is asked for."""
        if self.user and app_of(self.user):
            self.post_reset_login, self.success_url = False, reverse_lazy("log-in")
        return super().form_valid(form)


def signed_in(request: HttpRequest) -> User:
    """Return the account of a page that needs one. Raises PermissionDenied where none is signed in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _status(form: BaseForm) -> int:
    """Return the status of a page that shows a form, again: 429 after too many wrong passwords."""
    return _TOO_MANY if was_refused(form) else _OK


def _has_account(email: str) -> bool:
    return User.objects.filter(username__iexact=email).exists()


def _may_leave(user: User) -> bool:
    """Tell whether holders may delete an account: one that worked in the admin stays, as its changes show its name."""
    return not user.is_staff and not LogEntry.objects.filter(user=user).exists()


def _in_language(response: HttpResponse, language: str) -> HttpResponse:
    """Return a response that sets the language of the pages, as the switch at their foot does."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        domain=settings.LANGUAGE_COOKIE_DOMAIN,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response
