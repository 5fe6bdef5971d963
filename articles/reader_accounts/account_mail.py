"""Mails of the archive to holders of accounts."""

import logging
from collections.abc import Mapping
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

logger = logging.getLogger(__name__)


def sends_mail() -> bool:
    """Tell whether a mail server is set up (SMTP_HOST)."""
    return bool(settings.EMAIL_HOST)


def send_text(
    name: str,
    address: str,
    language: str,
    values: Mapping[str, Any],
    *,
    headers: Mapping[str, str] | None = None,
    with_html: bool = False,
) -> bool:
    """Send the mail of the template mail/NAME.txt, whose first paragraph is the subject; tell whether it was sent.

    With `with_html`, mail/NAME.html shows the same. Where no mail server is set up nothing is sent. A server that
    refuses the mail or cannot be reached is logged.
    """
    if not sends_mail():
        return False
    shown = {**values, "site_name": settings.SITE_NAME}
    with translation.override(language):
        text = render_to_string(f"mail/{name}.txt", shown)
        html = render_to_string(f"mail/{name}.html", shown) if with_html else ""
    subject, _, body = text.strip().partition("\n\n")
    mail = EmailMultiAlternatives(" ".join(subject.split()), body.strip() + "\n", None, [address], headers=dict(headers or {}))
    if html:
        mail.attach_alternative(html, "text/html")
    try:
        mail.send()
    except (OSError, SMTPException) as error:
        logger.error("A mail could not be sent: %s", error)
        return False
    return True
