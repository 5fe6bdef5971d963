"""Names of people, papers and agencies, as bylines and credits write them."""

import re
from typing import Final

# Surnames that between them cover nearly all Vietnamese (Lê Trung Hoa, "Họ và tên người Việt Nam", 2005).
SURNAMES: Final = frozenset(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đậu đào đinh đoàn lâm mai trịnh trương "
    "phùng tạ tô tống thái thạch lương lưu cao châu chu hà hứa kiều la lã lại mạc ngụy nông ông quách quan "
    "sơn tăng thân thiều tôn triệu từ văn vương vi viên ninh nghiêm khúc khuất kim giang giáp doãn diệp cù cung bạch âu ung "
    "vừ lò lường giàng sùng thào vàng hầu cầm quàng điêu siu rmah ksor rah nay y h'".split()
)
# Words that begin a sentence rather than continue a name.
SENTENCE_OPENERS: Final = frozenset(
    "anh bà bác bên bởi bước buổi bằng cả các cách cái càng cạnh chị chiếc chiều cho chú chúng chủ có còn con cô cơ cũng cùng "
    "cuối cuộc dẫn dịp do dù dưới đa đang đã đáng đây đầu đêm đến để đó đoàn đối đồng đợt được đại đội được "
    "gần giá giám giờ giữa hai hàng hầu hiện hình hôm hơn họ hồi kể khi khoảng không kết khu lãnh lần lên loại lúc lực "
    "mà mới mỗi một mặc mọi mùa mức nạn này nay nên nếu nó nói nơi ngay ngày nghị ngoài nguyên người nhà nhằm nhân nhận nhiều nhìn nhờ "
    "những như nhưng nội ở ông phần phát phía phó phòng qua quá quyết rạng ra riêng sau sáng sắp sân số "
    "tại tất tay tham theo thêm thế thì theo thời thông thấy thứ thủ thượng tính toàn tối tôi tổng tới trên trong trung trước trưa "
    "trường từ tuy tuổi tuần từng và vào vẫn về vì việc với vụ xe xã".split()
)
_PAPERS: Final = (
    "báo|tạp chí|tuổi trẻ|thanh niên|người đưa tin|người lao động|lao động|tiền phong|dân trí|dân việt|trí thức trẻ|pháp luật|"
    "sài gòn giải phóng|hà nội mới|nhân dân|quân đội nhân dân|công an nhân dân|công an|an ninh|đời sống|gia đình|"
    "sức khỏe|kinh tế|nhịp sống|doanh nghiệp|doanh nhân|giao thông|giáo dục|thể thao|đất việt|infonet|vn|vietnam|zing|"
    "kênh|soha|cafe|24h|thời báo|thời đại|khoa học|một thế giới|phụ nữ|tri thức|vtc|vov|vtv|ttxvn|bnews|tin tức|"
    "bóng đá|saostar|helino|ngôi sao|thế giới|pháp luật|mạng|net|bbc|cnn|afp|reuters|ap|tân hoa xã|xinhua|yonhap|kyodo"
)
_PAPER: Final = re.compile(rf"(?:{_PAPERS})\b|.*\.(?:vn|com|net|org)\b|.*\bonline\b|.*[&/+]", re.IGNORECASE)
_INITIALS: Final = re.compile(r"(?:[A-ZĐ]{1,2}\.\s?){1,4}[A-ZĐ]?[a-zà-ỹđ]{0,6}\.?")
_SYLLABLE: Final = re.compile(r"[^\W\d_a-zà-ỹđ][\w’'‘.]*(?:-[^\W\d_][\w’']*)*")
_TEAM: Final = re.compile(r"(?:nhóm\s+)?(?:PV|phóng viên|CTV|BTV|biên tập viên|nhóm phóng viên)\b(?:\s+\S+){0,3}", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\s+[-–—]\s*|\s*[-–—]\s+|\s*[,;&|/]\s*|\s+và\s+", re.IGNORECASE)


def split_names(text: str) -> tuple[str, ...]:
    """Return the names of a list such as "Lê Hoàng Nhạn - Phạm Tuấn Duy" or "An Nhiên, M.T. và Bảo Anh"."""
    return tuple(part for part in (piece.strip() for piece in _BETWEEN.split(text)) if part)


def is_name(text: str) -> bool:
    """Tell whether `text` has the shape of one name: two to five capitalised syllables, initials, or "Nhóm PV"."""
    if _TEAM.fullmatch(text) or _INITIALS.fullmatch(text):
        return True
    syllables = text.split()
    return 2 <= len(syllables) <= 5 and len(text) <= 40 and all(_SYLLABLE.fullmatch(s) for s in syllables) and text[-1] != "."


def are_names(text: str) -> bool:
    """Tell whether `text` is one name or up to five of them with nothing else."""
    names = split_names(text)
    return 1 <= len(names) <= 5 and all(is_name(name) for name in names)


def is_person(text: str) -> bool:
    """Tell whether a name is a Vietnamese person's in full (surname first), not a paper's."""
    syllables = text.split()
    return (
        is_name(text) and 3 <= len(syllables) <= 5 and syllables[0].lower() in SURNAMES and not is_paper(text)
    )


def is_paper(text: str) -> bool:
    """Tell whether `text` begins like the name of a paper, a site or an agency."""
    return bool(_PAPER.match(text))
