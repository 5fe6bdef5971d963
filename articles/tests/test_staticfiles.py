"""Static files have names with hashes once collected, and plain ones until then."""

from pathlib import Path

import pytest

from newsarchive.staticfiles import CollectedStaticFilesStorage

MANIFEST = '{"version": "1.1", "paths": {"css/base.css": "css/base.0123456789ab.css"}, "hash": ""}'


@pytest.fixture
def collected(tmp_path: Path) -> CollectedStaticFilesStorage:
    (tmp_path / "staticfiles.json").write_text(MANIFEST)
    return CollectedStaticFilesStorage(location=str(tmp_path), base_url="/static/")


def test_nothing_need_be_collected(tmp_path: Path) -> None:
    storage = CollectedStaticFilesStorage(location=str(tmp_path), base_url="/static/")
    assert storage.url("css/base.css") == "/static/css/base.css"


def test_a_collected_file_has_its_hash(collected: CollectedStaticFilesStorage) -> None:
    assert collected.url("css/base.css") == "/static/css/base.0123456789ab.css"


def test_a_script_imports_by_names_with_hashes(tmp_path: Path) -> None:
    (tmp_path / "facets.js").write_text('import { fetchPage } from "./shared.js";\n')
    (tmp_path / "shared.js").write_text("export const fetchPage = fetch;\n")
    storage = CollectedStaticFilesStorage(location=str(tmp_path), base_url="/static/")
    processed = list(storage.post_process({name: (storage, name) for name in ("facets.js", "shared.js")}))
    assert len(processed) >= 2
    facets, shared = (Path(storage.url(name)).name for name in ("facets.js", "shared.js"))
    assert f'"./{shared}"' in (tmp_path / facets).read_text()
    assert shared != "shared.js"


def test_a_file_added_later_has_its_plain_name(collected: CollectedStaticFilesStorage) -> None:
    assert collected.url("new.css") == "/static/new.css"
