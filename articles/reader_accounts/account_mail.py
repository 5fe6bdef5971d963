"""Mails of the archive to holders of accounts."""

import logging
from collections.abc import Mapping
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation

logger = logging.getLogger(__name__)


def sends_mail() -> bool:
    """Tell whether a mail server is set up (SMTP_HOST)."""
    return bool(settings.EMAIL_HOST)


def send_text(name: str, address: str, language: str, values: Mapping[str, Any]) -> bool:
    """Send the mail of the template mail/NAME.txt, whose first line is the subject; tell whether it was sent.

    Where no mail server is set up nothing is sent. A server that refuses the mail or cannot be reached is logged.
    """
    if not sends_mail():
        return False
    with translation.override(language):
        text = render_to_string(f"mail/{name}.txt", {**values, "site_name": settings.SITE_NAME})
    subject, _, body = text.strip().partition("\n")
    try:
        send_mail(subject.strip(), body.strip() + "\n", None, [address])
    except (OSError, SMTPException) as error:
        logger.error("A mail could not be sent: %s", error)
        return False
    return True
