"""One article on pages built as those of Vietnamese newspapers are (pages/); the words are this project's own."""

from pathlib import Path
from typing import Final

TITLE = "Xã Phong Nẫm đắp xong tuyến đê ngăn mặn"
LEAD = "Sau 14 tháng thi công, tuyến đê dài 9 km bảo vệ hơn 600 ha vườn cây của xã Phong Nẫm."
BODY = (
    "Sáng nay, chính quyền xã Phong Nẫm bàn giao tuyến đê cho bà con quản lý.",
    "Theo ông Lê Văn Tư, trưởng ấp, mỗi hộ góp từ ba đến năm ngày công.",
    "Vì sao phải đắp đê",
    "Mùa khô năm ngoái, nước mặn vào sâu 40 km, hơn 100 ha sầu riêng bị chết.",
    "Xem thêm hồ sơ, đoàn kiểm tra ghi nhận mặt đê rộng 4 m, cao hơn mực nước lớn nhất 0,8 m.",
)
CAPTION = "Đoạn đê đi qua ấp Phú Điền."
CREDIT = "Hồng Thắm"
AUTHOR = "Trần Hồng Thắm"
SECTION = "Thời sự"
OTHERS = ("Giá dừa khô tăng gấp đôi sau một tháng", "Cây cầu nối hai xã cù lao thông xe")

PAGES: Final = {path.stem: path.read_bytes() for path in sorted(Path(__file__).with_name("pages").glob("*.html"))}
