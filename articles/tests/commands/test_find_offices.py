import json
from io import StringIO

import pytest
from django.core.management import call_command


def test_it_says_what_each_person_is(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"id": "a1", "text": "Bộ trưởng Y tế Nguyễn Thị Kim Tiến ở Đà Nẵng."}, {"id": "a2", "text": ""}]
    monkeypatch.setattr("sys.stdin", StringIO("".join(f"{json.dumps(row)}\n" for row in rows)))
    out = StringIO()
    call_command("find_offices", stdout=out)
    assert [json.loads(line) for line in out.getvalue().splitlines()] == [
        {
            "id": "a1",
            "offices": [{"person": "Nguyễn Thị Kim Tiến", "office": "Bộ trưởng Y tế", "start": 0, "end": 14}],
        },
        {"id": "a2", "offices": []},
    ]
