import socket
from ipaddress import ip_address

import pytest

from articles.following.failures import PermanentFailure, TemporaryFailure
from articles.following.public_addresses import PUBLIC, AddressPolicy, is_public, resolve_public
from articles.tests.following.serving import Server, answer, redirect, web

WITHIN = [
    *["127.0.0.1", "127.255.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254"],
    *["100.64.0.1", "0.0.0.0", "255.255.255.255", "224.0.0.1", "240.0.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1"],
    *["198.51.100.1", "203.0.113.1", "192.88.99.1", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "fec0::1", "ff02::1"],
    *["2001:db8::1", "2001::1", "2002:7f00:1::", "100::1", "3fff::1", "5f00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"],
    *["::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::808:808"],
]


@pytest.mark.parametrize("address", WITHIN)
def test_an_address_of_ones_own_house_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "203.162.4.190", "2606:4700:4700::1111", "64:ff9b::808:808"])
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(ip_address(address))


def answers(monkeypatch: pytest.MonkeyPatch, *found: str) -> list[str]:
    """Have every name be at these addresses; return the list of names that are looked up from now on."""
    asked: list[str] = []

    def look_up(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def test_a_name_with_one_private_address_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "8.8.8.8", "192.168.1.1")
    with pytest.raises(PermanentFailure, match=r"192\.168\.1\.1, which is not a public address"):
        resolve_public("bao.example", 443, PUBLIC)


def test_an_interface_behind_an_address_is_no_part_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "fe80::1%eth0")
    with pytest.raises(PermanentFailure, match="not a public address"):
        resolve_public("bao.example", 443, PUBLIC)


@pytest.mark.parametrize("port", [22, 25, 5432, 6379, 9200])
def test_only_ports_of_the_web_are_asked(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    asked = answers(monkeypatch, "8.8.8.8")
    with pytest.raises(PermanentFailure, match="port"):
        resolve_public("bao.example", port, PUBLIC)
    assert asked == []


def test_a_name_that_nobody_knows_may_be_known_later(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(TemporaryFailure, match="has no address"):
        resolve_public("khong-co.example", 443, PUBLIC)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f.1",
        "0177.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0",
        "169.254.169.254",
    ],
)
def test_by_default_this_machine_is_never_asked(server: Server, host: str) -> None:
    port = server.url.rpartition(":")[2]
    for url in (f"http://{host}:{port}/", f"http://{host}/"):
        with pytest.raises((PermanentFailure, TemporaryFailure)):
            web(PUBLIC).get(url)
    assert server.asked == []


def test_a_redirect_to_this_machine_is_refused(server: Server) -> None:
    """The first hop is allowed by name, as a public host would be; the second is judged by its own address."""
    server.pages["/rss"] = redirect("http://127.0.0.2/bi-mat")
    only_server = AddressPolicy(lambda address: address == ip_address("127.0.0.1"), None)
    with pytest.raises(PermanentFailure, match=r"127\.0\.0\.2, which is not a public address"):
        web(only_server).get(f"{server.url}/rss")


def test_the_address_that_was_checked_is_the_one_that_is_asked(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each request looks a name up once, so a name that changes its address meanwhile gains nothing."""
    server.pages["/rss"] = answer("được")
    asked = answers(monkeypatch, "127.0.0.1")
    port = server.url.rpartition(":")[2]
    assert web().get(f"http://bao.example:{port}/rss").body.decode() == "được"
    assert asked.count("bao.example") == len(server.asked) == 2  # robots.txt and the feed
    assert server.headers[-1]["host"] == f"bao.example:{port}"
