from io import StringIO

import pytest
from django.core.management import call_command

from articles.importing.options import ImportOptions
from articles.importing.readers import READERS, form_labels, read_page
from articles.importing.readers.document_reader import DocumentReader
from articles.importing.readers.page import Block, Page
from articles.models import Article
from bench.broken_files import SEEDS

RICH_TEXT = DocumentReader(
    "rtf",
    READERS[0].label,
    "rich text",
    read=lambda contents, _options: Page((Block(contents.data[5:].decode()),), warnings=("no styles",)),
    matches=lambda contents: contents.data.startswith(b"{\\rtf"),
    binary=True,
)


def test_every_form_has_a_key_of_its_own_that_fits_its_column() -> None:
    forms = [reader.form for reader in READERS]
    assert len(set(forms)) == len(forms) > 5
    assert max(map(len, forms)) <= (Article._meta.get_field("form").max_length or 0)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.form)
def test_every_form_has_a_label_and_files_to_try_its_reader_with(reader: DocumentReader) -> None:
    assert str(form_labels()[reader.form])
    assert SEEDS[reader.form]


def test_the_last_reader_reads_any_text_and_no_other_one_does() -> None:
    page = read_page("Một dòng chữ.".encode(), ImportOptions())
    assert page.form == READERS[-1].form


def test_a_binary_reader_takes_its_form_before_it_is_named_as_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.importing.readers.READERS", (RICH_TEXT, *READERS))
    page = read_page(b"{\\rtfTin", ImportOptions(encoding="vni"))
    assert (page.form, page.blocks[0].text, page.warnings) == ("rtf", "Tin", ("no styles",))


def test_the_forms_are_listed_by_a_command() -> None:
    out = StringIO()
    call_command("parse_article", "--forms", stdout=out)
    assert [line.split()[0] for line in out.getvalue().splitlines()] == [reader.form for reader in READERS]
