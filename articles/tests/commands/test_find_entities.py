import json
from io import StringIO

import pytest
from django.core.management import call_command


def test_a_line_in_is_a_line_out(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"id": "a1", "text": "Ông Nguyễn Văn An ở Đà Nẵng."}, {"id": "a2", "text": ""}]
    monkeypatch.setattr("sys.stdin", StringIO("".join(f"{json.dumps(row)}\n" for row in rows)))
    out = StringIO()
    call_command("find_entities", stdout=out)
    first, second = map(json.loads, out.getvalue().splitlines())
    assert first == {
        "id": "a1",
        "entities": [
            {"start": 4, "end": 17, "kind": "person", "text": "Nguyễn Văn An", "name": "Nguyễn Văn An"},
            {"start": 20, "end": 27, "kind": "place", "text": "Đà Nẵng", "name": "Đà Nẵng"},
        ],
    }
    assert second == {"id": "a2", "entities": []}
