"""The forms by which people sign in, to the archive and to its admin: guesses of passwords are limited."""

from typing import Any, Final

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.reader_accounts.attempt_limits import LOG_IN_BY_CLIENT, LOG_IN_BY_NAME, client_of

TOO_MANY: Final = "too_many"


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
        name, client = self.cleaned_data.get("username", ""), client_of(self.request) if self.request else ""
        if LOG_IN_BY_CLIENT.is_passed(client) or LOG_IN_BY_NAME.is_passed(name):
            raise ValidationError(
                _("Too many attempts to log in. Try again in a quarter of an hour, or ask an administrator."), TOO_MANY
            )
        cleaned: dict[str, Any] = super().clean()
        LOG_IN_BY_NAME.forget(name)
        LOG_IN_BY_CLIENT.take_back(client)
        return cleaned


class StaffLogInForm(LogInForm, AdminAuthenticationForm):
    """The same for the admin, which only staff may enter."""
