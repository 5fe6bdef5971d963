"""How an index is written, rebuilt and read meanwhile, on both engines."""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from haystack import connections
from haystack.exceptions import SearchBackendError
from haystack.query import SearchQuerySet
from haystack.utils import get_identifier

from haystack_engines import ClauseBackend, IndexMissing
from haystack_engines.tests.conftest import embedded
from haystack_engines.tests.people import GroupIndex, UserIndex, use_indexes


def _names() -> list[str]:
    return sorted(result.object.name for result in SearchQuerySet().models(Group))


def _count(word: str) -> int:
    return len(SearchQuerySet().filter(text=word))


@pytest.mark.usefixtures("people")
def test_update_index_follows_the_database() -> None:
    User.objects.filter(username="an").update(first_name="Ca hát")
    User.objects.get(username="chi").delete()
    call_command("update_index", remove=True, verbosity=0)
    assert [result.name for result in SearchQuerySet().filter(content="hát")] == ["an"]
    assert {result.name for result in SearchQuerySet().models(User)} == {"an", "binh"}


@pytest.mark.usefixtures("people")
def test_a_backend_updates_removes_and_clears() -> None:
    backend, index = connections["default"].get_backend(), connections["default"].get_unified_index().get_index(User)
    user = User.objects.create(username="dung", first_name="leo núi")
    backend.update(index, [user, user])
    assert [result.name for result in SearchQuerySet().filter(content="núi")] == ["dung"]
    backend.remove(user)
    backend.remove("auth.user.4711")
    assert _count("núi") == 0
    backend.clear([User])
    assert (SearchQuerySet().models(User).count(), SearchQuerySet().count()) == (0, 2)
    backend.clear()
    assert SearchQuerySet().count() == 0


def test_an_index_that_is_missing_is_an_error(backend: ClauseBackend) -> None:
    with pytest.raises(IndexMissing):
        backend.document_count()
    with pytest.raises(IndexMissing):
        SearchQuerySet().count()


def test_objects_are_replaced_and_removed_in_one_commit(backend: ClauseBackend) -> None:
    first, second = Group(pk=1, name="sông Hồng"), Group(pk=2, name="sông Mã")
    backend.update(GroupIndex(), [first, second])
    first.name = "núi Nưa"
    backend.replace(GroupIndex(), [first], gone=[get_identifier(second)])
    assert (_count("sông"), _count("núi"), backend.document_count()) == (0, 1, 1)


def test_a_rebuild_that_fails_leaves_the_old_index(backend: ClauseBackend) -> None:
    backend.update(GroupIndex(), [Group(pk=1, name="sông Hồng")])
    before = backend.versions.current()

    def failing() -> Iterator[Group]:
        yield Group(pk=2, name="sông Mã")
        raise OSError("no space left on device")

    with pytest.raises(OSError, match="no space"):
        backend.rebuild(GroupIndex(), failing(), stamp="")
    assert backend.versions.current() == before
    assert _count("sông") == 1


def test_an_update_that_fails_leaves_the_index_as_it_was(
    backend: ClauseBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend.update(GroupIndex(), [Group(pk=1, name="sông Hồng")])
    index = GroupIndex()

    def prepare_groups(group: Group) -> list[str]:
        if group.pk == 3:
            raise OSError("the database is away")
        return []

    monkeypatch.setattr(index, "prepare_groups", prepare_groups)
    with pytest.raises(OSError, match="away"):
        backend.update(index, [Group(pk=2, name="sông Mã"), Group(pk=3, name="sông Lô")])
    assert _count("sông") == 1
    backend.update(index, [Group(pk=2, name="sông Mã")])
    assert _count("sông") == 2


def test_a_stamp_is_stored_with_the_index(backend: ClauseBackend) -> None:
    with pytest.raises(IndexMissing):
        backend.versions.stamp()
    backend.rebuild(GroupIndex(), [], stamp="version 7")
    backend.update(GroupIndex(), [Group(pk=1, name="sông Hồng")])
    connections.reload("default")
    assert connections["default"].get_backend().versions.stamp() == "version 7"


def test_another_backend_sees_a_commit_at_once(backend: ClauseBackend) -> None:
    backend.update(GroupIndex(), [])
    assert backend.document_count() == 0
    connections.reload("default")
    use_indexes(GroupIndex())
    connections["default"].get_backend().update(GroupIndex(), [Group(pk=1, name="sông Hồng")])
    assert backend.document_count() == 1


@pytest.mark.django_db
def test_what_changes_during_a_rebuild_is_in_the_new_index(backend: ClauseBackend) -> None:
    Group.objects.all().delete()
    changed, deleted, _ = (Group.objects.create(name=name) for name in ("cảng cá", "chợ nổi", "đèo Ngang"))
    backend.rebuild(GroupIndex(), Group.objects.all(), stamp="")

    def rows_while_others_write() -> Iterator[Group]:
        yield from list(Group.objects.order_by("pk"))
        Group.objects.filter(pk=changed.pk).update(name="chợ hoa")
        identifier = get_identifier(deleted)
        deleted.delete()
        other = connections["default"].get_backend()
        other.replace(GroupIndex(), Group.objects.filter(pk=changed.pk), gone=[identifier])
        assert (_count("hoa"), _count("nổi")) == (1, 0)  # in the old index at once

    before = backend.versions.current()
    backend.rebuild(GroupIndex(), rows_while_others_write(), stamp="")
    assert backend.versions.current() != before
    assert _names() == ["chợ hoa", "đèo Ngang"]


@pytest.mark.django_db
def test_a_writer_does_not_wait_for_a_rebuild(backend: ClauseBackend) -> None:
    group = Group.objects.create(name="cảng cá")
    backend.update(GroupIndex(), [group])
    identifier = get_identifier(group)

    def write() -> None:
        use_indexes(GroupIndex())
        connections["default"].get_backend().replace(None, (), gone=[identifier])

    def rows_while_a_writer_is_awaited() -> Iterator[Group]:
        writer = Thread(target=write)
        writer.start()
        writer.join(timeout=20)
        assert not writer.is_alive()
        yield group

    backend.rebuild(GroupIndex(), rows_while_a_writer_is_awaited(), stamp="")
    assert _names() == ["cảng cá"]  # it is still in the database


def test_objects_of_other_fields_are_refused_until_a_rebuild(backend: ClauseBackend) -> None:
    backend.update(GroupIndex(), [Group(pk=1, name="sông Hồng")])
    use_indexes(GroupIndex(), UserIndex())
    backend = connections["default"].get_backend()
    with pytest.raises(SearchBackendError, match="other fields"):
        backend.update(GroupIndex(), [Group(pk=2, name="sông Mã")])
    backend.rebuild(GroupIndex(), [Group(pk=1, name="sông Hồng")], stamp="")
    backend.update(GroupIndex(), [Group(pk=2, name="sông Mã")])
    assert _count("sông") == 2


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves a damaged file open
@embedded
@pytest.mark.parametrize("how", ["deleted", "cut"])
def test_a_damaged_index_is_an_error(backend: ClauseBackend, how: str) -> None:
    backend.update(GroupIndex(), [Group(pk=1, name="sông Hồng")])
    for file in backend.versions.current().iterdir():
        if file.name not in ("stamp", "fields"):
            file.unlink() if how == "deleted" else file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    connections.reload("default")
    use_indexes(GroupIndex())
    with pytest.raises(SearchBackendError, match=r"cannot be (opened|read)"):
        _count("sông")


@embedded
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves a damaged file open
def test_a_file_cut_short_under_an_open_reader_is_an_error_until_it_is_whole(backend: ClauseBackend) -> None:
    backend.update(GroupIndex(), [Group(pk=1, name="sông Hồng")])
    unmapped = {".json", ".lock", ".toc", ""}
    files = [file for file in backend.versions.current().iterdir() if file.suffix not in unmapped]
    assert files
    for file in files:
        reader = backend.reader()
        assert reader.is_latest()
        whole = file.read_bytes()
        os.truncate(file, len(whole) // 3)
        with pytest.raises(SearchBackendError, match=rf"damaged \({file.name}\): rebuild it"):
            reader.is_latest()
        for _ in range(2):
            with pytest.raises(SearchBackendError, match=r"damaged|cannot be (opened|read)"):
                _count("sông")
        file.write_bytes(whole)
        assert _count("sông") == 1


@embedded
def test_an_index_lies_in_its_path(backend: ClauseBackend, engine: str, tmp_path: Path) -> None:
    options = connections.connections_info["default"] | {"STORAGE": "file", "PATH": str(tmp_path / "files")}
    on_disk = type(backend)("default", **options)
    on_disk.update(GroupIndex(), [Group(pk=1, name="sông Hồng")])
    assert on_disk.versions.current().parent == tmp_path / "files"
    assert on_disk.document_count() == 1


@embedded
@pytest.mark.parametrize("options", [{}, {"STORAGE": "file"}, {"STORAGE": "disk", "PATH": "x"}])
def test_a_connection_without_a_place_for_its_index_is_refused(backend: ClauseBackend, options: dict[str, str]) -> None:
    with pytest.raises(ImproperlyConfigured, match="PATH"):
        type(backend)("default", **options)
