"""Two-step sign-in: after the password a code of an app (TOTP, RFC 6238), or one of ten backup codes.

django-otp checks the codes, makes the wait after wrong ones longer each time, and takes no code twice.
"""

from base64 import b32encode
from typing import Final

import segno
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.safestring import SafeString, mark_safe
from django_otp import DEVICE_ID_SESSION_KEY, login
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles.models import AuditAct, AuditEntry

BACKUP_CODES: Final = 10
_DIGITS: Final = 6
_MODULE_PIXELS: Final = 5
_PENDING: Final = "second_step"
# Seconds between the password and the code.
_PENDING_SECONDS: Final = 300


def app_of(user: User) -> TOTPDevice | None:
    """Return the app that an account signs in with, None where its password is enough (one SQL query)."""
    return TOTPDevice.objects.devices_for_user(user, confirmed=True).first()


def app_to_confirm(user: User) -> TOTPDevice:
    """Return the key that an account is about to set up an app with; it stays the same until a code is given."""
    return TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": "app"})[0]


def key_text(app: TOTPDevice) -> str:
    """Return the key as apps take it by hand, in groups of four."""
    key = b32encode(app.bin_key).decode()
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))


def qr_svg(app: TOTPDevice) -> SafeString:
    """Return the key as a QR code for the camera of a telephone, as inline SVG: dark on light in either scheme."""
    code = segno.make(app.config_url, error="m")
    return mark_safe(code.svg_inline(scale=_MODULE_PIXELS, dark="#000", light="#fff", border=4))  # noqa: S308


def is_required(user: User) -> bool:
    """Tell whether the setting `TWO_STEP_REQUIRED` asks this account for two steps."""
    match settings.TWO_STEP_REQUIRED:
        case "staff":
            return user.is_staff
        case "administrators":
            return user.is_staff and (user.is_superuser or user.has_perm("auth.change_user"))
    return False


def is_verified(request: HttpRequest) -> bool:
    """Tell whether a session was begun with both steps, or set them up."""
    return DEVICE_ID_SESSION_KEY in request.session


def wait_seconds(user: User, code: str) -> int:
    """Return how long a code has to wait after wrong ones, 0 where it may be tried."""
    device = _device_for(user, code)
    allowed, why = device.verify_is_allowed() if device else (True, None)
    if allowed or not why or "locked_until" not in why:
        return 0
    seconds: float = (why["locked_until"] - timezone.now()).total_seconds()
    return max(1, round(seconds))


@transaction.atomic
def matching_device(user: User, code: str) -> Device | None:
    """Return the app or the list of backup codes that a code is of, None where it is wrong or has to wait."""
    device = _device_for(user, code)
    return device if device is not None and device.verify_token(_normal(code)) else None


@transaction.atomic
def set_up(request: HttpRequest, user: User, code: str) -> list[str]:
    """Confirm an app by its first code; return the backup codes, none where the code is wrong.

    Other sessions of the account end: they were begun without the second step.
    """
    app = app_to_confirm(user)
    if not app.verify_token(_normal(code)):
        return []
    app.confirmed = True
    app.save(update_fields=["confirmed"])
    login(request, app)
    end_sessions(user, but=request.session.session_key)
    AuditEntry.objects.record(AuditAct.SECOND_STEP_ON, user)
    return new_backup_codes(user)


@transaction.atomic
def new_backup_codes(user: User) -> list[str]:
    """Make ten backup codes, each good for one sign-in; earlier ones are no longer."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="backup")
    codes = [StaticToken.random_token() for _ in range(BACKUP_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    AuditEntry.objects.record(AuditAct.BACKUP_CODES, user)
    return codes


def backup_codes_left(user: User) -> int:
    """Return how many backup codes an account has left."""
    left: int = StaticToken.objects.filter(device__user=user).count()
    return left


@transaction.atomic
def remove(user: User, *, but: str | None = None) -> bool:
    """Take the second step from an account, and end its sessions but one; False where it had none."""
    deleted, _ = TOTPDevice.objects.filter(user=user, confirmed=True).delete()
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    if deleted:
        end_sessions(user, but=but)
        AuditEntry.objects.record(AuditAct.SECOND_STEP_OFF, user)
    return bool(deleted)


def end_sessions(user: User, *, but: str | None = None) -> None:
    """End the sessions of an account, but one. They are read one by one: what they hold is not in columns."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).exclude(session_key=but).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()


def keep_pending(request: HttpRequest, user: User, address: str) -> None:
    """Remember in the session, for five minutes, whose password was right, and where to go after the code."""
    request.session[_PENDING] = {
        "account": user.pk,
        "password": user.get_session_auth_hash(),
        "until": timezone.now().timestamp() + _PENDING_SECONDS,
        "address": address,
    }


def pending_account(request: HttpRequest) -> tuple[User, str] | None:
    """Return whose code is awaited and where to go then; None where no password was given, or it was changed since."""
    pending = request.session.get(_PENDING)
    if not pending or pending["until"] < timezone.now().timestamp():
        return None
    user = User.objects.filter(pk=pending["account"], is_active=True).first()
    if user is None or not constant_time_compare(user.get_session_auth_hash(), pending["password"]):
        return None
    return user, pending["address"]


def forget_pending(request: HttpRequest) -> None:
    """Forget that a code is awaited."""
    request.session.pop(_PENDING, None)


def _device_for(user: User, code: str) -> TOTPDevice | StaticDevice | None:
    """Return what could have made a code, its row locked until a transaction ends: six digits are of the app."""
    model = TOTPDevice if len(_normal(code)) == _DIGITS and _normal(code).isdecimal() else StaticDevice
    devices = model.objects.devices_for_user(user, confirmed=True)
    return (devices.select_for_update() if transaction.get_connection().in_atomic_block else devices).first()


def _normal(code: str) -> str:
    return "".join(code.split()).lower()
