"""Who works in the admin."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from articles.groups import EDITORS, make_groups


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    """Return the client of the editor "lan", who is logged in."""
    make_groups()
    user = User.objects.create_user("lan", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)
    return client
