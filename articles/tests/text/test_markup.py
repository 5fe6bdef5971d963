import pytest

from articles.text.markup import headline_html, without_spare_space


@pytest.mark.parametrize(
    ("title", "names", "html"),
    [
        ("Ông Bùi Thanh Sơn tới Huế", ["Bùi Thanh Sơn", "Huế"], 'Ông <span class="name">Bùi Thanh Sơn</span> tới Huế'),
        ("Bùi Thanh Sơn: “Tốt”", ["Bùi Thanh Sơn"], '<span class="name">Bùi Thanh Sơn</span>: “Tốt”'),
        ("Cháy ở Hà Nội & Lào Cai", ["Hà Nội"], 'Cháy ở <span class="name">Hà Nội</span> &amp; Lào Cai'),
        ("Bộ Nông nghiệp và Môi trường họp", ["Bộ Nông nghiệp và Môi trường"], "Bộ Nông nghiệp và Môi trường họp"),
        ("HĐND TỈNH QUẢNG NAM họp", ["HĐND TỈNH QUẢNG NAM"], "HĐND TỈNH QUẢNG NAM họp"),
    ],
)
def test_a_headline_keeps_short_names_together(title: str, names: list[str], html: str) -> None:
    spans = [(title.index(name), title.index(name) + len(name)) for name in names]
    assert headline_html(title, spans) == html


def test_a_name_within_a_kept_name_is_passed_over() -> None:
    assert headline_html("Ga Hà Nội cũ", [(0, 9), (3, 9)]) == '<span class="name">Ga Hà Nội</span> cũ'


def test_marks_in_and_over_the_edge_of_a_kept_name_are_cut_there() -> None:
    marked = headline_html("Lũ ở Hà Nội lớn", [(5, 11)], [(0, 2), (8, 15)])
    assert marked == '<mark>Lũ</mark> ở <span class="name">Hà <mark>Nội</mark></span><mark> lớn</mark>'


def test_only_spare_space_is_left_out() -> None:
    html = '<p\n   title="hai  dấu cách" >\n  <b>Hà  Nội</b> <b>Huế</b>\n</p>\n<pre>a\n  b</pre>'
    assert without_spare_space(html) == ('<p title="hai  dấu cách"><b>Hà Nội</b> <b>Huế</b></p><pre>a\n  b</pre>')
