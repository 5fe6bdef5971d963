"""Makes the first account that may do everything, with a password shown once."""

import secrets
from argparse import ArgumentParser
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

# Letters and digits that are not taken for one another when copied by hand.
_ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS: Final = 4
_GROUP_LENGTH: Final = 5


class Command(BaseCommand):
    help = "Makes the first administrator and shows the password once; does nothing where there is one already."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--username", default="admin", help="the name to log in with (default: %(default)s)")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        """Make the account where no active superuser exists; fails where the name belongs to someone else."""
        users = get_user_model()._default_manager
        if users.filter(is_superuser=True, is_active=True).exists():
            return
        if users.filter(username=username).exists():
            raise CommandError(f"the name '{username}' is taken: choose another one by --username")
        password = new_password()
        get_user_model().objects.create_superuser(username, password=password)
        self.stdout.write(f"First account for {reverse('admin:index')}: name {username}, password {password}")
        self.stdout.write("The password is shown only now; change it there, or by `manage.py changepassword`.")


def new_password() -> str:
    """Return a random password of four groups (about 99 bits) that is easy to copy by hand."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS))
