"""Creates the first administrator."""

import secrets
from argparse import ArgumentParser
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

# Without letters and digits that look alike.
_ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS: Final = 4
_GROUP_LENGTH: Final = 5


class Command(BaseCommand):
    help = "Creates the first administrator and prints the password once; does nothing if there is one already."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--username", default="admin", help="the name to sign in with (default: %(default)s)")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        """Create the account if there is no active superuser; fails if the name is taken."""
        users = get_user_model()._default_manager
        if users.filter(is_superuser=True, is_active=True).exists():
            return
        if users.filter(username=username).exists():
            raise CommandError(f"the name '{username}' is taken: choose another with --username")
        password = new_password()
        get_user_model().objects.create_superuser(username, password=password)
        self.stdout.write(f"First account for {reverse('admin:index')}: name {username}, password {password}")
        self.stdout.write("The password is not shown again; change it there or with `manage.py changepassword`.")


def new_password() -> str:
    """Return a random password of about 99 bits in four groups, easy to copy by hand."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS))
