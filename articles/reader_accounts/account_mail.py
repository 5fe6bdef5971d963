"""Mails of the archive to holders of accounts."""

import logging
from collections.abc import Mapping
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

logger = logging.getLogger(__name__)

# Replies from here on are final (RFC 5321, section 4.2.1).
_FIRST_FINAL_REPLY: Final = 500


class MailRefused(Exception):
    """The mail server refused a mail or its address for good. It must not be sent again."""


def sends_mail() -> bool:
    """Tell whether a mail server is set up (SMTP_HOST)."""
    return bool(settings.EMAIL_HOST)


def send_text(name: str, address: str, language: str, values: Mapping[str, Any]) -> bool:
    """Send the mail of the template mail/NAME.txt; tell whether it was sent. Why it was not is logged."""
    try:
        return deliver(name, address, language, values)
    except MailRefused:
        return False


def deliver(
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
    cannot be reached or takes no mail at present is logged. Raises MailRefused, which is logged too.
    """
    if not sends_mail():
        return False
    shown = {**values, "site_name": settings.SITE_NAME}
    with translation.override(language):
        text = render_to_string(f"mail/{name}.txt", shown)
        html = render_to_string(f"mail/{name}.html", shown) if with_html else ""
    subject, _, body = text.strip().partition("\n\n")
    mail = EmailMultiAlternatives(
        " ".join(subject.split()), body.strip() + "\n", None, [address], headers=dict(headers or {})
    )
    if html:
        mail.attach_alternative(html, "text/html")
    try:
        mail.send()
    except (OSError, SMTPException) as error:
        logger.error("A mail could not be sent: %s", error)
        if _is_final(error):
            raise MailRefused from error
        return False
    return True


def _is_final(error: OSError) -> bool:
    """Tell whether a server refused the recipient or the mail itself for good.

    A sender or password that it refuses is a matter of the settings, which can be mended.
    """
    match error:
        case SMTPRecipientsRefused(recipients=refused):
            return all(code >= _FIRST_FINAL_REPLY for code, _ in refused.values())
        case SMTPDataError(smtp_code=code):
            return code >= _FIRST_FINAL_REPLY
    return False
