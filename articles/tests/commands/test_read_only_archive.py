"""An archive whose folder cannot be written to is searched and read; commands that must write say what they lack."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from articles.tests.commands.conftest import ASK_AND_SIGN_IN
from articles.tests.new_archives import environment_of, manage

# A superuser may write everywhere, unless he gives that up.
_LIKE_OTHERS = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
ADDRESSES = (
    *("/", "/search/?q=cảng+cá", "/search/suggest/?q=quy+nh", "/article/1/", "/entities/", "/feeds/latest.rss"),
    "/api/v1/search?q=cảng",
)
WRITING = {
    "prepare": "locks/prepare: Permission denied",
    "reindex": "locks/index: Permission denied",
    "annotate_articles --all -v0": "archive.sqlite3: attempt to write a readonly database",
    "import_articles sample -v0": "archive.sqlite3: attempt to write a readonly database",
}


@pytest.fixture
def read_only_archive(own_archive: Path) -> Iterator[Path]:
    file = own_archive / "bài.txt"
    file.write_text("Cảng cá Quy Nhơn mở cửa trở lại\n\nSáng nay tàu thuyền vào ra tấp nập sau cơn bão số 4.")
    manage(environment_of(own_archive), "import_articles", str(file))
    places = [own_archive, *own_archive.rglob("*")]
    for place in places:
        place.chmod(place.stat().st_mode & ~0o222)
    yield own_archive
    for place in places:
        place.chmod(place.stat().st_mode | 0o200)


pytestmark = pytest.mark.skipif(
    bool(_LIKE_OTHERS) and not shutil.which("setpriv"), reason="a superuser may write everywhere"
)


def _run(archive: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python on the archive as somebody whom permissions bind."""
    return subprocess.run(
        [*_LIKE_OTHERS, sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env=environment_of(archive),
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_archive_that_cannot_be_written_is_searched_and_read(read_only_archive: Path) -> None:
    ran = _run(read_only_archive, "-c", ASK_AND_SIGN_IN, *ADDRESSES, "/feeds/search.rss?q=cảng", "/healthz")
    assert ran.returncode == 0, ran.stderr
    asked = json.loads(ran.stdout)
    assert set(asked["read"]) <= {200, 301}
    assert len(asked["read"]) == len(ADDRESSES) + 2
    assert asked["written"] == 503
    assert "Kho báo đang bận" in asked["said"]


def test_commands_that_must_write_say_in_one_line_which_file_they_cannot(read_only_archive: Path) -> None:
    told = {command: _run(read_only_archive, "manage.py", *command.split()) for command in WRITING}
    assert {command: ran.returncode for command, ran in told.items()} == dict.fromkeys(WRITING, 1)
    files = {command: f"CommandError: {read_only_archive}/{said}\n" for command, said in WRITING.items()}
    assert {command: ran.stderr for command, ran in told.items()} == files
    assert "Traceback" in _run(read_only_archive, "manage.py", "reindex", "--traceback").stderr
