import os
from pathlib import Path

import pytest

from haystack_engines.index_versions import IndexMissing, IndexVersions


def _build(versions: IndexVersions) -> Path:
    with versions.new_version() as folder, versions.writing():
        versions.make_current(folder, stamp="", fields="")
    return folder


def _folders(path: Path) -> set[Path]:
    return {entry for entry in path.iterdir() if entry.is_dir()}


def test_there_is_no_version_before_the_first_build(tmp_path: Path) -> None:
    versions = IndexVersions(tmp_path / "none")
    assert not versions.exists()
    with pytest.raises(IndexMissing):
        versions.current()


def test_a_build_that_fails_leaves_the_current_version_alone(tmp_path: Path) -> None:
    versions = IndexVersions(tmp_path)
    before = _build(versions)
    with pytest.raises(OSError, match="no space"), versions.new_version():
        raise OSError("no space left on device")
    assert versions.current() == before
    assert _folders(tmp_path) == {before}


def test_the_current_version_and_the_one_before_are_kept(tmp_path: Path) -> None:
    built = [_build(IndexVersions(tmp_path)) for _ in range(4)]
    assert IndexVersions(tmp_path).current() == built[-1]
    assert _folders(tmp_path) == set(built[-2:])


def test_the_current_version_is_kept_where_older_ones_have_later_times(tmp_path: Path) -> None:
    for _ in range(3):
        built = _build(IndexVersions(tmp_path))
        for folder in _folders(tmp_path):
            os.utime(folder, (4e9, 4e9))  # a clock set back, or a folder copied from elsewhere
    assert IndexVersions(tmp_path).current() == built
    assert built.exists()


def test_versions_named_otherwise_are_replaced(tmp_path: Path) -> None:
    old = tmp_path / "18a7ffff00000000-4711"
    old.mkdir()
    (tmp_path / "current").write_text(old.name)
    first, second = _build(IndexVersions(tmp_path)), _build(IndexVersions(tmp_path))
    assert _folders(tmp_path) == {first, second}


def test_versions_are_numbered_in_order(tmp_path: Path) -> None:
    names = [_build(IndexVersions(tmp_path)).name for _ in range(11)]
    assert [int(name.partition("-")[0]) for name in names] == list(range(1, 12))


def test_what_a_killed_builder_left_is_removed(tmp_path: Path) -> None:
    versions = IndexVersions(tmp_path)
    _build(versions)
    left = tmp_path / "000009-ffffffff"
    left.mkdir()
    (left / "half.store").write_text("half")
    assert _build(versions).exists()
    assert not left.exists()


def test_changes_are_recorded_only_during_a_build(tmp_path: Path) -> None:
    versions = IndexVersions(tmp_path)
    versions.record_changes(["app.model.1"])
    with versions.new_version():
        assert versions.take_changes() == set()
        versions.record_changes(["app.model.2"])
        versions.record_changes(["app.model.2", "app.model.3"])
        assert versions.take_changes() == {"app.model.2", "app.model.3"}
        assert versions.take_changes() == set()


def test_locks_are_re_entrant(tmp_path: Path) -> None:
    versions = IndexVersions(tmp_path)
    with versions.building(), versions.building(), versions.writing(), versions.writing():
        assert (tmp_path / "write.lock").exists()
