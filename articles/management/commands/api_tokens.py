"""The command that makes, lists and revokes tokens of the API."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from articles.models import ApiToken


class Command(BaseCommand):
    help = "Makes a token of an account for the API, lists the tokens of all accounts, or revokes one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--make", nargs=2, metavar=("USER", "NAME"), help="make a token and print it, once")
        parser.add_argument("--revoke", nargs=2, metavar=("USER", "NAME"), help="delete a token")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["make"]:
            self._make(*options["make"])
        elif options["revoke"]:
            self._revoke(*options["revoke"])
        else:
            for token in ApiToken.objects.select_related("user"):
                self.stdout.write(f"{token.user.get_username()}\t{token.name}\t{token.created_at:%Y-%m-%d}")

    def _make(self, username: str, name: str) -> None:
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no account {username}.")
        if ApiToken.objects.filter(user=user, name=name).exists():
            raise CommandError(f"{username} has a token {name} already; revoke it first, or choose another name.")
        self.stdout.write(ApiToken.objects.make(user, name))

    def _revoke(self, username: str, name: str) -> None:
        deleted, _ = ApiToken.objects.filter(user__username=username, name=name).delete()
        if not deleted:
            raise CommandError(f"{username} has no token {name}.")
