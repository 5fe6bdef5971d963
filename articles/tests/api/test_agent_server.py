"""The tools for assistants, asked by the client of the `mcp` package: by stdin and stdout, and by HTTP."""

import asyncio
import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from mcp import Client, StdioServerParameters
from mcp.server.mcpserver.exceptions import ToolError

from articles.api.agent_answers import coverage
from articles.api.agent_server import ArchiveTools
from articles.api.problems import ProblemError, ProblemKind
from articles.search import SearchFailed, SearchTooLong
from articles.tests.making import Newsroom
from articles.tests.new_archives import environment_of, manage

_ARTICLES = [
    {"title": "Lũ lớn trên sông Lô", "text": "Mưa to ở Hà Giang, nước sông Lô lên nhanh.", "date": "2023-01-05"},
    {"title": "Nước sông Lô rút", "text": "Lũ rút, dân Hà Giang dọn bùn đất.", "date": "2023-05-06"},
]
_SITE = "https://kho.example"


@pytest.fixture(scope="module")
def archive(new_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an archive with two articles, and nothing of the months between them."""
    folder = Path(shutil.copytree(new_archive, tmp_path_factory.mktemp("agents") / "archive"))
    file = folder / "articles.jsonl"
    file.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in _ARTICLES))
    manage(environment_of(folder), "import_articles", str(file))
    return folder


def _asked(server: StdioServerParameters | str, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """Return what tools answer, each asked by its name and arguments; its text where it failed."""

    async def ask() -> list[Any]:
        async with Client(server, read_timeout_seconds=60) as client:
            tools = await client.list_tools()
            assert [tool.name for tool in tools.tools] == ["search", "read_article", "entity", "holdings"]
            assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools.tools)
            results = [await client.call_tool(name, arguments) for name, arguments in calls]
        return [one.content[0].text if one.is_error else one.structured_content for one in results]  # type: ignore[union-attr]

    return asyncio.run(ask())


def _by_stdio(archive: Path) -> StdioServerParameters:
    arguments = ["manage.py", "mcp_server", "--site", _SITE]
    return StdioServerParameters(
        command=sys.executable, args=arguments, env=environment_of(archive), cwd=str(settings.BASE_DIR)
    )


@contextmanager
def _by_http(archive: Path, **more: str) -> Iterator[str]:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    command = [sys.executable, "manage.py", "mcp_server", "--port", str(port)]
    process = subprocess.Popen(command, env=environment_of(archive, **more), cwd=settings.BASE_DIR)
    try:
        _wait_for(port, process)
        yield f"http://127.0.0.1:{port}/mcp"
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        with socket.socket() as one:
            if not one.connect_ex(("127.0.0.1", port)):
                return
        assert process.poll() is None
        time.sleep(0.1)
    raise AssertionError("the server does not listen")


def test_an_assistant_searches_and_reads_and_hears_what_it_rests_on(archive: Path) -> None:
    found, missing, held = _asked(
        _by_stdio(archive),
        ("search", {"query": "lũ sông Lô", "sort": "oldest", "limit": 1, "until": "2023-08"}),
        ("search", {"query": 'lũ "sông'}),
        ("holdings", {}),
    )
    assert [hit["title"] for hit in found["articles"]] == ["Lũ lớn trên sông Lô"]
    assert found["articles"][0]["page"].startswith(f"{_SITE}/article/")
    assert found["total"] == found["covers"]["articles"] == 2
    assert (found["covers"]["first"], found["covers"]["last"]) == ("2023-01", "2023-05")
    assert found["covers"]["gaps"] == [
        {"first": "2023-02", "last": "2023-04"},
        {"first": "2023-06", "last": "2023-08"},
    ]
    assert "quotation mark" in missing
    assert held["holdings"]["gaps"] == [{"first": "2023-02", "last": "2023-04"}]
    assert (held["covers"]["archive_articles"], held["covers"]["archive_last"]) == (2, "2023-05")


def test_an_assistant_by_http_reads_on_and_looks_names_up(archive: Path) -> None:
    with _by_http(archive) as address:
        [first] = _asked(address, ("search", {"query": "sông Lô", "sort": "oldest", "limit": 1}))
        more = {"query": "sông Lô", "sort": "oldest", "limit": 1, "cursor": first["cursor"]}
        behind, place, nobody, article, unknown = _asked(
            address,
            ("search", more),
            ("entity", {"name": "ha giang"}),
            ("entity", {"name": "Xyz"}),
            ("read_article", {"number": first["articles"][0]["id"]}),
            ("read_article", {"number": 999}),
        )
    assert [hit["title"] for hit in behind["articles"]] == ["Nước sông Lô rút"]
    assert behind["cursor"] == ""
    assert (place["entity"]["name"], place["covers"]["articles"]) == ("Hà Giang", 2)
    assert place["covers"]["gaps"] == [{"first": "2023-02", "last": "2023-04"}]
    assert "2 articles from 2023-01 to 2023-05" in nobody
    assert article["text"] == "Lũ lớn trên sông Lô\nMưa to ở Hà Giang, nước sông Lô lên nhanh."
    assert "Hà Giang" in [one["name"] for one in article["names"]]
    assert "no article with this number" in unknown


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (SearchTooLong("9 s"), "took too long. It would take too long again"),
        (SearchFailed("no index"), "cannot be read now. Try again"),
        (ProblemError(ProblemKind.LIST_CHANGED), "sort=newest"),
    ],
)
def test_an_assistant_hears_what_to_do_about_a_failure(
    db: None, monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("articles.api.agent_server.holdings_answer", fail)
    with pytest.raises(ToolError, match=told):
        ArchiveTools().holdings()


def test_an_assistant_names_others_by_ids_alone(archive: Path) -> None:
    none, negative, long = _asked(
        _by_stdio(archive), *(("search", {"mentions": [number]}) for number in (0, -1, 10**18))
    )
    assert all("mentions" in told for told in (none, negative, long))


def test_by_http_an_address_has_the_limits_of_the_api(archive: Path) -> None:
    with _by_http(archive, API_REQUESTS_PER_MINUTE="1") as address, pytest.raises(BaseExceptionGroup) as refused:
        _asked(address, ("holdings", {}))
    assert refused


@pytest.mark.parametrize(
    ("asked", "gaps"),
    [
        (("", ""), [("2023-02", "2023-04")]),
        (("2023-05", ""), []),
        (("2022-11-07", "2023"), [("2023-02", "2023-04"), ("2022-11", "2022-12"), ("2023-06", "2023-12")]),
        (("2025", "2026-02"), [("2025-01", "2026-02")]),
        (("", "2020-03-05"), []),
    ],
)
def test_gaps_are_those_of_the_days_asked_for(
    newsroom: Newsroom, asked: tuple[str, str], gaps: list[tuple[str, str]]
) -> None:
    for month in ("2023-01", "2023-05"):
        newsroom.article(f"Tin {month}", "Nước lên.", published=f"{month}-03")
    found = coverage(0, asked=asked)
    assert [(gap.first, gap.last) for gap in found.gaps] == gaps
    assert found.archive_articles == 2
