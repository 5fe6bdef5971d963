"""What only the Whoosh engine has: values of facets that all readers of an index share."""

from typing import Any

import numpy as np
import pytest
from django.contrib.auth.models import Group

from haystack_engines import ClauseBackend, Everything
from haystack_engines.tests.people import GroupIndex
from haystack_engines.whoosh.reader import WhooshReader

pytestmark = pytest.mark.parametrize("engine", ["whoosh"], indirect=True)


def test_facets_are_counted_while_another_thread_reads_new_values(
    backend: ClauseBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend.update(GroupIndex(), [Group(pk=1, name="sông Hồng")])
    backend.update(GroupIndex(), [Group(pk=2, name="sông Mã")])
    reader = backend.reader()
    assert isinstance(reader, WhooshReader)
    bincount = np.bincount

    def and_read_another(*args: Any, **options: Any) -> Any:
        reader._vocabularies["groups_exact"].number("sông Lô")
        return bincount(*args, **options)

    monkeypatch.setattr(np, "bincount", and_read_another)
    found = backend.search(Everything(), facets={"groups_exact": {"limit": 5}})
    assert found["facets"]["fields"]["groups_exact"] == [("sông Hồng", 1), ("sông Mã", 1)]
