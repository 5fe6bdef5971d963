"""Writes docs/licences.md: the licence of each package that is locked, from the metadata of those that are installed.

    python -m tools.list_licences

A package that is not installed here, such as one for another system, or that states no licence, keeps the line that the
page has: look it up and write it there. Files of others that are no packages are in `SHIPPED`.
"""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Final

from tools.lock_requirements import NAMES, ROOT, locked

PAGE: Final = ROOT / "docs" / "licences.md"
_TEXT: Final = """\
# Licences

The archive itself is under the [Apache License 2.0](../LICENSE). It stands on the work of others: the tables name each
package that is installed, as its own metadata states its licence. `python -m tools.list_licences` writes this page.

## Files of others in this project

| what | where | from | licence |
| --- | --- | --- | --- |
{shipped}

Lists of names and words, the models that recognise names and articles, and the sample were made for this project, and
are under its own licence. The words of an article are found by the model that underthesea ships, under its licence.

## Packages of a running archive

| package | licence |
| --- | --- |
{requirements}

## Packages of development and tests alone

| package | licence |
| --- | --- |
{requirements-dev}
"""
SHIPPED: Final = (
    ("Newsreader (fonts)", "static/fonts/newsreader-LICENSE.txt", "Production Type", "OFL-1.1"),
    ("Source Sans 3 (fonts)", "static/fonts/source-sans-3-LICENSE.txt", "Adobe", "OFL-1.1"),
    ("Shapes of provinces", "static/map/provinces-then.svg", "@svg-maps/vietnam 2.0.0, Stephen Truong", "CC-BY-4.0"),
    ("Shapes of today's provinces", "static/map/provinces-today.svg", "the same, merged", "CC-BY-4.0"),
)
UNKNOWN: Final = "unknown"
_CLASSIFIER: Final = "License :: OSI Approved :: "
_LONGEST: Final = 60


def licence_of(package: Distribution) -> str:
    """Return a package's licence: the SPDX expression, else the classifiers, else the first line of its text."""
    about = package.metadata.json
    if expression := about.get("license_expression"):
        return str(expression)
    classifiers = [line.removeprefix(_CLASSIFIER) for line in about.get("classifier", ()) if _CLASSIFIER in line]
    if classifiers:
        return ", ".join(sorted(classifiers))
    first = str(about.get("license", "")).strip().split("\n")[0]
    return first if len(first) <= _LONGEST else first[:_LONGEST] + " ..."


def listed() -> dict[str, str]:
    """Return the licence of each package that the page names."""
    text = PAGE.read_text() if PAGE.exists() else ""
    return dict(re.findall(r"^\| ([a-z0-9-]+) \| (.+) \|$", text, re.MULTILINE))


def page() -> str:
    """Return the page as it should be."""
    before, tables, seen = listed(), {}, set[str]()
    for name in NAMES:
        packages = sorted(locked(name).keys() - seen)
        seen |= set(packages)
        tables[name] = "\n".join(f"| {package} | {_found(package, before)} |" for package in packages)
    shipped = "\n".join(f"| {what} | `{where}` | {origin} | {licence} |" for what, where, origin, licence in SHIPPED)
    return _TEXT.format(shipped=shipped, **tables)


def _found(name: str, before: dict[str, str]) -> str:
    """Return the licence of a package; the one that the page has where it is not installed, or states none."""
    try:
        stated = licence_of(distribution(name)).replace("|", "/")
    except PackageNotFoundError:
        stated = ""
    return stated or before.get(name, UNKNOWN)


def main() -> None:
    """Write the page."""
    PAGE.write_text(page())


if __name__ == "__main__":
    main()
