"""A reader, searches that the reader saved, and articles added as an import adds them."""

import pytest
from django.contrib.auth.models import User


@pytest.fixture
def lan(db: None) -> User:
    """Return an account of a reader."""
    return User.objects.create_user("lan@toasoan.vn", "lan@toasoan.vn", "mật khẩu")
