"""The search engines that SEARCH_ENGINE may name: the packages inside `haystack_engines`."""

from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Final

# Of the engines whose class is not named as the package is.
_CLASSES: Final = {"opensearch": "OpenSearchEngine"}


def engine_paths() -> dict[str, str]:
    """Return each engine's name with the dotted path of its class, as HAYSTACK_CONNECTIONS takes it.

    The package is not imported: Haystack reads the settings, and the settings need this list.
    """
    package = find_spec("haystack_engines")
    folders = package.submodule_search_locations if package else None
    names = [module.name for module in iter_modules(folders) if module.ispkg and module.name != "tests"]
    classes = {name: f"{name.capitalize()}Engine" for name in names} | _CLASSES
    return {name: f"haystack_engines.{name}.{classes[name]}" for name in sorted(names)}
