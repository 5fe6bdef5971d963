"""The short forms that Vietnamese newsrooms write, and the names that go by several: one table for search and names.

Source: compiled by hand from newspapers' usage as generally known; the ministries merged or renamed in 2025 are kept,
since archives still name them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from articles.text.normal import fold, spelling

# "/" stands between the full forms of one that has several, the commonest first.
_SHORT_FORMS: Final[Mapping[str, str]] = {
    # The state and the party
    "UBND": "Ủy ban nhân dân",
    "HĐND": "Hội đồng nhân dân",
    "UBMTTQ": "Ủy ban Mặt trận Tổ quốc",
    "MTTQ": "Mặt trận Tổ quốc",
    "UBTVQH": "Ủy ban Thường vụ Quốc hội",
    "UBKT": "Ủy ban Kiểm tra",
    "UB": "Ủy ban",
    "QH": "Quốc hội",
    "ĐBQH": "đại biểu Quốc hội",
    "ĐB": "đại biểu",
    "TƯ": "Trung ương",
    "TW": "Trung ương",
    "BCH": "Ban Chấp hành / Ban Chỉ huy",
    "BCĐ": "Ban Chỉ đạo",
    "BTC": "Ban Tổ chức",
    "BTV": "Ban Thường vụ / biên tập viên",
    "VPCP": "Văn phòng Chính phủ",
    "TTCP": "Thanh tra Chính phủ / Thủ tướng Chính phủ",
    "KTNN": "Kiểm toán Nhà nước",
    "NHNN": "Ngân hàng Nhà nước",
    "TBT": "Tổng Bí thư",
    "CTN": "Chủ tịch nước",
    "LĐLĐ": "Liên đoàn Lao động",
    "TLĐLĐ": "Tổng Liên đoàn Lao động",
    "TNCS": "Thanh niên Cộng sản",
    "TNXP": "Thanh niên xung phong",
    "LHPN": "Liên hiệp Phụ nữ",
    "VPĐKĐĐ": "Văn phòng Đăng ký đất đai",
    # Ministries and departments
    "GD-ĐT": "Giáo dục và Đào tạo",
    "KH-ĐT": "Kế hoạch và Đầu tư",
    "KH-CN": "Khoa học và Công nghệ",
    "TN-MT": "Tài nguyên và Môi trường",
    "NN-MT": "Nông nghiệp và Môi trường",
    "TT-TT": "Thông tin và Truyền thông",
    "NN-PTNT": "Nông nghiệp và Phát triển nông thôn",
    "LĐ-TB-XH": "Lao động, Thương binh và Xã hội",
    "LĐ-TBXH": "Lao động, Thương binh và Xã hội",
    "VH-TT-DL": "Văn hóa, Thể thao và Du lịch",
    "VH-TT": "Văn hóa và Thể thao",
    "GTVT": "Giao thông vận tải",
    "QH-KT": "Quy hoạch Kiến trúc",
    "CSB": "Cảnh sát biển",
    "BHXH": "Bảo hiểm xã hội",
    "BHYT": "bảo hiểm y tế",
    "QLTT": "Quản lý thị trường",
    "ATTP": "an toàn thực phẩm",
    "VSATTP": "vệ sinh an toàn thực phẩm",
    "HKVN": "Hàng không Việt Nam",
    # Police, army, courts
    "CA": "Công an",
    "CAND": "Công an nhân dân",
    "CATP": "Công an thành phố",
    "CSĐT": "Cảnh sát điều tra",
    "CQĐT": "Cơ quan điều tra",
    "CQCSĐT": "Cơ quan Cảnh sát điều tra",
    "CSGT": "Cảnh sát giao thông",
    "CSHS": "Cảnh sát hình sự",
    "CSKT": "Cảnh sát kinh tế",
    "CSMT": "Cảnh sát môi trường",
    "CSCĐ": "Cảnh sát cơ động",
    "CSTT": "Cảnh sát trật tự",
    "PCCC": "phòng cháy chữa cháy",
    "CNCH": "cứu nạn cứu hộ",
    "QLHC": "quản lý hành chính",
    "TTXH": "trật tự xã hội",
    "ANTT": "an ninh trật tự",
    "ATGT": "an toàn giao thông",
    "TNGT": "tai nạn giao thông",
    "VKS": "Viện kiểm sát",
    "VKSND": "Viện kiểm sát nhân dân",
    "KSND": "Kiểm sát nhân dân",
    "TAND": "Tòa án nhân dân",
    "HĐXX": "Hội đồng xét xử",
    "BLHS": "Bộ luật Hình sự",
    "BLDS": "Bộ luật Dân sự",
    "BĐBP": "Bộ đội biên phòng",
    "QĐND": "Quân đội nhân dân",
    "LLVT": "lực lượng vũ trang",
    "QK": "Quân khu",
    "CHQS": "Chỉ huy quân sự",
    "TKCN": "tìm kiếm cứu nạn",
    # Schools, health, science, sport
    "ĐH": "Đại học / Đại hội",
    "CĐ": "Cao đẳng / Công đoàn",
    "HV": "Học viện / học viên",
    "THPT": "trung học phổ thông",
    "THCS": "trung học cơ sở",
    "TH": "tiểu học",
    "ĐHQG": "Đại học Quốc gia",
    "ĐHQGHN": "Đại học Quốc gia Hà Nội",
    "KHXH&NV": "Khoa học Xã hội và Nhân văn",
    "KHTN": "Khoa học Tự nhiên",
    "SV": "sinh viên",
    "HS": "học sinh",
    "HSSV": "học sinh sinh viên",
    "GV": "giáo viên / giảng viên",
    "SGK": "sách giáo khoa",
    "BV": "bệnh viện",
    "BVĐK": "Bệnh viện Đa khoa",
    "TTYT": "Trung tâm Y tế",
    "KHKT": "khoa học kỹ thuật",
    "CNTT": "công nghệ thông tin",
    "NXB": "Nhà xuất bản",
    "CLB": "câu lạc bộ",
    "ĐT": "đội tuyển",
    "ĐTQG": "đội tuyển quốc gia",
    "HLV": "huấn luyện viên",
    "VĐV": "vận động viên",
    "SVĐ": "sân vận động",
    "LĐBĐ": "Liên đoàn bóng đá",
    # Business and works
    "Cty": "Công ty",
    "CTCP": "Công ty Cổ phần",
    "CP": "cổ phần / Chính phủ",
    "TNHH": "trách nhiệm hữu hạn",
    "MTV": "một thành viên",
    "TMCP": "thương mại cổ phần",
    "TCT": "Tổng công ty",
    "DN": "doanh nghiệp",
    "DNNN": "doanh nghiệp nhà nước",
    "DNTN": "doanh nghiệp tư nhân",
    "HTX": "hợp tác xã",
    "NH": "ngân hàng",
    "CTCK": "công ty chứng khoán",
    "TTCK": "thị trường chứng khoán",
    "BĐS": "bất động sản",
    "BQL": "Ban quản lý",
    "BQLDA": "Ban quản lý dự án",
    "QLDA": "quản lý dự án",
    "GPMB": "giải phóng mặt bằng",
    "XDCB": "xây dựng cơ bản",
    "XNK": "xuất nhập khẩu",
    "ĐTXD": "đầu tư xây dựng",
    "KCN": "khu công nghiệp",
    "KCX": "khu chế xuất",
    "KKT": "khu kinh tế",
    "KĐT": "khu đô thị",
    "KDC": "khu dân cư",
    "KDL": "khu du lịch",
    "HĐQT": "Hội đồng quản trị",
    "TGĐ": "tổng giám đốc",
    "GĐ": "giám đốc",
    "PGĐ": "phó giám đốc",
    "UBCKNN": "Ủy ban Chứng khoán Nhà nước",
    # Places and roads
    "TP": "thành phố",
    "TX": "thị xã",
    "TT": "thị trấn",
    "KP": "khu phố",
    "QL": "quốc lộ",
    "TL": "tỉnh lộ",
    "ĐBSCL": "Đồng bằng sông Cửu Long",
    "ĐBSH": "Đồng bằng sông Hồng",
    "BR-VT": "Bà Rịa - Vũng Tàu",
    "TT-Huế": "Thừa Thiên Huế",
    "VN": "Việt Nam",
    "TQ": "Trung Quốc",
    "HN": "Hà Nội",
    "VQG": "vườn quốc gia",
    "KBT": "khu bảo tồn",
    "CHXHCN": "Cộng hòa xã hội chủ nghĩa",
    "CHDCND": "Cộng hòa Dân chủ Nhân dân",
    "CHND": "Cộng hòa Nhân dân",
    # The world and the press
    "LHQ": "Liên Hợp Quốc",
    "HĐBA": "Hội đồng Bảo an",
    "ĐSQ": "Đại sứ quán",
    "TLSQ": "Tổng lãnh sự quán",
    "TTXVN": "Thông tấn xã Việt Nam",
    "TTX": "Thông tấn xã",
    "PV": "phóng viên",
    "TNCN": "thu nhập cá nhân",
    "GTGT": "giá trị gia tăng",
    "KT-XH": "kinh tế - xã hội",
    "XHCN": "xã hội chủ nghĩa",
    "CNXH": "chủ nghĩa xã hội",
    "NSNN": "ngân sách nhà nước",
    "CBCC": "cán bộ công chức",
    "CCVC": "công chức viên chức",
    "NLĐ": "người lao động / Người Lao Động",
    "NSND": "Nghệ sĩ nhân dân",
    "NSƯT": "Nghệ sĩ ưu tú",
    "PGS": "phó giáo sư",
    "GS": "giáo sư",
    "TS": "tiến sĩ",
    "ThS": "thạc sĩ",
    "BS": "bác sĩ",
    "LS": "luật sư",
    "KTS": "kiến trúc sư",
}

# Names of one and the same, the one to show first.
_SAME_NAMES: Final[tuple[str, ...]] = (
    # Vietnam
    "Việt Nam = VN = CHXHCN Việt Nam = Cộng hòa xã hội chủ nghĩa Việt Nam = nước Việt = nước Việt Nam",
    "Thành phố Hồ Chí Minh = TP.HCM = TPHCM = TP Hồ Chí Minh = TP.Hồ Chí Minh = HCM = TP Sài Gòn = Sài Gòn"
    " = Sài thành = Saigon = Ho Chi Minh City = Hồ Chí Minh City",
    "Hà Nội = HN = Hà thành = Thủ đô Hà Nội = Hanoi",
    "Đà Nẵng = Danang = Da Nang",
    "Bà Rịa - Vũng Tàu = BR-VT = Bà Rịa Vũng Tàu",
    "Thừa Thiên Huế = TT-Huế = TT Huế",
    "Đắk Lắk = Đăk Lăk = Đắc Lắc = Đắc Lắk = Đak Lak = Daklak",
    "Đắk Nông = Đăk Nông = Đắc Nông",
    "Bắc Kạn = Bắc Cạn",
    "Kon Tum = Kontum = Công Tum",
    "Buôn Ma Thuột = Buôn Mê Thuột = Ban Mê Thuột = BMT",
    "Quy Nhơn = Qui Nhơn",
    "Pleiku = Plei Ku",
    "Sa Pa = Sapa",
    "Đồng bằng sông Cửu Long = ĐBSCL",
    "Đồng bằng sông Hồng = ĐBSH",
    # Countries and places abroad
    "Mỹ = Hoa Kỳ = nước Mỹ = USA = Hợp chúng quốc Hoa Kỳ = Hợp chủng quốc Hoa Kỳ",
    "Nhật Bản = Nhật = nước Nhật",
    "Hàn Quốc = Hàn = nước Hàn = Đại Hàn Dân quốc",
    "Triều Tiên = CHDCND Triều Tiên = Bắc Triều Tiên",
    "Trung Quốc = TQ = nước Trung = CHND Trung Hoa",
    "Anh = nước Anh = Vương quốc Anh = Anh quốc",
    "Pháp = nước Pháp",
    "Đức = nước Đức",
    "Nga = nước Nga = Liên bang Nga",
    "Thái Lan = Thái = nước Thái",
    "Úc = nước Úc = Australia = Ô-xtrây-li-a",
    "Ý = nước Ý = Italy = Italia = I-ta-li-a",
    "Campuchia = Cam-pu-chia = Cambodia",
    "Lào = nước Lào = CHDCND Lào",
    "Malaysia = Ma-lai-xi-a",
    "Singapore = Xin-ga-po",
    "Indonesia = In-đô-nê-xi-a",
    "Philippines = Phi-líp-pin",
    "Myanmar = Mi-an-ma = Miến Điện",
    "Ukraine = Ukraina = U-crai-na",
    "Brazil = Brasil = Bra-xin",
    "Argentina = Ác-hen-ti-na",
    "Chile = Chi Lê",
    "Cộng hòa Séc = CH Séc = Séc = Czech",
    "Romania = Rumani",
    "Hungary = Hung-ga-ri",
    "Ả Rập Xê Út = Ả Rập Saudi = Saudi Arabia = Arab Saudi = A-rập Xê-út = Saudi",
    "Syria = Xy-ri",
    "Iraq = I-rắc",
    "Israel = I-xra-en",
    "Các Tiểu vương quốc Ả Rập Thống nhất = Các Tiểu vương quốc Arab Thống nhất = UAE",
    "Morocco = Maroc = Ma Rốc",
    "Lithuania = Litva",
    "Cuba = Cu-ba",
    "New Zealand = Niu Di-lân",
    "Hồng Kông = Hong Kong = Hồng Công = Hongkong",
    "Ma Cao = Macau = Macao",
    "Moscow = Moskva = Mát-xcơ-va = Mátxcơva = Matxcơva = Matxcova",
    "London = Luân Đôn",
    "Bangkok = Băng Cốc",
    "Phnom Penh = Phnôm Pênh",
    "Vientiane = Viêng Chăn",
    "Kiev = Kyiv",
    "St Petersburg = Saint Petersburg",
    "Geneva = Geneve = Giơ-ne-vơ",
    "Vienna = Viên",
    "The Hague = La Hay = La Haye",
    "Washington = Washington DC = Washington D.C.",
    "châu Âu = lục địa già",
    "Mỹ Latinh = Mỹ La-tinh = Mỹ La tinh = Mỹ Latin",
    # Organisations
    "Liên Hợp Quốc = Liên Hiệp Quốc = LHQ = UN",
    "Hội đồng Bảo an Liên Hợp Quốc = Hội đồng Bảo an LHQ = HĐBA LHQ = Hội đồng Bảo an = HĐBA",
    "Liên minh châu Âu = EU",
    "NATO = Tổ chức Hiệp ước Bắc Đại Tây Dương",
    "ASEAN = Hiệp hội các quốc gia Đông Nam Á = Hiệp hội các nước Đông Nam Á",
    "Tổ chức Y tế Thế giới = WHO",
    "Tổ chức Thương mại Thế giới = WTO",
    "Quỹ Tiền tệ Quốc tế = IMF",
    "Ngân hàng Thế giới = WB = World Bank",
    "Ngân hàng Phát triển châu Á = ADB",
    "Fed = FED = Cục Dự trữ Liên bang Mỹ = Cục Dự trữ Liên bang",
    "FBI = Cục Điều tra Liên bang Mỹ = Cục Điều tra Liên bang",
    "CIA = Cơ quan Tình báo Trung ương Mỹ = Cục Tình báo Trung ương Mỹ",
    "NASA = Cơ quan Hàng không Vũ trụ Mỹ = Cơ quan Hàng không và Vũ trụ Mỹ",
    "IAEA = Cơ quan Năng lượng Nguyên tử Quốc tế",
    "FIFA = Liên đoàn Bóng đá Thế giới",
    "UEFA = Liên đoàn Bóng đá châu Âu",
    "AFC = Liên đoàn Bóng đá châu Á",
    "VFF = Liên đoàn Bóng đá Việt Nam = LĐBĐ Việt Nam = LĐBĐVN",
    "VCCI = Phòng Thương mại và Công nghiệp Việt Nam",
    "IS = Nhà nước Hồi giáo = Nhà nước Hồi giáo tự xưng = ISIS = ISIL",
    "TTXVN = Thông tấn xã Việt Nam",
    "VTV = Đài Truyền hình Việt Nam",
    "VOV = Đài Tiếng nói Việt Nam",
    "EVN = Tập đoàn Điện lực Việt Nam",
    "PVN = Tập đoàn Dầu khí Việt Nam",
    "Tân Hoa xã = Xinhua = THX",
    "Manchester United = Man United = Man Utd = MU = M.U",
    "Manchester City = Man City",
    "Barcelona = Barca",
    "Juventus = Juve",
    "Paris Saint-Germain = PSG",
    "Sông Lam Nghệ An = SLNA",
    "Hoàng Anh Gia Lai = HAGL",
    "Lầu Năm Góc = Lầu Năm góc = Lầu 5 góc",
)

_NOT_A_LETTER: Final = re.compile(r"[\W_]+")
_VOWEL: Final = re.compile(r"[aeiouy]", re.IGNORECASE)
_LONGEST_SYLLABLE_LIKE: Final = 4


def expansions(short: str) -> tuple[str, ...]:
    """Return the full forms of a short form, the commonest first; () where it is none.

    Dots, hyphens and "&" are as good as absent, "GD-ĐT" is "GD&ĐT" and "GDĐT"; so is the case of letters, but
    for forms that can be read as a syllable: "CA" and "TƯ" are short forms, "ca" and "Tư" words.
    """
    is_word = _is_syllable_like(short) and not short.isupper() and short not in _SHORT_FORMS
    return () if is_word else _full_forms().get(_letters(short), ())


def short_forms(full: str) -> tuple[str, ...]:
    """Return the short forms of a full form: "ủy ban nhân dân" -> ("UBND",); () where it has none."""
    return _shortened().get(_plain(full), ())


def same_names(name: str) -> tuple[str, ...]:
    """Return every name of what `name` names, the one to show first; () where the table has no other."""
    is_word = _is_syllable_like(name) and name.islower()
    return () if is_word else _groups().get(_plain(name), ())


def canonical(name: str) -> str:
    """Return the one name to show for `name` and its equals: "Hoa Kỳ" -> "Mỹ"; `name` itself where it has none."""
    return next(iter(same_names(name)), name)


def _letters(form: str) -> str:
    return _NOT_A_LETTER.sub("", form).lower()


def _plain(name: str) -> str:
    """Return a name's syllables in one spelling, marks between them left out."""
    words = [spelling(word) for word in _NOT_A_LETTER.sub(" ", name).split()]
    return " ".join(words)


def _is_syllable_like(form: str) -> bool:
    return " " not in form and len(form) <= _LONGEST_SYLLABLE_LIKE and bool(_VOWEL.search(fold(form)))


@cache
def _full_forms() -> dict[str, tuple[str, ...]]:
    return {_letters(short): tuple(full.split(" / ")) for short, full in _SHORT_FORMS.items()}


@cache
def _shortened() -> dict[str, tuple[str, ...]]:
    return _gathered((_plain(full), short) for short, fulls in _SHORT_FORMS.items() for full in fulls.split(" / "))


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    groups = [tuple(line.split(" = ")) for line in _SAME_NAMES]
    return {_plain(name): group for group in groups for name in group}


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    gathered: defaultdict[str, list[str]] = defaultdict(list)
    for key, value in pairs:
        gathered[key].append(value)
    return {key: tuple(values) for key, values in gathered.items()}
