"""Each class belongs to one file of styles, so that no component catches what another one means by a word."""

import re
from collections import defaultdict
from pathlib import Path

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
# Print changes what others look like, and the admin's pages do not load the styles of the archive.
OWN = ("layout.css", "components", "pages")


def own_classes() -> dict[str, set[str]]:
    """Return for each class that begins a selector the files that style it; `body` may carry the class of a page."""
    files: dict[str, set[str]] = defaultdict(set)
    for name in OWN:
        for path in [CSS / name] if name.endswith(".css") else sorted((CSS / name).glob("*.css")):
            rules = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
            for selector in re.findall(r"([^{};@]+)\{", rules):
                for one in selector.split(","):
                    if begin := re.match(r"\s*\.([a-z][\w-]*)", one):
                        files[begin[1]].add(str(path.relative_to(CSS)))
    return files


def test_a_class_is_styled_in_one_file() -> None:
    files = own_classes()
    assert len(files) > 100
    shared = {name: sorted(found) for name, found in files.items() if len(found) > 1 and not name.endswith("-page")}
    assert shared == {}


def test_what_a_script_makes_takes_no_class_of_a_page() -> None:
    pages = {name for name, found in own_classes().items() if any(file.startswith("pages/") for file in found)}
    made = re.findall(r'class: [`"]([^`"]+)[`"]', "".join(p.read_text() for p in (CSS.parent / "js").glob("*.js")))
    assert len(made) > 3
    assert not {one for names in made for one in names.split()} & pages
