"""The first account is made once, and its password is told once."""

import re
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def create_admin(**options: str) -> str:
    out = StringIO()
    call_command("create_admin", stdout=out, **options)
    return out.getvalue()


def test_the_account_told_may_do_everything() -> None:
    told = re.search(r"/admin/: name (\S+), password (\S+)$", create_admin(), re.MULTILINE)
    assert told
    user = authenticate(username=told[1], password=told[2])
    assert isinstance(user, User)
    assert user.username == "admin"
    assert user.is_superuser


def test_every_password_is_another() -> None:
    first = create_admin()
    User.objects.all().delete()
    assert create_admin() != first


def test_where_there_is_an_administrator_nothing_happens() -> None:
    User.objects.create_superuser("chủ-bút", password="x")
    assert create_admin() == ""
    assert User.objects.count() == 1


def test_the_name_of_someone_else_is_not_taken() -> None:
    User.objects.create_user("admin", password="x")
    with pytest.raises(CommandError, match="the name 'admin' is taken"):
        create_admin()
    assert "name chủ-bút, password" in create_admin(username="chủ-bút")
