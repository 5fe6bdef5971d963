"""Fuzzes all readers of the importer for some minutes: `python -m bench.fuzz_readers --minutes 10`.

Prints how many files of each kind were tried. Stops at the first file that makes the importer fail, and prints the
smallest such file that Hypothesis finds.
"""

import argparse
import os
import time
from collections import Counter

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")

from hypothesis import HealthCheck, given, seed, settings

from articles.importing.options import ImportOptions
from bench.broken_files import OPTIONS, SEEDS, broken, check

_EXAMPLES = 200


def main() -> None:
    """Fuzz the kinds in turn until the time is up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    end = time.monotonic() + parser.parse_args().minutes * 60
    tried, read = Counter[str](), Counter[str]()
    turn = 0
    while time.monotonic() < end:
        for kind in SEEDS:
            _fuzz(kind, turn, tried, read)
        turn += 1
    for kind in SEEDS:
        print(f"{kind:10} {tried[kind]:8} files, {read[kind]:8} articles read")
    print(f"{'all':10} {tried.total():8} files, none made the importer fail")


def _fuzz(kind: str, turn: int, tried: Counter[str], read: Counter[str]) -> None:
    @seed(turn)
    @settings(max_examples=_EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(data=broken(kind), options=OPTIONS)
    def attempt(data: bytes, options: ImportOptions) -> None:
        tried[kind] += 1
        read[kind] += len(check(data, options))

    attempt()


if __name__ == "__main__":
    main()
