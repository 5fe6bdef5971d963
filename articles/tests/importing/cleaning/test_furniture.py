import pytest

from articles.importing.cleaning.furniture import is_furniture, starts_tail, strip_null


@pytest.mark.parametrize(
    "line",
    [
        "Theo dõi Báo Quảng Trị trên Google News",
        "Quảng cáo",
        ">> Xem thêm: Giá hồ tiêu chạm đỉnh",
        "Bài viết Lễ hội hoa hồng đã xuất hiện đầu tiên vào ngày Báo Lâm Đồng.",
        "The post Mưa lớn ở Huế appeared first on Báo Thừa Thiên Huế.",
        "Xem thêm: Sầu riêng trái vụ được đặt cọc",
        "Chủ đề: cà phê, Đắk Lắk",
        "Sự kiện: Giải bóng đá học sinh",
        "Mời quý độc giả theo dõi báo Tin Mới trên Google News",
        "Báo Đất Mũi trên Google News",
        "Tải ứng dụng Báo Đất Mũi",
        "Trình duyệt của bạn không hỗ trợ phát âm thanh.",
        "Bạn đọc có thể xem thêm sách hay tại đây.",
        "Nghe bài hát “Sông quê” của ca sĩ Lê An tại đây",
        "Mời quý độc giả đón đọc tin tức thể thao trên Báo Đất Mũi.",
        "Ben xe vang khach anh 2",
        "Chia sẻ Facebook Zalo Sao chép liên kết",
        "Bình luận (7)",
        "- Quảng cáo -",
        "Bạn đang đọc bài viết Lá hẹ trị ho cho trẻ tại chuyên mục Đời sống của Báo Mẫu. Góp ý xin gửi về tòa soạn.",
        "Trả góp không lãi suất cho ngư dânTÀI TRỢ",
        "[Photo: Lễ hội hoa trên sông Hương]",
        "[Đường sắt tạm dừng 12 đôi tàu do bão]",
        "Xem thêm video: Voi con được cứu khỏi hố nước.",
        "Gửi bài viết này cho bạn bè In bài viết này",
        "Báo Đất Mũi: Đường dây nóng 0912-345-678",
        "Phần âm thanh 04:12",
        "Remaining Time -0:58",
        "3 phút Thời gian đọc",
        "0:00 / 4:36",
        "6–8 minutes",
        "Thích 48",
        "Về trang Kinh tế",
        "Trở lại Thế giới",
        "×",
        "0",
        "5/5 - (3 bình chọn)",
        "Đánh giá: 4.5/5 (12 lượt đánh giá)",
        "Đọc bài viết",
    ],
)
def test_a_page_s_own_lines_are_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Xem thêm hồ sơ khám bệnh, đoàn phát hiện 118 bệnh nhân.",
        "Bài viết của ông xuất hiện trên báo Tiền Phong năm 1975.",
        "Chia sẻ với đoàn kiểm tra, bà Thoa nói đã bỏ thuốc.",
        "Theo dõi các phiên này trong ba tuần, tổ công tác ghi hình.",
        "Bình luận về mức phạt, luật sư cho rằng quá nhẹ.",
        "Tin liên quan đến các cơ sở này đã được chuyển đi.",
        "Đọc sách mỗi chiều tại đây giúp các em quên mệt.",
        "Quảng cáo sai sự thật chủ yếu được phát ban đêm.",
        "Về mục tiêu năm nay",
        "[Bản tin đặc biệt]",
        "Ngân hàng công bố gói TÀI TRỢ",
        "Video 4:12 phút ghi lại vụ việc",
        "Xem thêm: báo tỉnh từng viết về anh hai lần.",
        "1.208 tàu",
        "Bài học khác",
        "[Lời tòa soạn về bài viết của một người bạn đọc]",
        "Đường dây nóng của huyện nhận 12 cuộc gọi trong đêm.",
    ],
)
def test_a_sentence_that_begins_like_furniture_stays(line: str) -> None:
    assert not is_furniture(line)
    assert not starts_tail(line)


@pytest.mark.parametrize(
    "line",
    ["Có thể bạn quan tâm", "TIN LIÊN QUAN:", "Đọc tiếp", "Tin cùng chuyên mục", "TIN BÀI KHÁC", "Đọc nhiều Thời sự"],
)
def test_headings_of_other_articles_start_the_tail(line: str) -> None:
    assert starts_tail(line)


def test_a_template_s_null_goes_and_a_word_that_ends_so_stays() -> None:
    assert strip_null("đi rồi.null") == strip_null("đi rồi.\n\nnull") == "đi rồi."
    assert strip_null("hàm trả về nonnull") == "hàm trả về nonnull"
