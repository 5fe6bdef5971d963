"""Names found in a text and shortened to an initial."""

import pytest

from articles.text.initials import NameForms, Shift, bare_names, masked, whole_names, with_masks

_HUNG = NameForms(("Nguyễn Văn Hùng", "Hùng Kính"))


def _shown(text: str, forms: NameForms = _HUNG, others: tuple[str, ...] = (), words: tuple[str, ...] = ()) -> str:
    taken = sorted((text.index(other), text.index(other) + len(other)) for other in others)
    spans = whole_names(text, forms, taken)
    apart = sorted((text.index(word), text.index(word) + len(word)) for word in words)
    spans += bare_names(text, forms, [*spans, *taken], apart)
    return with_masks(text, [masked(text, span, forms) for span in spans])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ông Nguyễn Văn Hùng khai.", "Ông Nguyễn Văn H. khai."),
        ("NGUYỄN VĂN HÙNG LÀ AI?", "NGUYỄN VĂN H. LÀ AI?"),
        ("Họ gặp Nguyễn Văn Hùng.", "Họ gặp Nguyễn Văn H."),
        ("Tài khoản Nguyen Van Hung và #NguyenVanHung", "Tài khoản Nguyen Van H. và #N."),
        ("Nguyễn  Văn Hùng", "Nguyễn  Văn H."),
        ("Nguye\u0302\u0303n Va\u0306n Hu\u0300ng", "Nguye\u0302\u0303n Va\u0306n H."),
        ("Bị cáo Hùng và anh Văn Hùng", "Bị cáo H. và anh Văn H."),
        ("Biệt danh Hùng Kính", "Biệt danh H. K."),
    ],
)
def test_a_name_is_shortened_however_it_is_written(text: str, shown: str) -> None:
    assert _shown(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Văn Hưng",
        "gặp Trần Hùng",
        "anh Hùng Dũng",
        "hùng hổ xông vào",
        "Nguyễn Văn. hùng hổ",
        "Nguyễn Văn",
        "Nguyễn Văn H.",
    ],
)
def test_names_of_others_stay(text: str) -> None:
    assert _shown(text) == text


def test_namesakes_and_words_stay() -> None:
    assert _shown("cầu thủ Nguyễn Văn Hùng", others=("Nguyễn Văn Hùng",)) == "cầu thủ Nguyễn Văn Hùng"
    phuc = NameForms(("Lê Văn Hạnh",))
    assert _shown("Nhà Hạnh phúc", phuc, words=("Hạnh phúc",)) == "Nhà Hạnh phúc"


def test_a_piece_of_a_name_that_was_taken_for_somebody_keeps_nothing_back() -> None:
    assert _shown("gặp Nguyễn Văn hùng", others=("Nguyễn Văn",)) == "gặp Nguyễn Văn H."


def test_an_address_that_spells_a_name_is_known() -> None:
    assert _HUNG.is_in_address("https://bao.vn/bat-nguyen-van-hung-20240101.html")
    assert not _HUNG.is_in_address("https://bao.vn/bat-nguyen-van-hungg.html")


def test_places_after_a_mask_are_moved() -> None:
    text = "Nguyễn Văn Hùng ở Huế, Hùng ở Vinh"
    masks = [masked(text, span, _HUNG) for span in [(0, 15), (23, 27)]]
    shift, shown = Shift(masks), with_masks(text, masks)
    places = [(18, 21), (30, 34), (24, 29)]
    assert [shown[slice(*after)] for _, after in shift.moved(places)] == ["Huế", "Vinh"]
    assert [shown[slice(*span)] for span in shift.shown()] == ["Nguyễn Văn H.", "H."]
