import gzip
import json
import unicodedata
from itertools import islice
from pathlib import Path

import pytest

from articles.importing.encodings import decode_as, western
from articles.importing.encodings.decoding import decode, mend
from articles.importing.encodings.tcvn3_capitals import restore_capitals
from articles.importing.options import ENCODINGS, ImportOptions
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.parsing import parse_document
from articles.tests.shared import SHARED, needs_shared
from bench.old_encodings import OLD, encodable, encode

ALPHABET = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
STORY = "Chợ nổi vào mùa cá linh\n\nGiá cá đầu mùa cao.\n\nBà Sal nghỉ một chuyến, chở 40 kg cá ra chợ Ngã Bảy.\n"
SAMPLE = Path(__file__).parents[4] / "sample" / "kho-bai.jsonl"


@pytest.mark.parametrize("encoding", OLD)
def test_every_letter_comes_back(encoding: str) -> None:
    text = ALPHABET + ALPHABET.upper()
    assert unicodedata.normalize("NFC", decode_as(encode(text, encoding), encoding)) == text


@pytest.mark.parametrize("encoding", [*OLD, "utf-16-le", "utf-16-be"])
def test_an_encoding_is_recognised_by_what_the_text_becomes(encoding: str) -> None:
    data = encode(STORY, encoding) if encoding in OLD else STORY.encode(encoding)
    assert unicodedata.normalize("NFC", decode(data).text) == STORY


@pytest.mark.parametrize("encoding", OLD)
def test_the_articles_of_the_sample_come_back_from_old_encodings(encoding: str) -> None:
    records = [json.loads(line) for line in SAMPLE.read_text("utf-8").splitlines()]
    texts = [encodable("\n".join([record["title"], *_body(record)]), encoding) for record in records]
    assert [_read(text, encoding) for text in texts] == texts


def _body(record: dict[str, object]) -> list[str]:
    longest = max((value for value in record.values() if isinstance(value, list | str)), key=len)
    return [longest] if isinstance(longest, str) else [str(part) for part in longest]


def _read(text: str, encoding: str) -> str:
    return unicodedata.normalize("NFC", decode(encode(text, encoding)).text)


@needs_shared
@pytest.mark.parametrize("encoding", OLD)
def test_real_articles_come_back_from_old_encodings(encoding: str) -> None:
    with gzip.open(SHARED / "corpus/archive-30k.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in islice(lines, 0, 30_000, 150)]
    texts = [unicodedata.normalize("NFC", "\n".join([r["title"], r["lead"], *_body(r)])) for r in records]
    wanted = [encodable(text, encoding) for text in texts]
    right = sum(_read(text, encoding) == text for text in wanted)
    assert right / len(wanted) >= 0.99


def test_the_import_says_which_old_encoding_it_was() -> None:
    article = parse_document(encode(STORY, "tcvn3"))
    assert (article.title, article.warnings) == ("Chợ nổi vào mùa cá linh", ("encoding: TCVN3 (ABC)",))


def test_an_option_says_the_encoding_of_what_is_too_short_to_tell() -> None:
    data = encode("Tin\n\nMưa.\n\nHết mưa.", "vni")
    article = parse_document(data, options=ImportOptions(encoding="vni"))
    assert article.body == ("Hết mưa.",)
    assert article.warnings == ("encoding: vni, by import option",)
    with pytest.raises(UnreadableDocument, match="not utf-8 text"):
        parse_document(data, options=ImportOptions(encoding="utf-8"))


@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "utf-8"])
def test_letters_kept_as_western_ones_are_mended(encoding: str) -> None:
    data = STORY.encode() if encoding == "utf-8" else encode(STORY, encoding)
    mended = mend(western(data))
    assert mended.text == STORY
    assert "in Western letters" in mended.warnings[0]


@pytest.mark.parametrize("text", [STORY, "Le café de Besançon fête son été à Orléans.", "Tin ngắn", "Café Đà Lạt"])
def test_other_text_is_not_mended(text: str) -> None:
    assert mend(text).text == text


def test_a_wrong_byte_in_long_utf8_stands_as_such_and_is_told() -> None:
    decoded = decode(STORY.encode() * 3 + b"\xff")
    assert decoded.text == STORY * 3 + "\ufffd"
    assert decoded.warnings == ("encoding: 1 places are not UTF-8 and stand as \ufffd",)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Hà NộI", "HÀ NỘI"),
        ("UBND TỉNH họp ở Hà Nam", "UBND TỈNH họp ở Hà Nam"),
        ("ở Hà Nội có UBND Hà Đông", "Ở Hà Nội có UBND Hà Đông"),
        ("Mưa to. ảnh hưởng của bão. ông về", "Mưa to. Ảnh hưởng của bão. ông về"),
        ("THầY ở TRƯờNG Và TRò", "THẦY Ở TRƯỜNG VÀ TRÒ"),
    ],
)
def test_capitals_of_tcvn3_are_restored_where_plain_letters_show_them(read: str, meant: str) -> None:
    assert restore_capitals(read) == meant


def test_signs_of_windows_and_capitals_of_the_standard_are_told_apart() -> None:
    text = "“Ở Ủy ban xã…” – ông Ẩn nói: “Áo ấm!”"
    assert decode_as(encode(text, "tcvn3"), "tcvn3") == text


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_of_the_options_can_be_read(encoding: str) -> None:
    assert decode("Tin".encode("utf-16" if encoding == "utf-16" else "ascii"), encoding).text == "Tin"
