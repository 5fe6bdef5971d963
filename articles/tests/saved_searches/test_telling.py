"""Mails about what saved searches found, as a mail server receives them."""

from datetime import datetime, timedelta
from threading import Thread
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import Settings

from articles.models import Article, MailFrequency, ReaderProfile, SearchMatch
from articles.models.task_records import waiting_runs
from articles.saved_searches.alert_jobs import follow_new_articles, mail_alerts, schedule_mails
from articles.saved_searches.saving import owner_of_token, set_mailed
from articles.saved_searches.telling import MOST_IN_MAIL, MOST_OF_SEARCH, tell, time_to_tell
from articles.saved_searches.trying import try_new_articles
from articles.tests.mail_server import Mailbox
from articles.tests.making import Newsroom
from articles.tests.quoting import give_office, say
from articles.tests.saved_searches.readers import add, save
from articles.tests.views.conftest import one_line

pytestmark = pytest.mark.django_db


def _found(newsroom: Newsroom, *titles: str) -> None:
    for title in titles:
        add(newsroom, title, "Nước dâng cao ở Mường Lay & Điện Biên.", source="VOV", published="2022-06-14")
    try_new_articles()


def test_one_mail_tells_of_all_searches_and_of_no_article_twice(
    newsroom: Newsroom, lan: User, mailbox: Mailbox
) -> None:
    save(lan, "lũ quét")
    save(lan, "nước dâng")
    _found(newsroom, "Lũ quét ở bản", "Triều cường")
    assert tell(lan)
    (mail,) = mailbox.mails
    assert mail["To"] == "lan@toasoan.vn"
    assert mail["Subject"].strip() == "2 bài mới: lũ quét và 1 lần tìm khác – Kho báo"
    lines = mailbox.text().splitlines()
    assert lines.count("Lũ quét ở bản") == lines.count("Triều cường") == 1
    assert lines.count("VOV, 14/6/2022") == lines.count("Nước dâng cao ở Mường Lay & Điện Biên.") == 2
    assert f"https://kho.vn{Article.objects.get(title='Triều cường').get_absolute_url()}?q=" in mailbox.text()
    html = mail.get_body(("html",))
    assert html is not None
    assert "<mark>Lũ quét</mark>" in html.get_content() or "Lũ quét ở bản</a>" in html.get_content()
    assert tell(lan)
    assert len(mailbox.mails) == 1
    # Found by another search later, it is not told again.
    assert SearchMatch.objects.filter(mailed_at=None).count() == 0


def test_a_mail_has_the_quotations_that_a_search_found(newsroom: Newsroom, lan: User, mailbox: Mailbox) -> None:
    save(lan, 'nói:"Giám đốc" đập')
    said = [f"Đập số {number} an toàn" for number in range(5)]
    text = "".join(f" “{one}”, ông nói." for one in said)
    article = add(newsroom, "Họp báo", f"Giám đốc Lê Sơn nói về đập.{text}", people=["Lê Sơn"])
    give_office(article, "Lê Sơn", "Giám đốc")
    say(article, *((one, "Lê Sơn") for one in said))
    try_new_articles()
    assert tell(lan)
    lines = mailbox.text().splitlines()
    assert [line for line in lines if "an toàn" in line] == said[:3]
    assert lines.count("Lê Sơn, Giám đốc:") == 3
    assert lines.count("và 2 lời nữa trong bài") == 1
    assert f"https://kho.vn{article.get_absolute_url()}?said={article.text.index(said[0])}#passage-1" in lines
    html = mailbox.mails[0].get_body(("html",))
    assert html is not None
    assert "“<strong><mark>Đập</mark> số 0 an toàn</strong>”, ông nói." in one_line(html.get_content())


def test_a_mail_program_can_unsubscribe_by_one_click(newsroom: Newsroom, lan: User, mailbox: Mailbox) -> None:
    save(lan, "lũ quét")
    _found(newsroom, "Lũ quét ở bản")
    tell(lan)
    (mail,) = mailbox.mails
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail["List-Unsubscribe"].replace("\n", "").replace(" ", "").strip("<>")
    token = address.removeprefix("https://kho.vn/searches/unsubscribe/").removesuffix("/")
    assert address in mailbox.text()
    assert owner_of_token(token) == lan
    assert owner_of_token(f"{token}x") is None


def test_links_begin_with_the_address_of_the_archive(
    newsroom: Newsroom, lan: User, mailbox: Mailbox, settings: Settings
) -> None:
    settings.SITE_ADDRESS = "https://kho.toasoan.vn"
    save(lan, "lũ quét")
    _found(newsroom, "Lũ quét ở bản")
    assert tell(lan)
    assert f"https://kho.toasoan.vn{Article.objects.get().get_absolute_url()}?q=" in mailbox.text()
    assert "https://kho.vn" not in mailbox.text()
    assert "<https://kho.toasoan.vn/" in mailbox.mails[0]["List-Unsubscribe"]


def test_a_long_mail_says_what_it_leaves_out(newsroom: Newsroom, lan: User, mailbox: Mailbox) -> None:
    for number in range(7):
        save(lan, f"chuyện số {number}")
        for one in range(12):
            add(newsroom, f"Chuyện số {number} bài {one}", f"Thân bài {number} {one}.")
    try_new_articles()
    tell(lan)
    text = mailbox.text()
    assert mailbox.mails[0]["Subject"].strip().startswith("84 bài mới: ")
    assert text.count("Chuyện số") == MOST_IN_MAIL == 50
    assert text.count("và 2 bài nữa, ở danh sách trên") == MOST_IN_MAIL // MOST_OF_SEARCH
    assert text.count("và 12 bài nữa, ở danh sách trên") == 2


def test_withdrawn_articles_and_mails_turned_off_are_not_told(newsroom: Newsroom, lan: User, mailbox: Mailbox) -> None:
    quiet = save(lan, "lũ quét", mailed=False)
    save(lan, "triều cường")
    _found(newsroom, "Lũ quét ở bản", "Triều cường")
    Article.objects.filter(title="Triều cường").update(withdrawn=True)
    assert tell(lan)
    assert mailbox.mails == []
    # What was found while mails were off is never mailed.
    set_mailed(quiet, mailed=True)
    assert tell(lan)
    assert mailbox.mails == []


def test_a_mail_that_cannot_be_sent_is_sent_later(
    newsroom: Newsroom, lan: User, mailbox: Mailbox, settings: pytest.FixtureRequest
) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1  # type: ignore[attr-defined]
    ReaderProfile.objects.create(user=lan, language="en", mail_frequency=MailFrequency.AT_ONCE)
    save(lan, "lũ quét")
    add(newsroom, "Lũ quét ở bản", "Nước dâng.")
    follow_new_articles()
    mail_alerts.call()
    (waiting,) = waiting_runs(mail_alerts)
    assert waiting.run_after > timezone.now() + timedelta(minutes=9)
    settings.EMAIL_PORT = port  # type: ignore[attr-defined]
    mail_alerts.call()
    assert [mail["Subject"] for mail in mailbox.mails] == ["1 new article: lũ quét – Kho báo"]
    assert not waiting_runs(mail_alerts).exists()


@pytest.mark.parametrize(
    ("recipient", "mail", "is_final"),
    [
        ("550 No such mailbox", "", True),
        ("", "552 Too large", True),
        ("450 Mailbox busy", "", False),
        ("", "451 Try again", False),
    ],
)
def test_a_mail_refused_for_good_is_not_sent_again(
    newsroom: Newsroom,
    lan: User,
    mailbox: Mailbox,
    caplog: pytest.LogCaptureFixture,
    recipient: str,
    mail: str,
    is_final: bool,
) -> None:
    mailbox.recipient_reply, mailbox.mail_reply = recipient, mail
    ReaderProfile.objects.create(user=lan, mail_frequency=MailFrequency.AT_ONCE)
    save(lan, "lũ quét")
    add(newsroom, "Lũ quét ở bản", "Nước dâng.")
    follow_new_articles()
    mail_alerts.call()
    assert waiting_runs(mail_alerts).exists() is not is_final
    assert ("refuses them for good" in caplog.text) is is_final
    mail_alerts.call()
    assert mailbox.asked == (1 if is_final else 2)
    # The next find is mailed again, alone where the reader was given up on before.
    mailbox.recipient_reply = mailbox.mail_reply = ""
    add(newsroom, "Lũ quét ở phố", "Nước dâng.")
    follow_new_articles()
    mail_alerts.call()
    assert ("Lũ quét ở phố" in mailbox.text(), "Lũ quét ở bản" in mailbox.text()) == (True, not is_final)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_two_workers_do_not_mail_the_same_finds(newsroom: Newsroom, lan: User, mailbox: Mailbox) -> None:
    save(lan, "lũ quét")
    _found(newsroom, "Lũ quét ở bản")
    told: list[bool] = []

    def tell_too() -> None:
        try:
            told.append(tell(lan))
        finally:
            connection.close()

    other = Thread(target=tell_too)
    with transaction.atomic():
        assert tell(lan)
        other.start()
        other.join(timeout=0.5)
        assert other.is_alive()  # it waits for the finds that are claimed here
    other.join()
    assert (told, len(mailbox.mails)) == ([True], 1)


def test_without_a_mail_server_finds_wait(newsroom: Newsroom, lan: User) -> None:
    save(lan, "lũ quét")
    _found(newsroom, "Lũ quét ở bản")
    schedule_mails()
    assert not waiting_runs(mail_alerts).exists()
    assert SearchMatch.objects.filter(mailed_at=None).count() == 1


@pytest.mark.parametrize(
    ("frequency", "since", "told"),
    [
        (MailFrequency.AT_ONCE, "2026-11-26T15:30", "2026-11-26T15:30"),
        (MailFrequency.DAILY, "2026-11-26T05:59", "2026-11-26T06:00"),
        (MailFrequency.DAILY, "2026-11-26T06:00", "2026-11-27T06:00"),
        (MailFrequency.WEEKLY, "2026-11-26T15:30", "2026-11-30T06:00"),
        (MailFrequency.WEEKLY, "2026-11-30T05:00", "2026-11-30T06:00"),
        (MailFrequency.WEEKLY, "2026-11-30T06:30", "2026-12-07T06:00"),
    ],
)
def test_mails_go_out_at_once_in_the_morning_or_on_monday(frequency: str, since: str, told: str) -> None:
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    expected = datetime.fromisoformat(told).replace(tzinfo=zone)
    assert time_to_tell(frequency, datetime.fromisoformat(since).replace(tzinfo=zone)) == expected
