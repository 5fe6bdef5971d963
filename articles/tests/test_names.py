"""One name for one thing: modules, public classes, builtins."""

import ast
import builtins
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tools.import_graph import module_name, project_files

# Names that stand in several places and mean the same there.
SAME_MODULE = {
    "article": "the model, and its page in the admin",
    "article_change": "the model, and its page in the admin",
    "article_decision": "the model, and its page in the admin",
    "entity": "the model, and its page in the admin",
    "feed": "the model, and its page in the admin",
    "imports": "the models, and their pages in the admin",
    "offices": "those of people in texts, and those in queries",
    "source": "the models, and their pages in the admin",
    "suggestion": "the model, and its page in the admin",
    "formats": "Django looks for formats.py of each language in a package",
    "urls": "Django's name: the addresses of the project, and of the app",
    "reader": "each engine's IndexReader",
}
SAME_CLASS = {"Command": "Django's name for a command's class"}

FILES = [path for path in project_files() if "migrations" not in path.parts]


def _module(path: Path) -> str:
    return module_name(path).rpartition(".")[2]


def _classes(path: Path) -> Iterator[str]:
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node.name


def _several(named: list[tuple[str, Path]]) -> dict[str, list[str]]:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for name, path in named:
        places[name].append(module_name(path))
    return {name: found for name, found in places.items() if len(found) > 1}


def test_no_two_modules_of_one_name_mean_different_things() -> None:
    assert _several([(_module(path), path) for path in FILES]).keys() == SAME_MODULE.keys()


def test_no_two_public_classes_have_one_name() -> None:
    assert _several([(name, path) for path in FILES for name in _classes(path)]).keys() == SAME_CLASS.keys()


def _bound(tree: ast.Module) -> Iterator[str]:
    """Yield the names that a module's code binds: definitions, arguments, assignments, imports."""
    of_classes = {child for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for child in node.body}
    attributes = {target for node in of_classes if isinstance(node, ast.Assign) for target in node.targets}
    attributes |= {node.target for node in of_classes if isinstance(node, ast.AnnAssign)}
    for node in ast.walk(tree):
        if node in attributes:
            continue
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node not in of_classes:
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.ImportFrom | ast.Import):
            yield from (alias.asname or alias.name for alias in node.names)
        elif isinstance(node, ast.arg):
            yield node.arg


def test_nothing_shadows_a_builtin() -> None:
    # Django and Haystack call arguments by this name.
    names = set(dir(builtins)) - {"__doc__", "__name__", "format"}
    shadowed = {module_name(path): names & set(_bound(ast.parse(path.read_text()))) for path in FILES}
    assert {module: found for module, found in shadowed.items() if found} == {}
