"""Names that are joined across articles, and those that only look alike."""

import pytest

from articles.entities.resolving.automatic import resolve
from articles.models import Entity, EntityKind, Mention
from articles.tests.entities.conftest import listed, of_kind, write_with_names
from articles.tests.making import Newsroom
from articles.text.house_style import house_name


def test_a_surname_of_which_two_spellings_are_known_is_one_person(newsroom: Newsroom) -> None:
    names = ("Jurgen Klopp", "Jurgen Klopp", "Jurgen Klopp", "Juergen Klopp", "Juergen Klopp", "Klopp")
    write_with_names(newsroom, "person", *names)
    resolve()
    assert Entity.objects.get(name="Klopp").merged_into == Entity.objects.get(name="Jurgen Klopp")


def test_a_given_name_is_found_beside_one_that_differs_by_marks(newsroom: Newsroom) -> None:
    names = ("Nguyễn Hữu Thắng", "Nguyễn Hữu Thắng", "Nguyễn Hữu Thắng", "Hữu Thắng", "Hữu Thăng")
    write_with_names(newsroom, "person", *names)
    resolve()
    assert Entity.objects.get(name="Hữu Thắng").merged_into == Entity.objects.get(name="Nguyễn Hữu Thắng")


def test_a_surname_alone_is_the_one_whose_name_stands_in_several_lengths(newsroom: Newsroom) -> None:
    for number, name in enumerate(["Tayyip Erdogan"] * 4 + ["Recep Tayyip Erdogan"] * 3 + ["Erdogan"]):
        newsroom.article(f"Tin {number}", f"{name} gặp Kim Jong-un", people=[name, "Kim Jong-un"])
    resolve()
    assert listed(EntityKind.PERSON) == {"Tayyip Erdogan": 8, "Kim Jong-un": 8}


def test_a_name_found_as_a_place_is_joined_as_the_body_that_it_is(newsroom: Newsroom) -> None:
    for number in range(4):
        text = f"Trường Đại học Harvard nói {number} với Mỹ Tâm"
        newsroom.article(f"Tin {number}", text, organizations=["Đại học Harvard"], people=["Mỹ Tâm"])
    for number in range(3):
        text = "Trường Harvard mời Mỹ Tâm"
        newsroom.article(f"Tin khác {number}", text, places=["Harvard"], people=["Mỹ Tâm"])
    resolve()
    assert listed(EntityKind.ORGANIZATION) == {"Đại học Harvard": 7}


def test_a_middle_and_given_name_is_the_one_bearer_with_the_same_co_mentions(newsroom: Newsroom) -> None:
    for number in range(3):
        newsroom.article(f"Tin {number}", "Nguyễn Công Phượng gặp Văn Toàn", people=["Nguyễn Công Phượng", "Văn Toàn"])
    newsroom.article("Tin khác", "Cầu thủ Công Phượng gặp cầu thủ Văn Toàn", people=["Công Phượng", "Văn Toàn"])
    resolve()
    assert listed(EntityKind.PERSON) == {"Nguyễn Công Phượng": 4, "Văn Toàn": 4}


def test_a_name_without_its_middle_word_that_is_a_singers_as_well_stays_for_itself(newsroom: Newsroom) -> None:
    names = ["Trần Thị Thu Hà"] * 3 + ["Trần Thu Hà"] * 4 + ["Hà Trần"]
    write_with_names(newsroom, "person", *names)
    resolve()
    assert listed(EntityKind.PERSON) == {"Trần Thị Thu Hà": 3, "Trần Thu Hà": 5, "Mỹ Tâm": 8}


def test_a_given_name_of_two_people_stays_for_itself(newsroom: Newsroom) -> None:
    for surname in ("Nguyễn", "Lê"):
        for number in range(3):
            name = f"{surname} Quang Dũng"
            newsroom.article(f"Tin {number} {surname}", f"Ông {name} gặp Mỹ Tâm", people=[name, "Mỹ Tâm"])
    newsroom.article("Tin khác", "Ca sĩ Quang Dũng gặp ca sĩ Mỹ Tâm", people=["Quang Dũng", "Mỹ Tâm"])
    resolve()
    assert listed(EntityKind.PERSON)["Quang Dũng"] == 1


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("organization", "Bộ Lao động", "Bộ Lao động, Thương binh và Xã hội"),
        ("organization", "Sở Giao thông thành phố Hà Nội", "Sở Giao thông vận tải thành phố Hà Nội"),
        ("organization", "Leicester", "Leicester City"),
        ("organization", "Sở Kế hoạch - đầu tư tỉnh Sơn La", "Sở Kế hoạch và Đầu tư tỉnh Sơn La"),
        ("organization", "Liên đoàn Lao động Đồng Nai", "Liên đoàn Lao động tỉnh Đồng Nai"),
        ("organization", "Sở GT - VT thành phố Hà Nội", "Sở Giao thông vận tải thành phố Hà Nội"),
        ("organization", "Chính phủ Nhật", "Chính phủ Nhật Bản"),
        ("organization", "ĐT U23 Việt Nam", "U23 Việt Nam"),
        ("organization", "Quốc hội thành phố Đà Nẵng", "Đoàn đại biểu Quốc hội thành phố Đà Nẵng"),
        ("organization", "Cơ quan Công an thành phố Lào Cai", "Công an thành phố Lào Cai"),
        ("organization", "Phòng Giáo dục quận Hai Bà Trưng", "Phòng Giáo dục và Đào tạo quận Hai Bà Trưng"),
        ("organization", "Viện kiểm sát Đà Nẵng", "Viện kiểm sát nhân dân Đà Nẵng"),
        ("organization", "Tòa án Quân khu 7", "Tòa án quân sự Quân khu 7"),
        ("organization", "Ủy ban Quốc phòng an ninh Quốc hội", "Ủy ban Quốc phòng và An ninh"),
        ("organization", "Tổng cục Cảnh sát - Bộ Công an", "Tổng cục Cảnh sát"),
        ("organization", "Tổng công ty Cảng hàng không Việt Nam - ACV", "ACV"),
        ("organization", "Cục Đăng kiểm", "Cục Đăng kiểm Việt Nam"),
        ("organization", "Công ty Thiên Sơn", "Công ty CP Dược phẩm Thiên Sơn"),
        ("organization", "Công ty Quảng Đà", "Công ty CP đầu tư và phát triển Quảng Đà"),
        ("organization", "Đại học Harvard", "Harvard"),
        ("organization", "Trường đại học Luật Huế", "Đại học Luật Huế"),
        ("organization", "Công ty Daimler AG", "Daimler"),
        ("organization", "Pomina", "Công ty CP thép Pomina"),
        ("organization", "Quốc hội Hà Nội", "Đoàn đại biểu Quốc hội thành phố Hà Nội"),
        ("organization", "Hội đồng Bảo an Liên Hiệp Quốc", "Hội đồng Bảo an Liên Hợp Quốc"),
        ("organization", "Biên phòng tỉnh Quảng Bình", "Bộ đội Biên phòng tỉnh Quảng Bình"),
        ("organization", "Trạm thu phí BOT Cai Lậy", "Trạm BOT Cai Lậy"),
        ("organization", "Công ty luật Hòa Lợi", "Công ty luật TNHH Hòa Lợi"),
        ("organization", "Công ty MGA", "Công ty TNHH MGA Việt Nam"),
        ("organization", "Bệnh viện Hữu nghị Việt Đức", "Bệnh viện Việt Đức"),
        ("organization", "Bệnh viện Hòa Bình", "Bệnh viện Đa khoa tỉnh Hòa Bình"),
        ("organization", "Bệnh viện đa khoa Ba Vì", "Bệnh viện đa khoa huyện Ba Vì"),
        ("organization", "Bệnh viện Chợ Rẫy thành phố Hồ Chí Minh", "Bệnh viện Chợ Rẫy"),
        ("organization", "Mầm non tư thục Hoa Sen", "Trường mầm non Hoa Sen"),
        ("organization", "Trường Tô Hiệu", "Trường THPT Tô Hiệu"),
        ("organization", "Cục Y tế dự phòng Bộ Y tế", "Cục Y tế dự phòng"),
        ("organization", "Tổ chức Y tế", "Tổ chức Y tế Thế giới"),
        ("organization", "Cục Điều tiết", "Cục Điều tiết điện lực"),
        ("organization", "Cục NTBD", "Cục Nghệ thuật Biểu diễn"),
        ("organization", "Tổng công ty ĐSVN", "Tổng công ty Đường sắt Việt Nam"),
        ("organization", "Công an T xã Dĩ An", "Công an thị xã Dĩ An"),
        ("organization", "Biên phòng Quảng Ngãi", "Bộ đội Biên phòng tỉnh Quảng Ngãi"),
        ("organization", "Phòng CSGT tỉnh Bắc Ninh", "Phòng CSGT Công an tỉnh Bắc Ninh"),
        ("organization", "Tòa án nhân dân cấp cao Hà Nội", "Tòa án nhân dân cấp cao tại Hà Nội"),
        ("organization", "Tỉnh ủy tỉnh Cà Mau", "Tỉnh ủy Cà Mau"),
        ("organization", "Mặt trận Tổ quốc Việt Nam tỉnh Gia Lai", "Mặt trận Tổ quốc tỉnh Gia Lai"),
        ("organization", "CLB bóng đá Hà Nội", "Hà Nội FC"),
        ("organization", "CLB Gangwon", "Gangwon FC"),
        ("organization", "The Washington Post", "Washington Post"),
        ("organization", "Ngân hàng BIDV", "BIDV"),
        ("organization", "Đại sứ quán Mỹ tại Hà Nội", "Đại sứ quán Mỹ"),
        ("organization", "UBND thành phố Hội An, tỉnh Quảng Nam", "UBND thành phố Hội An"),
        ("organization", "UBND tỉnh Đăk Lăk", "UBND tỉnh Đắk Lắk"),
        ("organization", "Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam", "Ban Chấp hành Trung ương Đảng"),
        ("organization", "Tòa án phúc thẩm Liên bang Mỹ", "Tòa phúc thẩm Liên bang Mỹ"),
        ("organization", "Công ty Đại Quang Minh", "Công ty CP đầu tư địa ốc Đại Quang Minh"),
        ("organization", "Cục Cảnh sát công nghệ cao – C 50", "Cục Cảnh sát công nghệ cao"),
        ("organization", "Tập đoàn viễn thông Quân đội - Viettel", "Viettel"),
        ("organization", "Hòa Phát Dung Quất", "Công ty CP thép Hòa Phát Dung Quất"),
        ("organization", "Formosa Hà Tĩnh", "Công ty TNHH Gang thép Hưng Nghiệp Formosa Hà Tĩnh"),
        ("organization", "Cơ quan điều tra Công an tỉnh Nghệ An", "Cơ quan CSĐT Công an tỉnh Nghệ An"),
        ("organization", "Cơ quan CSĐT quận 4", "Cơ quan CSĐT Công an quận 4"),
        ("organization", "CSGT Đồng Nai", "Phòng CSGT Công an tỉnh Đồng Nai"),
        ("organization", "CSGT huyện Diễn Châu", "Đội CSGT Công an huyện Diễn Châu"),
        ("organization", "CSGT Diễn Châu", "Đội CSGT Công an huyện Diễn Châu"),
        ("organization", "CSGT thành phố Hà Nội", "Phòng CSGT Công an thành phố Hà Nội"),
        ("organization", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh Phú Yên", "Bộ đội Biên phòng tỉnh Phú Yên"),
        ("organization", "Chính phủ nước Cộng hòa Dân chủ Nhân dân Lào", "Chính phủ Lào"),
        ("organization", "Mầm non Sen Vàng", "Trường mầm non Sen Vàng"),
        ("organization", "Đội tuyển bóng đá quốc gia Đức", "Đội tuyển Đức"),
        ("organization", "Thanh tra Nhà nước tỉnh Cà Mau", "Thanh tra tỉnh Cà Mau"),
        ("organization", "Tòa phúc thẩm liên bang Mỹ khu vực 9", "Tòa phúc thẩm khu vực số 9"),
        ("organization", "Cục Quản lý đường bộ IV", "Cục Quản lý đường bộ 4"),
        ("organization", "Ngân hàng TMCP An Bình", "Ngân hàng An Bình"),
        ("organization", "Hải quan Hải Phòng", "Cục Hải quan thành phố Hải Phòng"),
        (
            "organization",
            "Sở NN - phát triển nông thôn tỉnh Đắk Nông",
            "Sở Nông nghiệp và Phát triển nông thôn tỉnh Đắk Nông",
        ),
        ("organization", "Yonhap News", "Yonhap"),
        ("organization", "Hãng hàng không Qatar Airways", "Qatar Airways"),
        ("organization", "CLB Than Quảng Ninh", "Than Quảng Ninh"),
        ("organization", "Công ty Trâm Anh", "Công ty TNHH Xử lý nước Trâm Anh"),
        ("organization", "Công ty CP Nghe nhìn toàn cầu AVG", "AVG"),
        ("organization", "Bảo Tín Minh Châu", "Công ty Vàng bạc đá quý Bảo Tín Minh Châu"),
        ("organization", "Tập Đoàn Mường Thanh", "Mường Thanh"),
        ("organization", "Tổng công ty Thương mại Sài Gòn", "Satra"),
        ("organization", "Đài truyền hình kỹ thuật số VTC", "VTC"),
        ("organization", "Viện kiệm sát nhân dân quận Cầu Giấy", "Viện kiểm sát nhân dân quận Cầu Giấy"),
        ("organization", "UBND huyện Chư Pah", "UBND huyện Chư Păh"),
        ("person", "Bùi Kim Thu", "Bùi Thị Kim Thu"),
        ("person", "Trung Quân Idol", "Trung Quân"),
        ("person", "Assad", "Bashar al-Assad"),
        ("person", "Tayyip Erdogan", "Recep Tayyip Erdogan"),
        ("person", "Trump Michael Flynn", "Michael Flynn"),
        ("person", "Enrique Penã Nieto", "Enrique Pena Nieto"),
        ("person", "Richard R. Clifton", "Richard Clifton"),
        ("person", "Jolie Phương Trinh", "Phương Trinh Jolie"),
        ("place", "Đăk Pơ", "Đắk Pơ"),
        ("place", "đường Láng", "Láng"),
        ("place", "T X.Dĩ An", "Dĩ An"),
        ("place", "Q. 11", "Quận 11"),
        ("place", "T X.Kỳ Anh", "Kỳ Anh"),
        ("place", "KCN Cát Lái", "Khu công nghiệp Cát Lái"),
        ("place", "Cảng hàng không quốc tế Vinh", "Sân bay Vinh"),
        ("place", "Cách Mạng Tháng 8", "Cách mạng tháng Tám"),
        ("place", "Phố Hàng Đào", "Hàng Đào"),
        ("place", "Cư Jut", "Cư Jút"),
        ("place", "Nou Camp", "Camp Nou"),
        ("place", "Thành phố Cần Thơ", "Cần Thơ"),
    ],
)
def test_two_forms_of_a_name_are_one(newsroom: Newsroom, kind: str, one: str, other: str) -> None:
    write_with_names(newsroom, kind, *[other] * 4, one)
    resolve()
    merged = Entity.objects.get(name__in=[one, house_name(kind, one)], merged_into__isnull=False)
    assert merged.merged_into == Entity.objects.get(name=other, merged_into=None)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("organization", "Bộ Tư pháp", "Bộ Tư pháp Mỹ"),
        ("organization", "UBND xã Phú Hòa", "UBND xã Phù Hóa"),
        ("place", "T X.Quảng Trị", "Quảng Trị"),
        ("organization", "Công an thành phố Hải Dương", "Công an Hải Dương"),
        ("organization", "Apple", "Apple Music"),
        ("organization", "Công ty CP Nhựa Hòa Bình", "Công ty CP Dược phẩm Hòa Bình"),
        ("organization", "Cục Cảnh sát hình sự", "Cục Cảnh sát kinh tế"),
        ("place", "Cầu Giấy", "Giấy"),
        ("person", "Khánh Nguyễn", "Nguyễn Khánh"),
        ("person", "George H.W. Bush", "George W. Bush"),
        ("organization", "Đại học Luật", "Luật"),
        ("organization", "Bệnh viện thành phố Hòa Bình", "Bệnh viện tỉnh Hòa Bình"),
        ("organization", "Bệnh viện Nhi Nghệ An", "Bệnh viện Sản Nhi Nghệ An"),
        ("organization", "Trường THCS Lê Lợi", "Trường THPT Lê Lợi"),
        ("organization", "Trường THPT chuyên Bạc Liêu", "Trường THPT Bạc Liêu"),
        ("organization", "Trường đại học Giao thông vận tải", "Đại học Giao thông vận tải thành phố Hồ Chí Minh"),
        ("organization", "Bệnh viện Tâm thần Trung ương", "Bệnh viện Tâm thần thành phố Hồ Chí Minh"),
        ("organization", "Cục Quản lý đường bộ 3", "Cục Quản lý đường bộ"),
        ("organization", "Cục QLTT", "Cục Quản lý cạnh tranh"),
        ("organization", "Giao thông vận tải", "Bộ Giao thông vận tải"),
        ("organization", "Công ty Eapay", "Công ty Thìn Phát và Eapay"),
        ("organization", "Ngân hàng MHB", "Công ty CP chứng khoán Ngân hàng MHB"),
        ("organization", "Tổng công ty Thái Sơn", "Công ty CP Phát triển đầu tư Thái Sơn"),
        ("organization", "Cơ quan An ninh điều tra Công an tỉnh Sơn La", "Cơ quan CSĐT Công an tỉnh Sơn La"),
        ("organization", "ASEAN", "Liên đoàn cà phê ASEAN"),
        ("person", "Donald Trump", "Donald Trump Jr"),
        ("person", "Nguyễn Kim Thu", "Bùi Thị Kim Thu"),
        ("place", "Tân Sơn", "Sân bay Tân Sơn"),
    ],
)
def test_two_names_that_look_alike_are_two(newsroom: Newsroom, kind: str, one: str, other: str) -> None:
    write_with_names(newsroom, kind, *[other] * (4 if one != "Apple" else 1), *[one] * (1 if one != "Apple" else 8))
    assert resolve().made == 0


def test_a_name_that_two_hospitals_may_be_called_by_stays_for_itself(newsroom: Newsroom) -> None:
    names = ["Bệnh viện Nhi Đồng 1", "Bệnh viện Nhi Đồng 2"] * 3
    write_with_names(newsroom, "organization", *names, "Bệnh viện Nhi Đồng")
    assert resolve().made == 0


def test_a_body_with_its_holder_behind_it_is_not_what_it_is_called(newsroom: Newsroom) -> None:
    body = "Bộ Quốc phòng Hàn Quốc"
    for number in range(4):
        text = f"Người phát ngôn {body} Moon Sang-gyun nói {number}"
        newsroom.article(f"Tin {number}", text, organizations=[f"{body} Moon Sang-gyun"])
    text = f"{body} và ông Moon Sang-gyun nói"
    newsroom.article("Tin khác", text, organizations=[body], people=["Moon Sang-gyun"])
    assert resolve().made == 0


def test_the_end_of_a_company_that_a_ministry_has_as_well_stays_for_itself(newsroom: Newsroom) -> None:
    names = ["Tổng công ty Tư vấn Giao thông vận tải", "Bộ Giao thông vận tải"] * 4
    write_with_names(newsroom, "organization", *names, "Giao thông vận tải")
    assert resolve().made == 0


def test_a_surname_alone_is_the_one_bearer_that_the_archive_knows(newsroom: Newsroom) -> None:
    for number in range(4):
        newsroom.article(f"Tin {number}", "Donald Trump gặp Kim Jong-un", people=["Donald Trump", "Kim Jong-un"])
    newsroom.article("Tin khác", "Trump gặp Kim Jong-un lần nữa", people=["Trump", "Kim Jong-un"])
    resolve()
    assert listed(EntityKind.PERSON) == {"Donald Trump": 5, "Kim Jong-un": 5}


def test_a_slip_of_a_frequent_name_is_that_name_and_is_not_shown(newsroom: Newsroom, client) -> None:  # type: ignore[no-untyped-def]
    _write_with_slip(newsroom)
    resolve()
    assert listed(EntityKind.PERSON) == {"Donald Trump": 101}
    page = client.get(of_kind(EntityKind.PERSON, "Donald Trump").get_absolute_url()).content.decode()
    assert "Donad" not in page.split("<main")[1].split("entity-names")[0]
    assert "Tên gọi khác" not in page


def _write_with_slip(newsroom: Newsroom) -> None:
    article = newsroom.article("Tin đầu", "Donald Trump phát biểu", people=["Donald Trump"])
    trump = of_kind(EntityKind.PERSON, "Donald Trump")
    for number in range(99):
        other = newsroom.article(f"Tin {number}", "Donald Trump phát biểu")
        start = other.text.index("Donald")
        Mention.objects.create(article=other, entity=trump, start=start, end=start + 12)
    newsroom.article("Tin cuối", "Donad Trump phát biểu", people=["Donad Trump"])
    Entity.objects.filter(pk=trump.pk).update(article_count=100)
    assert article.pk
