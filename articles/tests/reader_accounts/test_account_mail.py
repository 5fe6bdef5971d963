"""What a mail looks like when it arrives, and what happens where none can be sent."""

from email.message import EmailMessage

import pytest
from django.utils import timezone
from pytest_django import Settings

from articles.reader_accounts.account_mail import send_text
from articles.tests.mail_server import Mailbox

VALUES = {"address": "https://kho.toasoan.vn/x?a=1&b=2", "site_name": "another", "expires_at": timezone.now()}


def _subject(mail: EmailMessage) -> str:
    return str(mail["Subject"])


def test_a_mail_arrives_in_the_language_of_its_reader(mailbox: Mailbox, settings: Settings) -> None:
    settings.SITE_NAME = "Kho & báo"
    assert send_text("invitation", "lan@toasoan.vn", "vi", VALUES)
    assert send_text("invitation", "lan@toasoan.vn", "en", VALUES)
    assert [_subject(mail) for mail in mailbox.mails] == ["Lời mời vào Kho & báo", "Invitation to Kho & báo"]
    assert mailbox.mails[0]["To"] == "lan@toasoan.vn"
    assert mailbox.mails[0]["From"] == "Kho báo <kho@toasoan.vn>"
    assert "\nhttps://kho.toasoan.vn/x?a=1&b=2\n" in mailbox.text(0).replace("\r\n", "\n")


def test_a_server_that_is_not_there_is_told(
    mailbox: Mailbox, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_PORT = 1
    assert not send_text("invitation", "lan@toasoan.vn", "vi", VALUES)
    assert "could not be sent" in caplog.text


def test_without_a_server_nothing_is_sent(mailbox: Mailbox, settings: Settings) -> None:
    settings.EMAIL_HOST = ""
    assert not send_text("invitation", "lan@toasoan.vn", "vi", VALUES)
    assert mailbox.mails == []
