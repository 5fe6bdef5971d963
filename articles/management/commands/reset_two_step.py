"""Takes two-step sign-in from an account whose holder lost the telephone and the backup codes."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from articles.reader_accounts.second_step import remove


class Command(BaseCommand):
    help = "Takes two-step sign-in from an account: for administrators whom nobody else can help in the admin."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="the name that the account signs in with")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        """Remove app and backup codes, and end the account's sessions; fails where there is no such account."""
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"there is no account '{username}'")
        had = remove(user)
        self.stdout.write(f"{username} signs in by the password alone{'' if had else ', as before'}.")
