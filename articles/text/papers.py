"""Papers, agencies and sites that are known by name and by the hosts of their pages (data/papers.tsv)."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from articles.text.normal import fold
from articles.text.phrase_lists import entries

_FILE: Final = Path(__file__).parent / "data" / "papers.tsv"
# Stands before a name that is also that of a place, a body or a thing.
_ALSO_OTHER: Final = "~"
_KIND: Final = re.compile(r"(?:báo(?: điện tử)?|tạp chí|trang|the|hãng(?: tin)?)\s+", re.IGNORECASE)
_PRINTED: Final = re.compile(r"(?:báo|tạp chí)\s", re.IGNORECASE)
_SITE: Final = re.compile(r"(?:https?://)?(?:www\.)?(?P<host>[\w-]+(?:\.[\w-]+)*\.[a-z]{2,})/?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper by its usual name, with its other names and its hosts (each stands for the hosts below it).

    `own_names` are those of its names that name nothing else: "Tuổi Trẻ Online", but not "Bình Dương".
    """

    name: str
    other_names: tuple[str, ...]
    hosts: tuple[str, ...]
    is_foreign: bool
    own_names: frozenset[str]


@cache
def papers() -> tuple[Paper, ...]:
    """Return all known papers."""
    return tuple(_paper(line) for line in entries(_FILE))


def paper_of_address(address: str) -> str:
    """Return the name of the paper at whose host an address is, "" where its host is not known."""
    try:
        host = (urlsplit(address if "//" in address else f"//{address}").hostname or "").lower()
    except ValueError:  # an address such as "http://["
        return ""
    labels = host.split(".")
    by_host = _by_host()
    return next((by_host[below] for n in range(len(labels)) if (below := ".".join(labels[n:])) in by_host), "")


@lru_cache(maxsize=10_000)
def paper_named(name: str) -> str:
    """Return the usual name of the paper that a source or credit names, "" where it is not known.

    Case, spaces and signs make no difference, nor do marks where the name has none: "Tri thức  trẻ", "dantri". The
    paper may be named by its host, and with its kind: "Báo Dân trí".
    """
    bare = _KIND.sub("", name.strip(), count=1)
    for tried in dict.fromkeys((name, bare)):
        if found := _by_exact().get(_exact(tried)) or _by_key().get(paper_key(tried)):
            return found
    if site := _SITE.fullmatch(name.strip()):
        return paper_of_address(site["host"]) or _by_key().get(paper_key(site["host"].rsplit(".", 1)[0]), "")
    return ""


def other_names(name: str) -> tuple[str, ...]:
    """Return the other names of a known paper that is given by its usual name, () for any other."""
    return _other_names().get(name, ())


@lru_cache(maxsize=10_000)
def is_paper_name(name: str) -> bool:
    """Tell whether a name in a text is that of a known paper and of nothing else."""
    return _exact(name) in _own_keys()


def is_sign_off(name: str) -> bool:
    """Tell whether a name is that of a paper of Vietnam and of nothing else: articles name it as their printer.

    With "Báo" in front it is nothing else: "Báo Công an nhân dân".
    """
    is_paper = is_paper_name(name) or _PRINTED.match(name) is not None
    return is_paper and paper_named(name) in _at_home()


def paper_key(name: str) -> str:
    """Return what the spellings of a source's name share: its letters and digits, in lower case and without marks."""
    return re.sub(r"[\W_]", "", fold(name.replace("&", " và ").replace("+", " plus ")))


def _exact(name: str) -> str:
    """Return the key of a name with its marks: "GĐVN" and "GDVN" are two papers."""
    return re.sub(r"[\W_]", "", name.replace("+", "plus").casefold())


def _paper(line: str) -> Paper:
    name, others, hosts, foreign = [*line.split("\t"), "", ""][:4]
    names = [one for one in (name, *others.split("; ")) if one]
    plain = [one.removeprefix(_ALSO_OTHER) for one in names]
    own = frozenset(one for one in names if not one.startswith(_ALSO_OTHER))
    return Paper(plain[0], tuple(plain[1:]), tuple(filter(None, hosts.split("; "))), foreign == "x", own)


@cache
def _by_host() -> dict[str, str]:
    return {host: paper.name for paper in papers() for host in paper.hosts}


@cache
def _at_home() -> frozenset[str]:
    return frozenset(paper.name for paper in papers() if not paper.is_foreign)


@cache
def _other_names() -> dict[str, tuple[str, ...]]:
    return {paper.name: paper.other_names for paper in papers()}


@cache
def _by_exact() -> dict[str, str]:
    return {_exact(name): paper.name for paper in papers() for name in (paper.name, *paper.other_names)}


@cache
def _by_key() -> dict[str, str]:
    return {paper_key(name): paper.name for paper in papers() for name in (paper.name, *paper.other_names)}


@cache
def _own_keys() -> frozenset[str]:
    return frozenset(_exact(name) for paper in papers() for name in (*paper.own_names, *paper.hosts))
