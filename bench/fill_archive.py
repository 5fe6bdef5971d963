"""Fills the archive in DATA_DIR with articles, without an index; `bench.archives` calls it.

    python -m bench.fill_archive ARCHIVE.jsonl.gz --articles 30000
    python -m bench.fill_archive --vary-to 100000

Needs DATA_DIR, and DJANGO_SETTINGS_MODULE=newsarchive.settings.
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
# Distance between the two articles that a varied one is made of; each round adds it once more.
_STRIDE = 7919


@dataclass(frozen=True, slots=True)
class PartMention:
    """A mention with the id of its entity; offsets count from the start of the part."""

    entity: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AnnotatedPart:
    """A part of an article with its words and mentions; offsets count from the start of the part."""

    part: Part
    words: list[Span]
    mentions: list[PartMention]


def import_first(archive: Path, count: int) -> None:
    """Import the first articles of a file with their words and entities, as the importer does."""
    batch = ImportBatch.objects.create(label=archive.name)
    things = prepared(islice(find_documents([archive]), count), processes=_PROCESSES)
    with tqdm(total=count, desc="annotating") as progress:
        while chunk := list(islice(things, _CHUNK)):
            store(batch, chunk)
            progress.update(len(chunk))


def vary_to(count: int) -> None:
    """Add articles until there are `count`: title and lead of one article, paragraphs of two in turn."""
    real = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    wanted = islice(_pairs(real), count - len(real))
    with tqdm(total=count - len(real), desc="varying") as progress:
        while chunk := list(islice(wanted, _CHUNK)):
            _write(chunk)
            progress.update(len(chunk))
    recount_articles(Entity.objects.values_list("pk", flat=True))


def _pairs(ids: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield pairs of different articles without end; no pair repeats before all distances are used."""
    round_number = 1
    while True:
        for place, first in enumerate(ids):
            second = ids[(place + round_number * _STRIDE) % len(ids)]
            if first != second:
                yield first, second
        round_number += 1


def _write(pairs: Sequence[tuple[int, int]]) -> None:
    ids = {pk for pair in pairs for pk in pair}
    found = Article.objects.defer(None).in_bulk(ids)
    parts = _annotated_parts(found)
    made = [_mixed(found[one], found[other], parts[one], parts[other]) for one, other in pairs]
    Article.objects.bulk_create(article for article, _ in made)
    for article, mentions in made:
        for mention in mentions:
            mention.article_id = article.pk
    Mention.objects.bulk_create(mention for _, mentions in made for mention in mentions)


def _annotated_parts(found: dict[int, Article]) -> dict[int, list[AnnotatedPart]]:
    mentions: dict[int, list[PartMention]] = {pk: [] for pk in found}
    rows = Mention.objects.filter(article__in=found).order_by("start")
    for article, entity, start, end in rows.values_list("article_id", "entity_id", "start", "end"):
        mentions[article].append(PartMention(entity, start, end))
    return {
        pk: [_annotated_part(part, article, mentions[pk]) for part in article.parts] for pk, article in found.items()
    }


def _annotated_part(part: Part, article: Article, mentions: Sequence[PartMention]) -> AnnotatedPart:
    inside = [(s - part.start, e - part.start) for s, e in article.word_spans() if part.start <= s and e <= part.end]
    named = [
        PartMention(m.entity, m.start - part.start, m.end - part.start)
        for m in mentions
        if part.start <= m.start and m.end <= part.end
    ]
    return AnnotatedPart(part, inside, named)


def _mixed(
    one: Article, other: Article, ours: list[AnnotatedPart], theirs: list[AnnotatedPart]
) -> tuple[Article, list[Mention]]:
    chosen = [source for source in ours if source.part.role != BODY]
    alternating = [
        paragraphs[n % 2] for n, paragraphs in enumerate(zip_longest(_body(ours), _body(theirs))) if paragraphs[n % 2]
    ]
    chosen = [*(p for p in chosen if p.part.role in ("title", "lead")), *alternating]
    article = Article(
        title=one.title,
        lead=one.lead,
        body=[source.part.text for source in alternating],
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
    article.words = pack([(part.start + s, part.start + e) for part, source in placed for s, e in source.words])
    return article, [
        Mention(entity_id=m.entity, recognised_id=m.entity, start=part.start + m.start, end=part.start + m.end)
        for part, source in placed
        for m in source.mentions
    ]


def _body(parts: list[AnnotatedPart]) -> list[AnnotatedPart]:
    return [source for source in parts if source.part.role == BODY]


def main() -> None:
    """Import articles, or add varied ones."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archive", type=Path, nargs="?", help="articles as JSON Lines")
    parser.add_argument("--articles", type=int, default=30_000, help="how many of them to import (default: 30000)")
    parser.add_argument("--vary-to", type=int, default=0, metavar="N", help="add varied articles until there are N")
    options = parser.parse_args()
    if options.archive:
        import_first(options.archive, options.articles)
    if options.vary_to:
        vary_to(options.vary_to)


if __name__ == "__main__":
    main()
