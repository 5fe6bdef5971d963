"""Texts of Django's admin and accounts that Django itself has not, not wholly, or not well translated into Vietnamese.

They are named here so that the project's catalogues hold them: those win over Django's own. Drop a text when Django
has it. The texts of its scripts are in djangojs.po.
"""

from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy
from django.views.i18n import JavaScriptCatalog

DJANGO_TEXTS: Final = (
    _("Select this object for an action - {}"),
    _("Select all objects on this page for an action"),
    _("Breadcrumbs"),
    _("Model name"),
    _("Add link"),
    _("Change or view list link"),
    _("After you’ve created a user, you’ll be able to edit more user options."),
    _("Error:"),
    _("Set password"),
    _("Set password: %s"),
    _("Reset password"),
    _("Enable password-based authentication"),
    _("Disable password-based authentication"),
    _("This action will <strong>enable</strong> password-based authentication for this user."),
    _("Password-based authentication"),
    _("Password-based authentication was disabled."),
    _("Enabled"),
    _("Disabled"),
    _("Raw passwords are not stored, so there is no way to see the user’s password."),
    _("Enable password-based authentication for this user by setting a password."),
    _("Skip to main content"),
    _("Hide counts"),
    _("Show counts"),
    _("Toggle theme (current theme: auto)"),
    _("Toggle theme (current theme: light)"),
    _("Toggle theme (current theme: dark)"),
    _("Added:"),
    _("Changed:"),
    _("Deleted:"),
    _("Forgotten your login credentials?"),
    _("Toggle navigation"),
    _("Sidebar"),
    _("Filter navigation items"),
    _("View selected %(model)s"),
    _("In case you’ve forgotten, you are:"),
    _("Task Result"),
    _("Task Results"),
    _("Models in the %(name)s application"),
    _("Conflicting form data submitted. Please try again."),
    _(
        "Whether the user will be able to authenticate using a password or not. If disabled, they may still be able to "
        "authenticate using other backends, such as Single Sign-On or LDAP."
    ),
    _(
        "Enter a valid username. This value may contain only unaccented lowercase a-z and uppercase A-Z letters, "
        "numbers, and @/./+/-/_ characters."
    ),
    _(" By %(filter_title)s "),
    _("Go"),
    _("Site administration"),
    _("None available"),
    _("0 of %(cnt)s selected"),
    _("Null characters are not allowed."),
    _("Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."),
    _("Enter a valid JSON."),
    _("Value must be valid JSON."),
    _("Enter a complete value."),
    _(
        "%(datetime)s couldn’t be interpreted in time zone %(current_timezone)s; "
        "it may be ambiguous or it may not exist."
    ),
    _("Constraint “%(name)s” is violated."),
    _("“%(pk)s” is not a valid value."),
    _(
        "ManagementForm data is missing or has been tampered with. Missing fields: %(field_names)s. "
        "You may need to file a bug report if the issue persists."
    ),
)
DJANGO_PLURALS: Final = (
    ngettext_lazy("entry", "entries"),
    ngettext_lazy("Please correct the error below.", "Please correct the errors below."),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
)


class AdminScriptTexts(JavaScriptCatalog):
    """The texts of the admin's scripts: Django's, and over them those of the project's catalogues."""

    def get_paths(self, packages: Any) -> list[Any]:
        """Return the folders of the catalogues, the project's last."""
        return [*super().get_paths(packages), *settings.LOCALE_PATHS]
