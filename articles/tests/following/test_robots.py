"""robots.txt by RFC 9309."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.following.failures import PermanentFailure
from articles.following.robots import parse_robots
from articles.tests.following.serving import Server, answer, web


def allows(robots: str | bytes, target: str, agent: str = "KhoBao") -> bool:
    data = robots if isinstance(robots, bytes) else robots.encode()
    return parse_robots(data, agent).can_fetch(f"https://bao.example{target}", agent)


@pytest.mark.parametrize(
    ("rules", "allowed", "forbidden"),
    [
        ("Disallow: /\nAllow: /rss/", ["/rss/", "/rss/tin-moi.rss"], ["/", "/bai-1.html", "/rss"]),
        ("Disallow: /*?print=", ["/bai-1.html", "/bai-1.html?trang=2"], ["/bai-1.html?print=1"]),
        ("Allow: /tin/\nDisallow: /tin/cu/\nAllow: /tin/cu/hay/", ["/tin/a", "/tin/cu/hay/b"], ["/tin/cu/c"]),
        ("Disallow: /tin\nAllow: /tin", ["/tin"], []),
        ("Disallow: /*.pdf$", ["/a.pdf?tai", "/a.pdfx", "/a.html"], ["/a.pdf", "/b/c.pdf"]),
        ("Disallow: /a*/in$", ["/a/in/x", "/b/in"], ["/a/in", "/anh/bai/in"]),
        ("Disallow: /kín/", ["/kin/"], ["/kín/x", "/k%C3%ADn/x", "/k%c3%adn/x"]),
        ("Disallow:", ["/", "/bai"], []),
        ("disallow : /a # Lời bình", ["/b"], ["/a"]),
    ],
    ids=["allow in disallow", "star", "longest", "equal", "end", "star and end", "encoded", "empty", "loosely written"],
)
def test_the_longest_rule_decides(rules: str, allowed: list[str], forbidden: list[str]) -> None:
    robots = f"User-agent: *\n{rules}\n"
    assert [target for target in allowed + forbidden if allows(robots, target)] == allowed


GROUPS = """User-agent: Googlebot
User-agent: khobao
Disallow: /cho-may/

User-agent: *
Disallow: /

User-agent: KHOBAO
Disallow: /rieng/
"""


def test_a_group_for_our_name_replaces_the_one_for_all() -> None:
    targets = ["/bai", "/cho-may/1", "/rieng/1"]
    assert [allows(GROUPS, target) for target in targets] == [True, False, False]
    assert [allows(GROUPS, target, "MayKhac") for target in targets] == [False, False, False]
    assert allows(GROUPS, "/rieng/1", "Googlebot")


def test_a_byte_order_mark_hides_no_group() -> None:
    assert not allows(b"\xef\xbb\xbfUser-agent: *\nDisallow: /kin", "/kin")


def test_bytes_that_are_not_utf_8_harm_no_other_line() -> None:
    robots = b"# B\xe1o\xff\nUser-agent: *\nDisallow: /b\xe1o/\nDisallow: /kin\n"
    assert (allows(robots, "/kin"), allows(robots, "/mo")) == (False, True)


@pytest.mark.parametrize("rule", ["Disallow: http://[", "Allow: //[", "Disallow: %", "Sitemap: http://[", ": /"])
def test_a_rule_that_cannot_be_read_harms_no_other(rule: str) -> None:
    robots = f"User-agent: *\n{rule}\nDisallow: /kin\n"
    assert (allows(robots, "/kin"), allows(robots, "/mo")) == (False, True)


@pytest.mark.parametrize(("written", "seconds"), [("7", 7), ("0.5", 0.5)])
def test_a_crawl_delay_is_read(written: str, seconds: float) -> None:
    assert parse_robots(f"User-agent: *\nCrawl-delay: {written}".encode(), "KhoBao").crawl_delay("KhoBao") == seconds


@pytest.mark.parametrize("written", ["²", "-1", "nan", "inf", "1e999", "mười", "", "1 2", "9" * 5000])
def test_a_crawl_delay_that_is_no_number_of_seconds_is_none(server: Server, written: str) -> None:
    pauses: list[float] = []
    server.pages |= {"/robots.txt": answer(f"User-agent: *\nCrawl-delay: {written}\nDisallow: /kin"), "/a": answer("")}
    fetcher = web(pause=pauses.append)
    assert fetcher.get(f"{server.url}/a").status == 200
    assert pauses == []
    with pytest.raises(PermanentFailure, match="does not allow /kin"):
        fetcher.get(f"{server.url}/kin")


def test_many_agents_with_many_rules_are_read_at_once() -> None:
    agents = "".join(f"User-agent: may-{n}\n" for n in range(10_000))
    rules = "".join(f"Disallow: /{n}\n" for n in range(10_000))
    assert len(parse_robots((agents + rules).encode(), "KhoBao")._user_agents) == 1
    assert not allows(agents + "User-agent: *\n" + rules, "/9999")


LINES = st.sampled_from(["User-agent: *", "User-agent:", "Disallow: ", "Allow: /", "Crawl-delay: ", ""])


@given(
    st.lists(st.one_of(st.binary(max_size=20), st.builds(lambda a, b: a.encode() + b, LINES, st.binary(max_size=9))))
)
def test_whatever_it_holds_it_is_read(lines: list[bytes]) -> None:
    robots = parse_robots(b"\n".join(lines), "KhoBao")
    assert robots.can_fetch("https://bao.example/b%C3%A1o?trang=1", "KhoBao") in (True, False)
    assert (robots.crawl_delay("KhoBao") or 0) >= 0
