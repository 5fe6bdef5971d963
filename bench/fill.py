"""Fills the archive in DATA_DIR with articles to measure on; `bench.data` calls it. No index is written.

DATA_DIR=FOLDER DJANGO_SETTINGS_MODULE=newsarchive.settings python -m bench.fill ARCHIVE.jsonl.gz --articles 30000
DATA_DIR=FOLDER DJANGO_SETTINGS_MODULE=newsarchive.settings python -m bench.fill --vary-to 100000
"""

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path

import django
from tqdm import tqdm

django.setup()

from articles.entities.article_counts import recount_articles  # noqa: E402
from articles.importing.annotating.pipeline import prepared  # noqa: E402
from articles.importing.opening.files import find_documents  # noqa: E402
from articles.importing.storing.store import store  # noqa: E402
from articles.models import Article, Entity, ImportBatch, Mention  # noqa: E402
from articles.text.packing import Span, pack  # noqa: E402
from articles.text.running_text import BODY, Part  # noqa: E402

_PROCESSES = 2
_CHUNK = 200
# How far apart in the archive the two articles are that a varied one is made of, each time round.
_STRIDE = 7919


@dataclass(frozen=True, slots=True)
class VariedName:
    """A mention by its entity's id, its offsets counted from where its part begins."""

    entity: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A part of an article with its words and mentions, their offsets counted from where the part begins."""

    part: Part
    words: list[Span]
    mentions: list[VariedName]


def import_first(archive: Path, count: int) -> None:
    """Import the first articles of a file with their words and entities, as the importer does."""
    batch = ImportBatch.objects.create(label=archive.name)
    things = prepared(islice(find_documents([archive]), count), processes=_PROCESSES)
    with tqdm(total=count, desc="annotating") as progress:
        while chunk := list(islice(things, _CHUNK)):
            store(batch, chunk)
            progress.update(len(chunk))


def vary_to(count: int) -> None:
    """Add articles until there are `count`: title and lead of one, paragraphs of it and of another by turns."""
    real = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    wanted = islice(_couples(real), count - len(real))
    with tqdm(total=count - len(real), desc="varying") as progress:
        while chunk := list(islice(wanted, _CHUNK)):
            _write(chunk)
            progress.update(len(chunk))
    recount_articles(Entity.objects.values_list("pk", flat=True))


def _couples(ids: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield couples of different articles without end, no couple twice before all strides are used up."""
    time_round = 1
    while True:
        for place, first in enumerate(ids):
            second = ids[(place + time_round * _STRIDE) % len(ids)]
            if first != second:
                yield first, second
        time_round += 1


def _write(couples: Sequence[tuple[int, int]]) -> None:
    ids = {pk for couple in couples for pk in couple}
    found = Article.objects.defer(None).in_bulk(ids)
    pieces = _pieces(found)
    made = [_mixed(found[one], found[other], pieces[one], pieces[other]) for one, other in couples]
    Article.objects.bulk_create(article for article, _ in made)
    for article, mentions in made:
        for mention in mentions:
            mention.article_id = article.pk
    Mention.objects.bulk_create(mention for _, mentions in made for mention in mentions)


def _pieces(found: dict[int, Article]) -> dict[int, list[TextPiece]]:
    mentions: dict[int, list[VariedName]] = {pk: [] for pk in found}
    rows = Mention.objects.filter(article__in=found).order_by("start")
    for article, entity, start, end in rows.values_list("article_id", "entity_id", "start", "end"):
        mentions[article].append(VariedName(entity, start, end))
    return {pk: [_piece(part, article, mentions[pk]) for part in article.parts] for pk, article in found.items()}


def _piece(part: Part, article: Article, mentions: Sequence[VariedName]) -> TextPiece:
    inside = [(s - part.start, e - part.start) for s, e in article.word_spans() if part.start <= s and e <= part.end]
    named = [
        VariedName(m.entity, m.start - part.start, m.end - part.start)
        for m in mentions
        if part.start <= m.start and m.end <= part.end
    ]
    return TextPiece(part, inside, named)


def _mixed(
    one: Article, other: Article, ours: list[TextPiece], theirs: list[TextPiece]
) -> tuple[Article, list[Mention]]:
    chosen = [piece for piece in ours if piece.part.role != BODY]
    by_turns = [pair[n % 2] for n, pair in enumerate(zip_longest(_body(ours), _body(theirs))) if pair[n % 2]]
    chosen = [*(p for p in chosen if p.part.role in ("title", "lead")), *by_turns]
    article = Article(
        title=one.title,
        lead=one.lead,
        body=[piece.part.text for piece in by_turns],
        authors=one.authors,
        source=other.source,
        section=one.section,
        published_at=other.published_at,
        published_on=other.published_on,
        date_precision=other.date_precision,
        date_basis=other.date_basis,
        record_id=f"{one.record_id}+{other.record_id}",
        form=one.form,
        content_hash=hashlib.sha256(f"{one.pk}+{other.pk}".encode()).hexdigest(),
        annotated_by=one.annotated_by,
    )
    placed = list(zip(article.parts, chosen, strict=True))
    article.words = pack([(part.start + s, part.start + e) for part, piece in placed for s, e in piece.words])
    return article, [
        Mention(entity_id=m.entity, recognised_id=m.entity, start=part.start + m.start, end=part.start + m.end)
        for part, piece in placed
        for m in piece.mentions
    ]


def _body(pieces: list[TextPiece]) -> list[TextPiece]:
    return [piece for piece in pieces if piece.part.role == BODY]


def main() -> None:
    """Import, or vary what is there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archive", type=Path, nargs="?", help="articles as JSON Lines")
    parser.add_argument("--articles", type=int, default=30_000, help="import so many of them (default 30000)")
    parser.add_argument("--vary-to", type=int, default=0, metavar="N", help="vary those there until there are N")
    options = parser.parse_args()
    if options.archive:
        import_first(options.archive, options.articles)
    if options.vary_to:
        vary_to(options.vary_to)


if __name__ == "__main__":
    main()
