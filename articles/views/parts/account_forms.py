"""The forms of readers' accounts: taking up an invitation, the profile, a forgotten password."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import BaseUserCreationForm, PasswordResetForm
from django.contrib.auth.models import User
from django.utils.translation import get_language_info, gettext_lazy

from articles.models import ReaderProfile
from articles.reader_accounts.account_links import new_password_address
from articles.reader_accounts.account_mail import send_text
from articles.text.normal import nfc

_SHOWN_NAME = gettext_lazy("shown on what you share")


class SignUpForm(BaseUserCreationForm[User]):
    """An account's name, if its holder likes, and password; the invitation says the rest."""

    class Meta:
        model = User
        fields = ("first_name",)
        labels = {"first_name": gettext_lazy("Your name, if you like")}
        help_texts = {"first_name": _SHOWN_NAME}


class ProfileForm(forms.ModelForm[ReaderProfile]):
    """What the holder of an account chooses."""

    first_name = forms.CharField(
        label=SignUpForm.Meta.labels["first_name"], max_length=150, required=False, help_text=_SHOWN_NAME
    )

    class Meta:
        model = ReaderProfile
        fields = ("language", "mail_frequency")
        widgets = {"mail_frequency": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name each language in itself, as the foot of every page does."""
        super().__init__(*args, **kwargs)
        languages = [(code, nfc(get_language_info(code)["name_local"])) for code, _ in settings.LANGUAGES]
        self.fields["language"].widget = forms.RadioSelect(choices=languages)

    def save(self, commit: bool = True) -> ReaderProfile:
        """Store the choices, and the name with the account."""
        self.instance.user.first_name = self.cleaned_data["first_name"]
        self.instance.user.save(update_fields=["first_name"])
        return super().save(commit)


class ForgottenPasswordForm(PasswordResetForm):
    """The mail address of the account whose password is forgotten."""

    def send_mail(
        self,
        subject_template_name: str,
        email_template_name: str,
        context: dict[str, Any],
        from_email: str | None,
        to_email: str,
        html_email_template_name: str | None = None,
    ) -> None:
        """Send the link for a new password, in the language of the account."""
        account: User = context["user"]
        address = new_password_address(f"{context['protocol']}://{context['domain']}/", account)
        values = {"user": account, "address": address}
        send_text(email_template_name, to_email, ReaderProfile.of(account).language, values)
