"""Papers, agencies and sites that are known by name and by the hosts of their pages (data/papers.tsv)."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from articles.text.phrase_lists import entries

_FILE: Final = Path(__file__).parent / "data" / "papers.tsv"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper by its usual name, with its other names and its hosts (each stands for the hosts below it)."""

    name: str
    other_names: tuple[str, ...]
    hosts: tuple[str, ...]


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


def paper_named(name: str) -> str:
    """Return the usual name of the paper that a source or credit names, "" where it is not known.

    Case and the spaces around it make no difference.
    """
    return _by_name().get(" ".join(name.split()).casefold(), "")


def _paper(line: str) -> Paper:
    name, others, hosts = line.split("\t")
    return Paper(name, tuple(others.split("; ")), tuple(hosts.split("; ")))


@cache
def _by_host() -> dict[str, str]:
    return {host: paper.name for paper in papers() for host in paper.hosts}


@cache
def _by_name() -> dict[str, str]:
    return {name.casefold(): paper.name for paper in papers() for name in (paper.name, *paper.other_names)}
