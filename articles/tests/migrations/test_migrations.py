"""Migrations stand for themselves: they run alike however the code of the archive changes after them."""

import ast
from importlib import import_module
from pathlib import Path

import pytest
from django.core.management import call_command

from articles import migrations

FILES = sorted(Path(migrations.__path__[0]).glob("0*.py"))
decisions = import_module("articles.migrations.0003_decisions")
name_starts = import_module("articles.migrations.0007_name_starts")


def _imported(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text())))
    whole = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return whole | {"." * node.level + (node.module or "") for node in nodes if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_migration_imports_nothing_of_the_archive(path: Path) -> None:
    packages = {name.partition(".")[0] for name in _imported(path)}
    assert "django" in packages
    assert not packages & {"articles", "newsarchive", "haystack_engines", "training", ""}


@pytest.mark.django_db
def test_the_models_are_as_the_migrations_leave_them() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_names_were_sorted_by_the_vietnamese_alphabet() -> None:
    names = ["Đạt", "Ánh", "ma", "Dung", "Ân", "mà"]
    assert sorted(names, key=decisions.sort_key) == ["Ánh", "Ân", "Dung", "Đạt", "ma", "mà"]
    assert [decisions.initial(name) for name in ("ắc quy", "Đà Nẵng", "  Ý Yên", "2 Tháng 9", "")] == list("ĂĐY##")


def test_names_could_be_begun_at_each_word() -> None:
    assert name_starts.starts("Thuý Mỹ-Quý") == ["thuy mi qui", "mi qui", "qui"]
    assert name_starts.starts("Qúy Đỗ") == ["quy do", "do"]
