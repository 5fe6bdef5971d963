import pytest

from articles.importing.cleaning.bylines import cut_byline, read_byline
from articles.importing.cleaning.signed_names import Byline


@pytest.mark.parametrize(
    ("line", "authors", "source"),
    [
        ("Như Tâm", ("Như Tâm",), ""),
        ("HOÀI SA", ("HOÀI SA",), ""),
        ("Y Khoa Niê", ("Y Khoa Niê",), ""),
        ("Lê Hoàng Nhạn - Phạm Tuấn Duy", ("Lê Hoàng Nhạn", "Phạm Tuấn Duy"), ""),
        ("Thành Long-Hoài Nam", ("Thành Long", "Hoài Nam"), ""),
        ("H.Y (tổng hợp)", ("H.Y",), ""),
        ("Trang Dung (t / h)", ("Trang Dung",), ""),
        ("Mon (Tổng hợp)", ("Mon",), ""),
        ("Theo Đặng Quế Chi (TNO)", ("Đặng Quế Chi",), "TNO"),
        ("Bảo Châu Anh (Theo Reuters, AFP)", ("Bảo Châu Anh",), "Reuters, AFP"),
        ("Hoàng Lan/Tiền Phong", ("Hoàng Lan",), "Tiền Phong"),
        ("Đỗ Bá Thành (TTXVN/Vietnam+)", ("Đỗ Bá Thành",), "TTXVN/Vietnam+"),
        ("Theo Hoài Thu (bongdaplus.vn)", ("Hoài Thu",), "bongdaplus.vn"),
        ("Đình Thiệu/VOV-Miền Trung", ("Đình Thiệu",), "VOV-Miền Trung"),
        ("Theo Người Đưa Tin", (), "Người Đưa Tin"),
        ("Theo dantri.com.vn", (), "dantri.com.vn"),
        ("Bài và ảnh: Quang Thái - Mai Tú", ("Quang Thái", "Mai Tú"), ""),
        ("•    Bài và ảnh: Quang Thái", ("Quang Thái",), ""),
        ("Nhóm PV", ("Nhóm PV",), ""),
        ("Bơ, Theo Đời sống & Pháp luật 3 giờ trước", ("Bơ",), "Đời sống & Pháp luật"),
        ("Hoàng Yến | Báo Công Thương", ("Hoàng Yến",), "Báo Công Thương"),
        ("Bài: Khánh Vy · Ảnh: Hoàng Hà", ("Khánh Vy",), ""),
        ("Tác giả bài viết: Lê Thu Trang", ("Lê Thu Trang",), ""),
        ("Nguồn bài viết: Báo Ấp Bắc", (), "Báo Ấp Bắc"),
        ("Diệu Hương (P/v TTXVN tại Buenos Aires)", ("Diệu Hương",), "TTXVN"),
        ("Phóng sự của Diễm My", ("Diễm My",), ""),
        ("Ghi chép: Hồ Diễm My", ("Hồ Diễm My",), ""),
        ("Diễm My lược thuật", ("Diễm My",), ""),
        ("Hồ Diễm My (Huế)", ("Hồ Diễm My",), ""),
        ("H.D.M. (Theo Vnexpress)", ("H.D.M.",), "Vnexpress"),
    ],
)
def test_a_byline_names_its_authors_and_source(line: str, authors: tuple[str, ...], source: str) -> None:
    assert read_byline(line) == Byline(authors, source)


@pytest.mark.parametrize(
    "line",
    [
        "Theo kế hoạch, đợt kiểm tra thứ hai sẽ diễn ra trước ngày 15/9.",
        "Theo ông, thơ là cách giữ ấm.",
        "Bước ngoặt",
        "Vụ việc đang được làm rõ.",
        "Nguồn: Công ty cho biết sẽ tiếp tục bán ra.",
        "Số 113 Trần Hưng Đạo",
    ],
)
def test_a_sentence_or_heading_is_no_byline(line: str) -> None:
    assert read_byline(line) is None


def test_a_byline_is_cut_from_the_end_of_running_text() -> None:
    assert cut_byline("Nguyên nhân đang được làm rõ. Nguyễn Nhâm") == (
        "Nguyên nhân đang được làm rõ.",
        Byline(("Nguyễn Nhâm",)),
    )


@pytest.mark.parametrize(
    ("text", "byline"),
    [
        ("Cao nhất 16 - 19 độ C. Mai Anh", Byline(("Mai Anh",))),
        (
            "Đã đóng cửa. Trung Hùng (Tổng hợp theo báo ĐSPL, Tri thức trẻ)",
            Byline(("Trung Hùng",), "ĐSPL, Tri thức trẻ"),
        ),
        ("Các tiêu chí dưới đây: Theo Em đẹp", Byline(source="Em đẹp")),
        ("Chưa có giá bán. Tin Trần Giáp", Byline(("Trần Giáp",))),
        ("Đẹp tuyệt vời. Nhã PhongTổng hợp", Byline(("Nhã Phong",))),
    ],
)
def test_bylines_that_papers_write_in_a_hurry_are_cut(text: str, byline: Byline) -> None:
    assert cut_byline(text)[1] == byline


def test_a_pen_name_of_one_word_signs_a_long_text_and_the_beginning_of_a_sentence_does_not() -> None:
    text = "Sau khi kết hôn và có hai con, nữ diễn viên đã rời xa màn ảnh để tập trung chăm sóc gia đình. " * 2
    assert cut_byline(f"{text}Mon") == (text.strip(), Byline(("Mon",)))
    assert cut_byline(f"{text}Họ")[1] is None


def test_the_end_of_an_address_is_no_byline() -> None:
    assert cut_byline("Quỹ Nhân ái, số 2 (nhà 48) Giảng Võ, Hà Nội")[1] is None


def test_an_abbreviation_ends_no_sentence_before_a_name() -> None:
    assert cut_byline("Xe đi từ Vinh đến TP. Hà Tĩnh")[1] is None


@pytest.mark.parametrize("paper", ["Washington Post", "New York Times, Daily Beast", "Health"])
def test_the_end_of_a_papers_name_is_no_word_for_compiled(paper: str) -> None:
    assert read_byline(f"Theo {paper}") == Byline(source=paper)
