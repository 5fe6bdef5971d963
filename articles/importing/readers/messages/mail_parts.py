"""The parts of e-mails and of pages that are saved as e-mails are (RFC 2045, RFC 5322)."""

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart
from typing import Final, cast

from articles.importing.cleaning.characters import clean_text
from articles.importing.encodings.decoding import decode
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.readers.lines.cut_lines import whole_lines

# How a message begins, within so many bytes.
MAIL_HEADER: Final = re.compile(rb"\s*(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}\r?\n")
HEAD_BYTES: Final = 16_384


def open_mail(data: bytes) -> EmailMessage:
    """Return the e-mail or saved page in a file; raises UnreadableDocument where it is damaged."""
    try:
        return email.message_from_bytes(data.lstrip(), _class=EmailMessage, policy=email.policy.default)
    except (ValueError, LookupError, RecursionError) as error:
        raise UnreadableDocument(f"the e-mail or saved page is damaged: {error}") from error


def body_part(message: EmailMessage, kind: str) -> EmailMessage | None:
    """Return the part of an e-mail that is its text in a kind, "html" or "plain"; None where it has none."""
    try:
        return cast("EmailMessage | None", message.get_body((kind,)))
    except AttributeError:
        # `email` takes the text of a part that says it has parts, and has none, for these parts.
        return None


def parts_of(message: EmailMessage, kind: str) -> Iterator[EmailMessage]:
    """Yield the parts of a type of content."""
    for part in message.walk():
        if isinstance(part, EmailMessage) and part.get_content_type() == kind:
            yield part


def mail_text(message: EmailMessage) -> str:
    """Return the plain text of an e-mail, "" where it has none."""
    plain = body_part(message, "plain")
    return clean_text(whole_lines(part_text(plain)), keep_tabs=True) if plain is not None else ""


def part_text(part: "EmailMessage | MIMEPart") -> str:
    """Return the text of a part."""
    payload = part.get_payload(decode=True)
    return decode(payload).text if isinstance(payload, bytes) and payload.strip() else ""
