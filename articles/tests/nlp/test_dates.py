import pytest

from articles.nlp.dates import Dateline, InferredDate, infer_date, read_dateline


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("Thứ Bảy, ngày 14/01/2023 | 09:00", Dateline("2023-01-14T09:00:00+07:00", "")),
        ("Quang Thái - 09:15 12/12/2023", Dateline("2023-12-12T09:15:00+07:00", "Quang Thái")),
        ("Đăng lúc 06:10 16/07/2025 | Cập nhật 21:40 17/07/2025", Dateline("2025-07-16T06:10:00+07:00", "")),
        ("Cập nhật 21:40 17/07/2025", Dateline("", "")),
        ("02/04/2021 09:15 (GMT+07:00)", Dateline("2021-04-02T09:15:00+07:00", "")),
        ("Thứ Hai, ngày 16/12/2024 00:12 AM (GMT+7)", Dateline("2024-12-16T00:12:00+07:00", "")),
        ("Thứ năm, 22/06/2023 - 15:31", Dateline("2023-06-22T15:31:00+07:00", "")),
        ("09/10/2017 | 19:20", Dateline("2017-10-09T19:20:00+07:00", "")),
        ("Wednesday, March 13, 2019, 10:25 GMT+7", Dateline("2019-03-13T10:25:00+07:00", "")),
        (
            "Submitted by hoangbinh on Thu, 03/14/2019 - 08:15",
            Dateline("2019-03-14T08:15:00+07:00", "Submitted by hoangbinh"),
        ),
        ("Lan Anh - 13 March 2019, 4:25 PM", Dateline("2019-03-13T16:25:00+07:00", "Lan Anh")),
        ("Thứ sáu, 06/07/2018, 08:23 [GMT+7]", Dateline("2018-07-06T08:23:00+07:00", "")),
        ("Sáng nay trời nắng", None),
        ("In May 12, 30 people", None),
    ],
)
def test_a_dateline_gives_the_posting_date_never_the_update(line: str, dateline: Dateline | None) -> None:
    assert read_dateline(line) == dateline


@pytest.mark.parametrize(
    ("text", "date", "basis"),
    [
        (
            "Theo Bộ Y tế ngày 14.6, dịch đã lui. Bộ đã chống dịch trong năm 2022.",
            "2022-06-14",
            "ngày 14.6; trong năm 2022",
        ),
        ("Chiều 15/6, tàu về bến. Ngày 13/6/2022, tàu mất liên lạc.", "2022-06-15", "Chiều 15/6; 13/6/2022"),
        ("Ngày 6/2/2017, chợ mở cửa.", "2017-02-06", "6/2/2017"),
    ],
)
def test_words_give_a_day_with_its_basis(text: str, date: str, basis: str) -> None:
    assert infer_date([text]) == InferredDate(date, "day", basis)


@pytest.mark.parametrize(
    "text",
    [
        "Tối 13/7, hai bên gặp nhau.",
        "Tối 13/7, hai bên gặp nhau. Mục tiêu là trung hòa các-bon vào năm 2050.",
        "Tối 13/7, hai bên gặp nhau. Lớp mở từ năm 2015.",
        "Dự kiến ngày 20/11/2023 tuyến đường sẽ thông xe.",
        "Ông bị bắt. Ông sinh ngày 20/10/1964.",
    ],
)
def test_no_day_comes_from_plans_the_past_or_half_a_date(text: str) -> None:
    assert infer_date([text]) is None


@pytest.mark.parametrize(
    ("address", "date", "precision"),
    [
        ("https://bao.vn/2022/06/14/tin.html", "2022-06-14", "day"),
        ("https://bao.vn/tin-20220614105315.htm", "2022-06-14", "day"),
        ("https://bao.vn/2022/06/tin.html", "2022-06", "month"),
        ("https://bao.vn/tin-2022061410531512.chn", "2022-06-14", "day"),
        ("https://bao.vn/tin-185220614101512345.htm", "2022-06-14", "day"),
        ("https://bao.vn/14-06-2022/tin.html", "2022-06-14", "day"),
        ("https://bao.vn/1998/tin.html", "1998", "year"),
    ],
)
def test_an_address_gives_a_date_before_words_do(address: str, date: str, precision: str) -> None:
    inferred = infer_date(["Ngày 6/2/2017, chợ mở cửa."], url=address)
    assert inferred is not None
    assert (inferred.date, inferred.precision) == (date, precision)
    assert inferred.basis.startswith("url: ")


def test_an_article_number_is_no_date() -> None:
    assert infer_date([], url="https://bao.vn/tin-20229914.html", path="raw/21481732.txt") is None


@pytest.mark.parametrize("path", ["kho/14.6.2022/a.txt", "báo-14-6-2022.txt", "2022_06_14_a.txt", "scan_20220614.txt"])
def test_a_path_gives_a_day_in_either_order(path: str) -> None:
    assert infer_date([], path=path) == InferredDate("2022-06-14", "day", infer_date([], path=path).basis)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("path", "date", "precision"),
    [
        ("2022/tháng 6/a.txt", "2022-06", "month"),
        ("năm 2022/a.txt", "2022", "year"),
        ("kho/1998/a.txt", "1998", "year"),
    ],
)
def test_a_folder_gives_a_month_or_year(path: str, date: str, precision: str) -> None:
    inferred = infer_date([], path=path)
    assert inferred is not None
    assert (inferred.date, inferred.precision) == (date, precision)


@pytest.mark.parametrize(
    "address",
    ["https://bao.vn/tin-20901231.html", "https://bao.vn/2090/06/tin.html", "https://bao.vn/31-12-2090/tin.html"],
)
def test_no_date_is_still_to_come(address: str) -> None:
    assert infer_date(["Ngày 6/2/2090, chợ mở cửa."], url=address) is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Hôm nay 14/6, giá xăng tăng. Năm nay (2022) giá đã tăng ba lần.", "2022-06-14"),
        ("Sáng nay (14/6), cầu thông xe. Công trình xong trong năm 2022.", "2022-06-14"),
        ("Ngày 14/6/2022, ông qua đời. Lễ viếng từ 8h ngày 16/6.", "2022-06-14"),
        ("Giá xăng tăng. Năm nay (2022) giá đã tăng ba lần.", "2022"),
        ("Ngày 14/6/2022, tàu cập bến. Cảng mới hoàn thành năm 2090.", "2022-06-14"),
    ],
)
def test_words_of_today_and_this_year_are_read(text: str, date: str) -> None:
    inferred = infer_date([text])
    assert inferred is not None
    assert inferred.date == date
