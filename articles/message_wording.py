"""Reasons, warnings, places and errors of feeds in the language of the reader.

Imports and feeds keep them as one English sentence, made from a template and values ("the JSON is broken: %(error)s").
The template is the code of the message: what is shown is the template in the reader's language, with the values that
are found in the kept sentence. So what old imports kept is worded as well, and commands print the sentence as it is.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

# Of two templates that fit a sentence the first is taken: the more special one stands above.
MESSAGES: Final = (
    _("whoever started the import may not import articles of this source: %(source)s"),
    _("whoever started the import may not change this known article, which is of another source: %(source)s"),
    _("whoever started the import may not change this known article, which has no source"),
    _("the document states no source, and whoever started the import may import those of certain sources only"),
    _("the document is empty"),
    _("the document is binary, not text"),
    _("the document is not UTF-8 text, nor in an older encoding of Vietnamese"),
    _("the document is not %(encoding)s text"),
    _("the document holds no article: no text after a title"),
    _("the web page holds no article: no text after a title"),
    _("the Word document holds no article: no text after a title"),
    _("the entry of the feed holds no article: no text after a title"),
    _("the record has a text but no title: name the field of its title in the options of the import"),
    _("the record has a title but no text: name the field of its text in the options of the import"),
    _("the record has no field that names a title or a text"),
    _("the page holds no article text"),
    _("the page is nested too deeply"),
    _("the Word document holds no text"),
    _("the Word document unpacks to many times its size"),
    _("the Word document is damaged, open it in Word and save it again: %(error)s"),
    _("the Word document is damaged: %(error)s"),
    _("the JSON is broken, what follows cannot be read: %(error)s"),
    _("the JSON is broken: %(error)s"),
    _("the JSON cannot be read: %(error)s"),
    _("the JSON is nested too deeply"),
    _("the JSON is not one record of an article"),
    _("not a JSON record: %(error)s"),
    _("the YAML is broken: %(error)s"),
    _("the YAML cannot be read: %(error)s"),
    _("the YAML is nested too deeply"),
    _("the YAML holds no record of an article"),
    _("one record is larger than any article"),
    _("one row is larger than any article"),
    _("a row is left open"),
    _("the rest of the dump cannot be read: %(error)s"),
    _("no table of the dump names a title and a text: %(names)s"),
    _("the dump holds no rows"),
    _("rows of other tables, passed over: %(count)s (%(names)s)"),
    _("pages of the site, passed over: %(count)s"),
    _("pictures and files, passed over: %(count)s"),
    _("drafts, passed over: %(count)s"),
    _("menus, copies and parts of the site, passed over: %(count)s"),
    _("the XML is broken: %(error)s"),
    _("the entry of the feed is broken"),
    _("the entry of the feed has no text"),
    _("the feed has no entries"),
    _("its %(field)s has %(count)s characters, more than %(most)s: not an article"),
    _("an error of the importer, please report it: %(error)s"),
    _("%(size)s MB are left on the disk of %(folder)s"),
    _("%(file)s: the processes that read documents die one after another"),
    _("%(file)s: the process that opens files died before it opened one"),
    _("the processes that read documents die one after another"),
    _("the process that read it died: too little memory, or our fault"),
    _("it took more than %(size)s MB of memory"),
    _("it took more than %(seconds)s s"),
    _("the process that read it died: too much time or memory, or our fault"),
    _("the table is empty"),
    _("the table has no rows below the names of its columns"),
    _("no column of the table names a title or a text: %(row)s"),
    _("the rest of the table cannot be read: %(error)s"),
    _("a quotation mark is left open in this row"),
    _("cells beyond the last column, left out: %(count)s"),
    _("columns of one meaning (%(field)s): %(columns)s, of each row the first that is filled is read"),
    _("a line larger than %(size)s MB, which no article is"),
    _("larger than %(size)s MB, which no article is"),
    _("larger than %(size)s MB"),
    _("unpacks to more than %(count)s times its size"),
    _("unpacks to %(count)s times its size"),
    _("it unpacks to more than %(size)s MB; what follows is left out"),
    _("it holds more than %(count)s files; what follows is left out"),
    _("it holds more than %(count)s files"),
    _("archives in archives, more than %(count)s deep"),
    _("the ZIP file is damaged: it has no end"),
    _("the %(kind)s file is damaged: %(error)s"),
    _("the file is damaged: %(error)s"),
    _("the file cannot be read: %(error)s"),
    _("cannot be unpacked: %(error)s"),
    _("protected by a password"),
    _("a link, which is not followed"),
    _("no file"),
    _("hidden files and files of a system, passed over: %(count)s (%(names)s)"),
    _("this is a list of articles, not an article"),
    _("this page asks to sign in"),
    _("this is an error page"),
    _("this is a list of headlines, not an article"),
    _("this is a corpus in columns, not an article"),
    _("this is source code"),
    _("this is a log"),
    _("this is a chat without an article"),
    _("these are readers' comments, not an article"),
    _("these are classified advertisements, not an article"),
    _("this is an e-mail without an article"),
    _("this is a table, a form or data, not an article"),
    _("this is a text of a site about itself, not an article"),
    _("this is an official paper or a contract, not an article"),
    _("this is XML of no known kind"),
    _("lists of articles, passed over: %(count)s"),
    _("pages that ask to sign in, passed over: %(count)s"),
    _("error pages, passed over: %(count)s"),
    _("lists of headlines, passed over: %(count)s"),
    _("corpora in columns, passed over: %(count)s"),
    _("source code, passed over: %(count)s"),
    _("logs, passed over: %(count)s"),
    _("chats without an article, passed over: %(count)s"),
    _("another message of the chat holds an article too, which is not read"),
    _("the text holds several articles and is read as one"),
    _("the text is read as one article, but may hold several, which begin with %(names)s"),
    _("above the articles of this text stands: “%(value)s”"),
    _("the heading “%(value)s” is not the title that the front matter states"),
    _("what its keeper wrote beside the article is left out: “%(value)s”"),
    _("a document of another form inside the Word document is not read"),
    _("the Word document holds a document of another form alone: save it in Word"),
    _("the main part of the Word document is of no known kind"),
    _("readers' comments, passed over: %(count)s"),
    _("classified advertisements, passed over: %(count)s"),
    _("e-mails without an article, passed over: %(count)s"),
    _("tables, forms and data, passed over: %(count)s"),
    _("texts of sites about themselves, passed over: %(count)s"),
    _("official papers and contracts, passed over: %(count)s"),
    _("XML of no known kind, passed over: %(count)s"),
    _("the text has no title: its first sentence stands in for it"),
    _("the field “%(name)s” holds a long text and is not used"),
    _("the field “%(name)s” is taken for the %(field)s, by what it holds"),
    _("another attached file holds an article too, which is not read"),
    _("the field “%(name)s” is not used"),
    _("the text is the field “%(name)s”, which may be a part of the article"),
    _("the title could not be told from the lead"),
    _("an error of the archive, please report it: %(error)s"),
    _("the date %(value)s is not understood"),
    _("the date %(value)s cannot be that of an article: before %(year)s, in the future, or a placeholder"),
    _("the feed gives a summary alone"),
    _("the PDF is damaged or protected: %(error)s"),
    _("the PDF has %(count)s pages, more than %(most)s: not an article"),
    _("the PDF holds pictures of pages and no text: have a program recognise its text first"),
    _("the rich text is damaged: %(error)s"),
    _("the OpenDocument file is damaged: %(error)s"),
    _("the document holds no text"),
    _("the document unpacks to many times its size"),
    _("the workbook is damaged: %(error)s"),
    _("no sheet of the workbook has columns that name a title or a text"),
    _("the saved page holds no page"),
    _("the e-mail or saved page is damaged: %(error)s"),
    _("lines of the page that may be left out wrongly: %(count)s"),
    _("captions that nothing but their words tell: %(count)s"),
    _("the paper of the printed issue is in no list: “%(name)s”"),
    _("encoding: %(encoding)s, by import option"),
    _("encoding: %(encoding)s in Western letters"),
    _("encoding: %(count)s places are not UTF-8 and stand as �"),
    _("encoding: %(encoding)s"),
    _("the file name has no date"),
    _("the folder name has no date"),
    _("the document is in no folder"),
    _("source: import option"),
    _("section: import option"),
    _("its earlier text or address is that of article %(article)s now"),
    _("kept by the undo of this import: an editor has changed the article since"),
    _("the process was killed; run the command again"),
    _("the process was killed; what it had not stored comes with the next fetch"),
    _("this is an Office file of before 2007 (.doc, .xls, .msg): save it as .docx, .xlsx or .eml"),
    _("this is an e-mail of Outlook (.msg): open it in Outlook and save it as .eml, or as text"),
    _("this is a Word document of before 2007 (.doc): save it as .docx"),
    _("this is PowerPoint slides of before 2007 (.ppt)"),
    _("this is an Excel workbook of before 2007 (.xls): save it as .xlsx or .csv"),
    _("this is a RAR archive: pack it as ZIP"),
    _("this is a 7z archive: pack it as ZIP"),
    _("this is a Zstandard archive: pack it as gzip"),
    _("this is an LZ4 archive: pack it as gzip"),
    _("this is a cabinet archive (.cab): pack it as ZIP"),
    _("this is a picture, sound or film (%(kind)s)"),
    _("this is a picture (%(kind)s)"),
    _("this is a sound or film (%(kind)s)"),
    _("this is a sound (%(kind)s)"),
    _("this is a film (%(kind)s)"),
    _("this is PostScript"),
    _("this is an export of a whole archive: import_articles reads it, alone, into an empty one"),
    _("this is a SQLite database"),
    _("this is a program"),
    _("this is PowerPoint slides (.pptx)"),
    _("this is a Java program (.jar)"),
    _("this is an Android program (.apk)"),
    _("this is an OpenDocument file that is no text: save it as CSV"),
    _("not an RSS or Atom feed"),
    _("more than %(count)s redirects"),
    _("%(address)s answers %(status)s: gone for good"),
    _("robots.txt of %(host)s: the server answers %(status)s"),
    _("robots.txt of %(host)s does not allow %(address)s"),
    _("%(address)s answers %(status)s"),
    _("%(address)s is not a page but %(kind)s"),
    _("no complete response within %(seconds)s seconds"),
    _("compressed as %(encoding)s, which was not asked for"),
    _("the response ends %(count)s bytes early"),
    _("the compressed response ends early"),
    _("%(host)s: port %(port)s is not a port of a web server"),
    _("%(host)s is at %(address)s, which is not a public address"),
    _("%(host)s has no address: %(error)s"),
    _("%(address)s is not a valid address: %(error)s"),
    _("%(address)s is not an address of HTTP or HTTPS"),
    _("the address at %(host)s contains a user name or password"),
    _("%(origin)s redirects to %(address)s, which is not a valid address"),
    _("%(host)s: %(exception)s: %(error)s"),
    _("%(exception)s: %(error)s"),
)
# What libraries and the system say, as the `error` of a message. What is not here stays as it is.
CAUSES: Final = (
    _("the process that opens files died before it opened one"),
    _("a text is left open"),
    _("a row is left open"),
    _("one row is larger than any article"),
    _("a comma or a bracket is missing"),
    _("one record is larger than any article"),
    _("%(sign)s is missing"),
    _("it ends before its bracket"),
    _("it ends before its end mark"),
    _("it has no end"),
    _("a header of %(size)s bytes"),
    _("Expecting value: line %(line)s column %(column)s (char %(char)s)"),
    _("Expecting %(sign)s delimiter: line %(line)s column %(column)s (char %(char)s)"),
    _("Expecting property name enclosed in double quotes: line %(line)s column %(column)s (char %(char)s)"),
    _("Unterminated string starting at: line %(line)s column %(column)s (char %(char)s)"),
    _("Invalid control character at: line %(line)s column %(column)s (char %(char)s)"),
    _("Invalid control character at"),
    _("Extra data: line %(line)s column %(column)s (char %(char)s)"),
    _("Extra data"),
    _("Expecting value"),
    _("Expecting %(sign)s delimiter"),
    _("Expecting property name enclosed in double quotes"),
    _("Unterminated string starting at"),
    _("Opening and ending tag mismatch: %(tag)s line %(line)s and %(other)s"),
    _("Premature end of data in tag %(tag)s line %(line)s"),
    _("Start tag expected, '<' not found"),
    _("Extra content at the end of the document"),
    _("Document is empty"),
    _("File is not a zip file"),
    _("Bad magic number for file header"),
    _("unexpected end of data"),
    _("not a gzip file"),
    _("Permission denied"),
    _("No such file or directory"),
    _("No space left on device"),
    _("database is locked"),
    _("database or disk is full"),
    _("attempt to write a readonly database"),
    _("disk I/O error"),
    _("Connection refused"),
    _("Connection reset by peer"),
    _("Remote end closed connection without response"),
    _("Network is unreachable"),
    _("No route to host"),
    _("timed out"),
    _("Name or service not known"),
    _("Temporary failure in name resolution"),
    _("No address associated with hostname"),
    _("certificate verify failed: %(reason)s"),
)
PLACES: Final = (
    _("row %(number)s"),
    _("after row %(number)s"),
    _("line %(number)s"),
    _("after line %(number)s"),
    _("column %(number)s"),
    _("byte %(number)s"),
    _("record %(number)s"),
    _("after record %(number)s"),
    _("article %(number)s"),
    _("entry %(number)s"),
    _("after entry %(number)s"),
    # After one of those above, of the second document that stands in one place.
    _("copy %(number)s"),
    _("passed over"),
    _("no articles"),
    _("other tables"),
    _("not posted"),
)
_VALUE: Final = re.compile(r"%\\\((\w+)\\\)s")
# What a value looks like, where anything would be too much.
_VALUES: Final = {
    "host": r"[\w.:\[\]-]+",
    "exception": r"[A-Za-z]\w*(?:Error|Exception|Timeout|Line|Read|Disconnected)",
}
_BETWEEN: Final = "; "  # between the warnings of one document
_WITH_PLACE: Final = re.compile(r"(.+), ((?:after )?(?:row|line|record|entry) \d+)")
_COPY: Final = re.compile(r"(.*?) ?(copy \d+)")
# Longer sentences hold a message of somebody else, and looking them up would cost more than it tells.
_LONGEST: Final = 5_000


def worded(message: str) -> str:
    """Return a kept reason or error, or the warnings of a document, in the reader's language.

    What no template fits is returned as it is.
    """
    if len(message) > _LONGEST:
        return message
    parts = message.split(_BETWEEN)
    worded_parts = [_translated(part, MESSAGES) for part in parts]
    if all(worded_parts):
        return _BETWEEN.join(worded_parts)
    whole = _translated(message, MESSAGES)
    return whole or _BETWEEN.join(text or part for text, part in zip(worded_parts, parts, strict=True))


def worded_place(place: str) -> str:
    """Return a kept place ("row 4", "line 3, column 5", "record 2 copy 2") in the reader's language."""
    copied = _COPY.fullmatch(place)
    parts = (copied[1] if copied else place).split(", ")
    texts = ", ".join(_translated(part, PLACES) or part for part in parts)
    return f"{texts} {_translated(copied[2], PLACES)}".strip() if copied else texts


def _translated(sentence: str, templates: Iterable[str]) -> str:
    """Return a sentence by the first template that fits it, "" where none does."""
    for template in templates:
        if match := _pattern(template).fullmatch(sentence):
            values = match.groupdict()
            if "error" in values:
                values["error"] = _cause(values["error"])
            if "field" in values:  # the name of a column, which the models word
                values["field"] = gettext(values["field"])
            return gettext(template) % values
    return ""


def _cause(error: str) -> str:
    """Return what a library or the system said, in the reader's language where it is known, with its place."""
    if text := _translated(error, CAUSES):
        return text
    if with_place := _WITH_PLACE.fullmatch(error):
        return f"{_cause(with_place[1])}, {worded_place(with_place[2])}"
    return error


@cache
def _pattern(template: str) -> re.Pattern[str]:
    def group(value: re.Match[str]) -> str:
        return f"(?P<{value[1]}>{_VALUES.get(value[1], '.+?')})"

    return re.compile(_VALUE.sub(group, re.escape(template)), re.DOTALL)
