import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.models import Group

from haystack_engines import ClauseBackend, release_memory
from haystack_engines.memory import memory_folder
from haystack_engines.tests.conftest import embedded
from haystack_engines.tests.people import GroupIndex


@pytest.fixture
def name(tmp_path: Path) -> str:
    return str(tmp_path)


def test_a_name_has_one_folder_until_it_is_released(name: str) -> None:
    folder = memory_folder(name)
    assert memory_folder(name) == folder != memory_folder(f"{name}-other")
    release_memory(name)
    release_memory(f"{name}-other")
    assert not folder.exists()
    assert memory_folder(name) != folder
    release_memory(name)


def test_a_folder_goes_with_its_process() -> None:
    code = "from haystack_engines.memory import memory_folder as f; p = f('x'); print(p, p.is_dir())"
    settings = "import django.conf; django.conf.settings.configure(HAYSTACK_CONNECTIONS={'default': {}});"
    done = subprocess.run([sys.executable, "-c", settings + code], capture_output=True, text=True, check=True)
    folder, made = done.stdout.split()
    assert made == "True"
    assert not Path(folder).exists()


@embedded
def test_versions_in_memory_are_swapped_and_kept_as_on_a_disk(backend: ClauseBackend) -> None:
    for number in range(1, 4):
        backend.rebuild(GroupIndex(), [Group(pk=pk, name="sông") for pk in range(number)], stamp=str(number))
    assert backend.versions.stamp() == "3"
    assert backend.document_count() == 3
    assert len([path for path in backend.versions.path.iterdir() if path.is_dir()]) == 2
