"""Digests: e-mails and texts of several articles, one below another, each with its own title and paper or author."""

from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage

from articles.importing.document import Document, Found
from articles.importing.encodings.decoding import Decoded, decode
from articles.importing.opening.inner import Inner
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.readers import has_binary_reader
from articles.importing.readers.messages.chat_exports import chat_in_page
from articles.importing.readers.messages.mail import is_mail
from articles.importing.readers.messages.mail_parts import mail_text, open_mail
from articles.importing.readers.several_articles.article_parts import article_parts
from articles.importing.readers.several_articles.document_parts import DocumentParts, document_parts
from articles.importing.readers.web.html import looks_like_html


def in_digest(whole: Found, inner: Inner) -> Iterator[Found]:
    """Yield each article of an e-mail or a text that is a digest, by itself; anything else as it is."""
    if isinstance(whole, Document) and not is_mail(whole.data):
        yield from _in_text(whole, inner.options.encoding)
        return
    message: EmailMessage | None = None
    parts: tuple[str, ...] = ()
    if isinstance(whole, Document):
        try:
            message = open_mail(whole.data)
            parts = article_parts(mail_text(message), str(message.get("Subject", ""))).articles
        except (UnreadableDocument, LookupError):  # the reader says so
            parts = ()
    if message is None or len(parts) < 2:
        yield whole
        return
    for number, part in enumerate(parts, start=1):
        place = ", ".join(filter(None, (whole.place, f"article {number}")))
        yield inner.document(whole.path, place, _alone(part, message), form="mail")


def _in_text(whole: Document, encoding: str) -> Iterator[Found]:
    """Yield the articles of a text, each by itself; any other document as it is."""
    if has_binary_reader(whole.data):
        yield from _in_document(whole, document_parts(whole.data))
        return
    try:
        decoded = decode(whole.data, encoding)
    except UnreadableDocument:  # the reader says so
        decoded = Decoded("")
    if chat := chat_in_page(decoded.text):
        yield Document(whole.path, whole.place, chat.encode(), form="raw", warnings=decoded.warnings)
        return
    if looks_like_html(decoded.text):
        yield from _in_document(whole, document_parts(whole.data, decoded.text))
        return
    found = article_parts(decoded.text)
    for number, part in enumerate(found.articles, start=1):
        warnings = (*decoded.warnings, *([found.warning] if found.warning and number == 1 else []))
        yield Document(whole.path, f"record {number}", part.encode(), warnings=warnings)
    if not found.articles:
        yield whole


def _in_document(whole: Document, found: DocumentParts) -> Iterator[Found]:
    """Yield each article of a document by itself, or the whole, with a warning where that may be wrong."""
    warnings = (found.warning,) if found.warning else ()
    for number, part in enumerate(found.files, start=1):
        yield Document(whole.path, f"article {number}", part, form=whole.form, warnings=warnings if number == 1 else ())
    if not found.files:
        yield replace(whole, warnings=(*whole.warnings, *warnings))


def _alone(text: str, message: EmailMessage) -> bytes:
    """Return an article of a digest as an e-mail with the head of the whole one."""
    alone = EmailMessage()
    for name in ("From", "Date"):
        if value := message.get(name):
            alone[name] = str(value)
    alone["Subject"] = " ".join(text.partition("\n")[0].split())
    alone.set_content(text)
    return alone.as_bytes()
