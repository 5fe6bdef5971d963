"""The example of docs/api.md runs as it stands there."""

import csv
import re
import subprocess
import sys
from io import StringIO

from pytest_django.live_server_helper import LiveServer

from articles.tests.making import Newsroom
from tools.import_graph import ROOT


def test_the_example_draws_shares_by_month(transactional_db: None, live_server: LiveServer, newsroom: Newsroom) -> None:
    for number, (title, day) in enumerate(
        [("Hạn hán kéo dài", "2023-03-01"), ("Giá gạo", "2023-03-02"), ("Lũ lụt ở miền Trung", "2023-04-05")]
    ):
        newsroom.article(title, f"Tin {number}.", published=day)
    [code] = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "api.md").read_text(), re.DOTALL)
    command = [sys.executable, "-c", code, live_server.url]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert list(csv.reader(StringIO(ran.stdout))) == [
        ["month", "hạn hán", "lũ lụt"],
        ["2023-03", "0.50000", "0.00000"],
        ["2023-04", "0.00000", "1.00000"],
    ]
