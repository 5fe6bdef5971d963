"""What only the engine of a cluster has: nodes that fail, parts of an index, lists too long for one request."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from django.contrib.auth.models import Group
from haystack import connections
from haystack.query import SearchQuerySet
from opensearchpy import Transport
from opensearchpy.exceptions import (
    AuthenticationException,
    AuthorizationException,
    OpenSearchException,
    SSLError,
    TransportError,
)
from opensearchpy.exceptions import ConnectionError as NoConnection

from haystack_engines import (
    ClauseBackend,
    Clauses,
    DistantReader,
    Everything,
    IndexIncomplete,
    IndexUnreachable,
    Term,
    time_limit,
)
from haystack_engines.opensearch import aggregations, bulk, reader
from haystack_engines.opensearch.client import Cluster, opensearch_errors
from haystack_engines.opensearch.index_locks import Locks
from haystack_engines.opensearch.mapping import placed_text, read_positions
from haystack_engines.opensearch.versions import ClusterVersions, _Known
from haystack_engines.search_time import SearchTooLong
from haystack_engines.tests.people import GroupIndex, use_indexes

on_cluster = pytest.mark.parametrize("engine", ["opensearch"], indirect=True)


def test_a_query_of_too_many_parts_takes_too_long() -> None:
    refused = {"error": {"root_cause": [{"reason": "Query contains too many nested clauses"}]}}
    with pytest.raises(SearchTooLong), opensearch_errors("tin"):
        raise TransportError(500, "search_phase_execution_exception", refused)


def test_terms_of_a_placed_field_stand_where_they_are_placed() -> None:
    text = placed_text({"câu": [2, 4], "đoạn mới": [4]}, length=7)
    assert read_positions(text) == {"câu": [2, 4], "đoạn\x1fmới": [4]}
    assert len(text.split(" ")) == 8
    assert read_positions(placed_text({}, length=0)) == {}


def test_a_lock_is_re_entrant_within_a_thread() -> None:
    taken: list[str] = []

    class _Lock:
        def __init__(self, name: str) -> None:
            taken.append(name)

        def __enter__(self) -> None: ...
        def __exit__(self, *_: object) -> None: ...

    locks = Locks("kho", _Lock)
    with locks.held("write"), locks.held("write"), locks.held("build"):
        pass
    with locks.held("write"):
        pass
    assert taken == ["kho write", "kho build", "kho write"]


def _versions(url: str) -> ClusterVersions:
    return ClusterVersions(Cluster((url,)), "kho", Locks("kho", None), replicas=0)


def test_a_cluster_that_is_down_is_told() -> None:
    with pytest.raises(IndexUnreachable, match="cannot be reached"):
        _versions("http://127.0.0.1:1").current()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (AuthenticationException(401, "Unauthorized", None), "does not accept the name or the password"),
        (
            AuthorizationException(403, "security_exception", {"error": {"reason": "no permissions for [cluster:x]"}}),
            r"does not allow this to its user: no permissions for \[cluster:x\]",
        ),
        (NoConnection("N/A", "RemoteDisconnected('Remote end closed connection')", None), "ask for https"),
        (SSLError("N/A", "certificate verify failed: certificate has expired", None), "checked: .* has expired"),
    ],
)
def test_a_cluster_that_lets_nobody_in_says_why(error: OpenSearchException, told: str) -> None:
    with pytest.raises(IndexUnreachable, match=told), opensearch_errors("kho"):
        raise error


def test_a_node_that_does_not_answer_is_given_up_in_time_and_then_left_alone(silent_node: str) -> None:
    versions = _versions(silent_node)
    for longest in (1.0, 0.1):
        started = monotonic()
        with time_limit(seconds=0.5, processor_seconds=60), pytest.raises(IndexUnreachable, match="not answer in time"):
            versions.current()
        assert monotonic() - started < longest


def _with_known_version(url: str, *, read: float) -> ClusterVersions:
    found = _versions(url)
    found._known[found._key] = _Known(Path("kho-000001-1f2e3d4c"), {}, "token", read, read)
    return found


def test_what_was_read_is_believed_for_a_while_where_the_cluster_cannot_tell_more(silent_node: str) -> None:
    with time_limit(seconds=2, processor_seconds=60):
        versions = _with_known_version(silent_node, read=monotonic() - 20)
        started = monotonic()
        assert (versions.current().name, versions.commit()) == ("kho-000001-1f2e3d4c", "token")
        assert monotonic() - started < 1.5
        with pytest.raises(IndexUnreachable):
            _with_known_version(silent_node, read=monotonic() - 40).current()


def _groups(*names: str) -> list[Group]:
    return [Group(pk=pk, name=name) for pk, name in enumerate(names, 1)]


def _rebuilt(names: list[str], **options: Any) -> ClauseBackend:
    connections.connections_info["default"].update(options)
    connections.reload("default")
    use_indexes(GroupIndex())
    backend: ClauseBackend = connections["default"].get_backend()
    backend.rebuild(GroupIndex(), _groups(*names), stamp="")
    return backend


@on_cluster
@pytest.mark.parametrize("shards", [1, 3])
def test_long_lists_are_whole_and_counted(engine: str, monkeypatch: pytest.MonkeyPatch, shards: int) -> None:
    monkeypatch.setattr(reader, "_WINDOW", 3)
    monkeypatch.setattr(aggregations, "_MOST_AT_ONCE", 3)
    names = [f"bến sông {number}" for number in range(10)]
    backend = _rebuilt(names, SHARDS=shards)
    found = SearchQuerySet().filter(content=Clauses(Term("text", "sông")))
    assert [int(result.pk) for result in found[4:9]] == [5, 6, 7, 8, 9]
    assert [int(result.pk) for result in found] == list(range(1, 11))
    counted = found.facet("groups", limit=100).facet_counts()["fields"]["groups"]
    assert counted == [(name, 1) for name in sorted(names)]
    assert found.facet("groups", limit=2).facet_counts()["fields"]["groups"] == counted[:2]
    assert (backend.reader().frequency("text", "sông"), backend.reader().frequency("text", "7")) == (10, 1)
    assert dict(backend.reader().terms_with_prefix("text", "s")) == {"sông": 10}


@pytest.fixture
def few_clauses(engine: str) -> Iterator[None]:
    """Have the nodes allow as few clauses in a query as they do by default."""
    settings = _rebuilt([]).versions.client.cluster  # type: ignore[attr-defined]
    name = "indices.query.bool.max_clause_count"
    settings.put_settings(body={"transient": {name: 1024}})
    yield
    settings.put_settings(body={"transient": {name: None}})


@on_cluster
@pytest.mark.usefixtures("few_clauses")
@pytest.mark.parametrize("next_letters", ["0123456789", "Dbđesw"])
def test_a_prefix_may_have_more_terms_than_a_query(engine: str, next_letters: str) -> None:
    words = [f"x{letter.lower()}{number}" for letter in next_letters for number in range(300)]
    backend = _rebuilt([" ".join(words), f"x {words[1]} x.y"])
    found = dict(backend.reader().terms_with_prefix("text", "x"))
    assert found == {**dict.fromkeys(words, 1), words[1]: 2, "x": 1}


@contextmanager
def _no_requests() -> Iterator[None]:
    """Let nothing be asked of a cluster."""

    def refuse(self: Transport, method: str, url: str, **_: Any) -> None:
        raise AssertionError(f"{method} {url}")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Transport, "perform_request", refuse)
        yield


@on_cluster
def test_an_index_that_was_built_is_one_segment_on_each_node_and_outlives_its_node(
    engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "_OPERATIONS", 1)
    backend = _rebuilt(["bến sông", "sông Hồng", "cầu"], REPLICAS=1)
    client, name = backend.versions.client, backend.versions.current().name  # type: ignore[attr-defined]
    segments = client.cat.segments(index=name, format="json")
    assert sorted(segment["prirep"] for segment in segments) == ["p", "r"]
    # A copy of the merged segment, not one that the other node made of the same documents.
    assert segments[0]["segment"] == segments[1]["segment"]
    settings = client.indices.get_settings(index=name)[name]["settings"]["index"]
    assert settings["translog"]["durability"] == "request"
    assert backend.document_count() == 3


@on_cluster
@pytest.mark.parametrize("shards", [1, 3])
def test_what_was_asked_ahead_needs_no_request(engine: str, shards: int) -> None:
    opened = _rebuilt(["bến sông", "sông Hồng", "bờ, cầu bến"], SHARDS=shards).reader()
    assert isinstance(opened, DistantReader)
    searches: list[tuple[Term, dict[str, Any]]] = [
        (Term("text", "sông"), {"end_offset": 5, "facets": {"groups_exact": {"limit": 10**6}}}),
        (Term("text", "cầu"), {"end_offset": 5}),
    ]
    opened.look_up({"text": ["cầu", "núi"]}, {"text": ["b", "bế", "x"], "groups": ["s"]}, lambda term: term != "bờ")
    opened.search_ahead(searches)
    with _no_requests():
        assert opened.frequencies("text", ["cầu", "núi"]) == {"cầu": 1, "núi": 0}
        assert opened.terms_with_any_prefix("text", ["b"], lambda term: term != "bờ") == [("bến", 2)]
        assert (opened.terms_with_prefix("text", "bế"), opened.terms_with_prefix("text", "x")) == ([("bến", 2)], [])
        assert opened.terms_with_prefix("groups", "s") == [("sông Hồng", 1)]
        found = [opened.search(clause, options) for clause, options in searches]
        assert [one["hits"] for one in found] == [2, 1]
        assert found[0]["facets"]["fields"]["groups_exact"] == [("bến sông", 1), ("sông Hồng", 1)]


@on_cluster
@pytest.mark.usefixtures("people")
def test_the_same_search_again_is_answered_alike_without_a_request(engine: str) -> None:
    opened = connections["default"].get_backend().reader()
    asked = Term("text", "sông"), {"end_offset": 5, "sort_by": ["-joined"]}
    first = [result.joined for result in opened.search(*asked)["results"]]
    with _no_requests():
        assert [result.joined for result in opened.search(*asked)["results"]] == first
    assert len(first) == 2


@on_cluster
def test_a_part_that_is_lost_is_never_left_out_silently(engine: str) -> None:
    backend = _rebuilt(["bến sông"])
    client, name = backend.versions.client, backend.versions.path.name  # type: ignore[attr-defined]
    lost = f"{name}-000009-00000000"
    settings = {"index.routing.allocation.require._name": "nowhere", "number_of_replicas": 0}
    body = {"settings": settings, "mappings": {"_meta": {"stamp": "", "fields": ""}}}
    client.indices.create(index=lost, body=body, params={"wait_for_active_shards": 0})
    old = backend.versions.current().name
    client.indices.update_aliases(
        body={"actions": [{"remove": {"index": old, "alias": name}}, {"add": {"index": lost, "alias": name}}]}
    )
    backend.versions.forget()  # type: ignore[attr-defined]
    with pytest.raises(IndexIncomplete, match="part of the search index"):
        SearchQuerySet().count()
    assert backend.condition().startswith("red: 1")


@on_cluster
def test_a_search_goes_on_where_the_cluster_has_forgotten_the_commit(engine: str) -> None:
    backend = _rebuilt(["bến sông", "sông Hồng"])
    opened = backend.reader()
    assert opened.document_count() == 2
    client = backend.versions.client  # type: ignore[attr-defined]
    client.delete_pit(body={"pit_id": [opened._searches._point.id]})  # type: ignore[attr-defined]
    assert opened.search(Everything(), {})["hits"] == 2


@on_cluster
def test_other_processes_see_a_commit_within_a_second(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    backend = _rebuilt(["bến sông"])
    now = monotonic()
    clock: Callable[[], float] = lambda: now  # noqa: E731
    monkeypatch.setattr("haystack_engines.opensearch.versions.monotonic", clock)
    backend.versions.forget()  # type: ignore[attr-defined]
    before = backend.reader()
    backend.versions._notes.commit()  # type: ignore[attr-defined]  # as another machine does
    assert backend.reader() is before
    now += 1.01
    assert backend.reader() is not before


@on_cluster
def test_nobody_writes_to_a_version_that_another_process_has_replaced(engine: str) -> None:
    backend = _rebuilt(["bến sông"])
    versions: ClusterVersions = backend.versions  # type: ignore[assignment]
    replaced = replace(versions._read(), until=monotonic() + 60)
    backend.rebuild(GroupIndex(), _groups("cầu"), stamp="")
    versions._known[versions._key] = replaced
    with versions.writing():
        assert versions.current() != replaced.folder
