"""Asking a server that misbehaves."""

import gzip
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from articles.following import http
from articles.following.failures import Gone, PermanentFailure, TemporaryFailure
from articles.tests.following.serving import Behaviour, Server, answer, raw, redirect, web


def packed(data: bytes) -> Behaviour:
    return answer(data, Content_Encoding="gzip")


def test_it_says_who_asks_and_reads_what_comes(server: Server) -> None:
    server.pages["/bài?số=1"] = server.pages["/b%C3%A0i?s%E1%BB%91=1"] = answer("Cảng cá Quy Nhơn")
    assert web().get(f"{server.url}/bài?số=1").body.decode() == "Cảng cá Quy Nhơn"
    assert {headers["user-agent"] for headers in server.headers} == {"TestArchive/1.0"}


def test_packed_answers_are_unpacked(server: Server) -> None:
    data = gzip.compress("Cảng cá ".encode()) + gzip.compress("Quy Nhơn".encode())
    server.pages["/rss"] = packed(data)
    assert web().get(f"{server.url}/rss").body.decode() == "Cảng cá Quy Nhơn"


def test_a_bomb_is_refused_before_it_unpacks(server: Server) -> None:
    data = gzip.compress(bytes(200 * 1024 * 1024), 9)
    server.pages["/rss"] = packed(data)
    with pytest.raises(PermanentFailure, match="larger than 1 MB"):
        web().get(f"{server.url}/rss")


@pytest.mark.parametrize("encoding", ["br", "deflate", "gzip, gzip"])
def test_what_is_packed_otherwise_is_refused(server: Server, encoding: str) -> None:
    server.pages["/rss"] = answer("...", Content_Encoding=encoding)
    with pytest.raises(PermanentFailure, match="not asked for"):
        web().get(f"{server.url}/rss")


def test_a_huge_answer_is_refused_by_its_stated_length(server: Server) -> None:
    def huge(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(10**12))
        request.end_headers()

    server.pages["/rss"] = huge
    with pytest.raises(PermanentFailure, match="larger than 1 MB"):
        web().get(f"{server.url}/rss")


def test_an_endless_answer_is_cut_at_the_limit(server: Server) -> None:
    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        while not server.stopping.is_set():
            request.wfile.write(bytes(65536))

    server.pages["/rss"] = endless
    with pytest.raises(PermanentFailure, match="larger than 1 MB"):
        web().get(f"{server.url}/rss")


def dripping(server: Server, first: bytes) -> Behaviour:
    def drip(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(first)
        while not server.stopping.wait(0.05):
            request.wfile.write(b"a")
            request.wfile.flush()

    return drip


@pytest.mark.parametrize(
    "first",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nX-",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
    ],
    ids=["status", "header", "body", "chunk"],
)
def test_an_answer_that_drips_is_cut_off_as_a_whole(server: Server, first: bytes) -> None:
    server.pages["/rss"] = dripping(server, first)
    began = time.monotonic()
    with pytest.raises(TemporaryFailure, match=r"no complete response within 0\.5 seconds"):
        web(seconds=0.5).get(f"{server.url}/rss")
    assert time.monotonic() - began < 2


def test_a_server_that_hangs_is_given_up(server: Server) -> None:
    def hang(request: BaseHTTPRequestHandler) -> None:
        server.stopping.wait(5)

    server.pages["/rss"] = hang
    with pytest.raises(TemporaryFailure, match=r"no complete response within 0\.5 seconds"):
        web(seconds=0.5).get(f"{server.url}/rss")


def test_an_answer_cut_short_is_no_answer(server: Server) -> None:
    server.pages["/rss"] = answer("Cảng", Content_Length="100")
    with pytest.raises(TemporaryFailure, match="early"):
        web().get(f"{server.url}/rss")


def test_damaged_gzip_is_no_answer(server: Server) -> None:
    data = gzip.compress(b"C" * 1000)[:-12]
    server.pages["/rss"] = packed(data)
    with pytest.raises(TemporaryFailure, match="early"):
        web().get(f"{server.url}/rss")


def test_what_is_no_http_is_a_failure(server: Server) -> None:
    def greet(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")

    server.pages["/rss"] = greet
    with pytest.raises(TemporaryFailure, match="BadStatusLine"):
        web().get(f"{server.url}/rss")


@pytest.mark.parametrize(
    "sent",
    [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n",
        b"HTTP/1.1 \xc2\xb2 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nC",
        b"\x00\xff\r\n\r\n",
        b"",
    ],
    ids=["negative chunk", "status", "short", "noise", "nothing"],
)
def test_whatever_is_sent_is_a_failure_to_fetch(server: Server, sent: bytes) -> None:
    server.pages["/rss"] = raw(sent)
    with pytest.raises(TemporaryFailure):
        web().get(f"{server.url}/rss")


def test_headers_may_hold_any_character(server: Server) -> None:
    """`send_header` writes Latin-1, so the ETag is given as the Latin-1 reading of its UTF-8 bytes."""
    server.pages["/rss"] = answer("báo", ETag='"số\x00"'.encode().decode("latin-1"))
    etag = web().get(f"{server.url}/rss").headers["etag"]
    assert etag == '"số "'
    assert web().get(f"{server.url}/rss", {"If-None-Match": etag}).body.decode() == "báo"
    assert server.headers[-1]["if-none-match"].encode("latin-1").decode() == etag


def test_redirects_are_followed_to_the_end(server: Server) -> None:
    server.pages |= {"/a": redirect("/b", 301), "/b": redirect("//" + server.url[7:] + "/c"), "/c": answer("tới")}
    got = web().get(f"{server.url}/a")
    assert (got.body.decode(), got.url.target) == ("tới", "/c")


def test_a_redirect_may_be_written_in_utf_8(server: Server) -> None:
    server.pages |= {"/a": redirect("/bài".encode().decode("latin-1")), "/b%C3%A0i": answer("tới")}
    assert web().get(f"{server.url}/a").body.decode() == "tới"


def test_redirects_in_a_circle_end(server: Server) -> None:
    server.pages["/a"] = redirect("/a")
    with pytest.raises(PermanentFailure, match="redirects"):
        web().get(f"{server.url}/a")
    assert server.times("/a") == 6


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://bao.example/", "gopher://x/", "http://a:b@c/", "http://[x/"]
)
def test_redirects_lead_to_the_web_alone(server: Server, location: str) -> None:
    server.pages["/a"] = redirect(location)
    with pytest.raises(PermanentFailure):
        web().get(f"{server.url}/a")


def test_robots_txt_is_heeded_and_asked_for_once(server: Server) -> None:
    server.pages |= {
        "/robots.txt": answer("User-agent: *\nDisallow: /kín/\n"),
        "/mở": answer("được"),
        "/m%E1%BB%9F": answer("được"),
    }
    asking = web()
    with pytest.raises(PermanentFailure, match=r"robots\.txt of 127\.0\.0\.1 does not allow"):
        asking.get(f"{server.url}/kín/bài")
    assert asking.get(f"{server.url}/mở").body.decode() == "được"
    assert server.asked == ["/robots.txt", "/m%E1%BB%9F"]


def test_a_redirect_does_not_lead_around_robots_txt(server: Server) -> None:
    server.pages |= {"/robots.txt": answer("User-agent: TestArchive\nDisallow: /kin\n"), "/a": redirect("/kin")}
    with pytest.raises(PermanentFailure, match="does not allow /kin"):
        web().get(f"{server.url}/a")


def test_while_robots_txt_fails_nothing_is_asked(server: Server) -> None:
    server.pages |= {"/robots.txt": answer("", status=500), "/rss": answer("")}
    with pytest.raises(TemporaryFailure, match="robots"):
        web().get(f"{server.url}/rss")
    assert server.asked == ["/robots.txt"]


def test_a_host_is_left_alone_between_two_requests(server: Server) -> None:
    pauses: list[float] = []
    server.pages |= {"/robots.txt": answer("User-agent: *\nCrawl-delay: 7\n"), "/a": answer(""), "/b": answer("")}
    asking = web(pause=pauses.append, delay=2)
    for page in ("/a", "/b"):
        asking.get(f"{server.url}{page}")
    assert [round(pause) for pause in pauses] == [7, 7]


def test_no_host_can_make_the_archive_wait_for_ever(server: Server) -> None:
    pauses: list[float] = []
    server.pages |= {"/robots.txt": answer("User-agent: *\nCrawl-delay: 86400\n"), "/a": answer("")}
    web(pause=pauses.append).get(f"{server.url}/a")
    assert [round(pause) for pause in pauses] == [60]


def test_what_is_gone_is_gone(server: Server) -> None:
    server.pages["/rss"] = answer("", status=410)
    with pytest.raises(Gone):
        web().get(f"{server.url}/rss")


@pytest.mark.parametrize(
    ("status", "failure"),
    [(404, PermanentFailure), (403, PermanentFailure), (500, TemporaryFailure), (502, TemporaryFailure)],
)
def test_a_refusal_is_told_from_a_failure(server: Server, status: int, failure: type[Exception]) -> None:
    server.pages["/rss"] = answer("", status=status)
    with pytest.raises(failure, match=f"answers {status}"):
        web().get(f"{server.url}/rss")


def wait_asked_for(server: Server, retry_after: str) -> float:
    server.pages["/rss"] = answer("", status=429, Retry_After=retry_after)
    with pytest.raises(TemporaryFailure) as caught:
        web().get(f"{server.url}/rss")
    return caught.value.wait


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        ("99999999999", 7 * 24 * 3600),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 0),
        ("mai", 0),
        ("", 0),
        ("²", 0),
        ("9" * 400, 7 * 24 * 3600),
    ],
)
def test_a_busy_server_says_when_to_come_again(server: Server, said: str, seconds: float) -> None:
    assert wait_asked_for(server, said) == seconds


def test_a_busy_server_may_name_the_moment(server: Server) -> None:
    in_an_hour = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    assert wait_asked_for(server, in_an_hour) == pytest.approx(3600, abs=60)


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[int]:
    """Serve "báo" over TLS on this machine with a certificate for bao.example that is trusted; yield the port."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=bao.example"]
    names = ["-addext", "subjectAltName=DNS:bao.example", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*make, *names], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = Server()
    server.pages["/rss"] = answer("báo")
    server.over_tls(context)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    here = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 0))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: here)
    http._tls.cache_clear()
    with server.running():
        yield int(server.url.rpartition(":")[2])
    http._tls.cache_clear()


@pytest.mark.skipif(not shutil.which("openssl"), reason="makes a certificate with openssl")
def test_over_tls_the_name_is_verified_although_the_address_is_asked(paper: int) -> None:
    assert web().get(f"https://bao.example:{paper}/rss").body.decode() == "báo"
    with pytest.raises(TemporaryFailure, match="certificate verify failed"):
        web().get(f"https://khac.example:{paper}/rss")
