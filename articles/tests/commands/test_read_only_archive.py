"""An archive whose folder cannot be written to is searched and read."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from articles.tests.commands.conftest import ASK_AND_SIGN_IN, environment_of, manage

# A superuser may write everywhere, unless he gives that up.
_LIKE_OTHERS = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
ADDRESSES = ("/", "/search/?q=cảng+cá", "/search/suggest/?q=quy+nh", "/article/1/", "/entities/", "/feeds/latest.rss")


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


@pytest.mark.skipif(bool(_LIKE_OTHERS) and not shutil.which("setpriv"), reason="a superuser may write everywhere")
def test_an_archive_that_cannot_be_written_is_searched_and_read(read_only_archive: Path) -> None:
    ran = subprocess.run(
        [*_LIKE_OTHERS, sys.executable, "-c", ASK_AND_SIGN_IN, *ADDRESSES, "/feeds/search.rss?q=cảng", "/healthz"],
        cwd=settings.BASE_DIR,
        env=environment_of(read_only_archive),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    asked = json.loads(ran.stdout)
    assert set(asked["read"]) <= {200, 301}
    assert len(asked["read"]) == len(ADDRESSES) + 2
    assert asked["written"] == 503
    assert "Kho báo đang bận" in asked["said"]
