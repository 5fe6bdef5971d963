"""The forms that ask for a password which an account has: guesses are limited."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.reader_accounts.attempt_limits import LOG_IN_BY_CLIENT, LOG_IN_BY_NAME, client_of

_TOO_MANY: Final = "too_many"


def was_refused(form: forms.BaseForm) -> bool:
    """Tell whether a form was refused because of too many wrong passwords."""
    return any(form.has_error(field, _TOO_MANY) for field in form.errors)


class LogInForm(AuthenticationForm):
    """Name and password. After too many failures for a name, or from a client, even the right password is refused."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = gettext_lazy("Mail address or user name")

    def clean_username(self) -> str:
        """Return the name; a mail address in lower case, as it is stored, unless it is a name as typed."""
        name: str = self.cleaned_data["username"]
        return name.lower() if "@" in name and not User.objects.filter(username=name).exists() else name

    def clean(self) -> dict[str, Any]:
        """Sign in; raises ValidationError where name and password do not fit, or there were too many attempts."""
        client = client_of(self.request) if self.request else ""
        if LOG_IN_BY_CLIENT.is_passed(client):
            raise _too_many()
        with _one_guess(self.cleaned_data.get("username", "")):
            cleaned: dict[str, Any] = super().clean()
        LOG_IN_BY_CLIENT.take_back(client)
        return cleaned


class StaffLogInForm(LogInForm, AdminAuthenticationForm):
    """The log-in form of the admin, which only staff may enter."""


class LimitedPasswordChangeForm(PasswordChangeForm):
    """The present password and a new one, for who is signed in."""

    def clean_old_password(self) -> str:
        """Return the present password; raises ValidationError where it is another, or there were too many attempts."""
        with _one_guess(self.user.get_username()):
            return str(super().clean_old_password())


class LeavingForm(forms.Form):
    """The password of an account that its holder deletes."""

    password = forms.CharField(
        label=gettext_lazy("Password"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Return the password; raises ValidationError where it is another, or there were too many attempts."""
        with _one_guess(self.user.get_username()):
            if not self.user.check_password(self.cleaned_data["password"]):
                raise ValidationError(_("This is not the password of your account."))
        return str(self.cleaned_data["password"])


@contextmanager
def _one_guess(name: str) -> Iterator[None]:
    """Count a guess of an account's password, wherever it is made; one that raises no error starts a new count.

    Raises ValidationError where there were too many.
    """
    if LOG_IN_BY_NAME.is_passed(name):
        raise _too_many()
    yield
    LOG_IN_BY_NAME.forget(name)


def _too_many() -> ValidationError:
    return ValidationError(
        _("The password was wrong too many times. Try again in a quarter of an hour, or ask an administrator."),
        _TOO_MANY,
    )
