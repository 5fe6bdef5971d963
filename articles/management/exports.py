"""An export of a whole archive read back by command."""

import sys
from collections import Counter
from pathlib import Path

from django.core.management.base import CommandError
from tqdm import tqdm

from articles.backup.restoring import restore
from articles.backup.values import Unreadable
from articles.models import Outcome
from articles.search import reindex


def restore_export(paths: list[Path], *, silent: bool) -> Counter[str]:
    """Restore an archive from its export and build its index; return how many articles it holds, as imported.

    Raises CommandError where that cannot be, with the reason; then the archive is as empty as it was.
    """
    if len(paths) > 1:
        raise CommandError("an export of a whole archive is read by itself, not with other files")
    try:
        with tqdm(unit=" rows", file=sys.stderr, disable=silent) as bar:
            articles = restore(paths[0], progress=bar.update)
    except (Unreadable, OSError) as error:
        raise CommandError(f"{paths[0]}: {error}") from error
    reindex()
    return Counter({str(Outcome.IMPORTED): articles})
