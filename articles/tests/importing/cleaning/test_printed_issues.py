"""The lines of printed issues, in the words of clerks, libraries and databases."""

import pytest

from articles.importing.cleaning.printed_issues import PrintedIssue, read_issue


@pytest.mark.parametrize(
    ("line", "source", "day"),
    [
        ("Báo Nhân Dân, số 16.842, thứ Ba ngày 9-10-2001, trang 3", "Nhân Dân", "2001-10-09"),
        ("(SGGP số 8.812, tr.1 và tr.4)", "Sài Gòn Giải Phóng", ""),
        ("Nguồn: Lao Động cuối tuần, số 22 (ra ngày 28-5 đến 3-6-2010)", "Lao Động cuối tuần", "2010-05-28"),
        ("Tuổi Trẻ Chủ nhật, năm thứ 21, số 35-2003, ra ngày 7-9-2003", "Tuổi Trẻ Chủ nhật", "2003-09-07"),
        ("Nhân dân. - 2001. - Số 16842. - Ngày 9 tháng 10. - Tr. 3", "Nhân dân", "2001-10-09"),
        ("T/c Xây dựng Đảng.- Số 10.- Tháng 11-2001.- Tr. 15-18", "Tạp chí Xây dựng Đảng", "2001-11"),
        ("Đã đăng trên báo Đại Đoàn Kết, 12-13/4/2003", "Đại Đoàn Kết", "2003-04-12"),
        ("Báo Cứu Quốc, số 36, 5 Septembre 1945", "Báo Cứu Quốc", "1945-09-05"),
        ("Thanh Niên, số Xuân Tân Tỵ 2001", "Thanh Niên", "2001"),
        ("Số 118 (5.432) • Thứ Hai 28.4.14", "", "2014-04-28"),
    ],
)
def test_the_line_of_an_issue_gives_its_paper_and_its_day(line: str, source: str, day: str) -> None:
    assert read_issue(line) == PrintedIssue(source, day)


def test_an_author_a_section_and_a_paper_that_no_list_has_are_read_too() -> None:
    line = "Hoàng Nam - Tiếng Dân, số 412, ngày 21-9-1931, mục Đời sống, trang 2"
    assert read_issue(line) == PrintedIssue("Tiếng Dân", "1931-09-21", "Đời sống", ("Hoàng Nam",), is_known=False)


@pytest.mark.parametrize(
    "line",
    [
        "Theo báo Nhân Dân ra ngày 9-10-2001, giá lúa đã tăng 200 đồng/kg.",
        "Nghị quyết số 12, ngày 9-10-2001",
        "Báo cáo kết quả về Bộ trước ngày 10/2/2017.",
        "Bão số 8 đổ bộ Quảng Ninh ngày 9-10-2001",
        "Quyết định số 118/QĐ-UBND ngày 28/4/2014",
        "Tòa soạn: Số 7, Phan Đình Phùng, Hà Nội",
        "Hà Nội, ngày 9-10-2001",
        "Năm 2001, báo Nhân Dân có 12 trang",
    ],
)
def test_a_sentence_or_title_with_a_paper_or_a_number_is_none(line: str) -> None:
    assert read_issue(line) is None
