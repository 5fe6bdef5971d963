"""Near duplicates: articles that tell one story in nearly the same words, such as copies of one agency's report.

All are kept, and linked with the one that was stored first. Candidates share a key of their MinHash signatures
(text/minhash.py); the share of equal syllables in the same order decides.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from django.db import transaction

from articles.importing.annotating.preparation import story_syllables
from articles.models import Article, ArticleQuerySet, StoryKey
from articles.models.bulk_rows import add_rows
from articles.models.index_outbox import note_changed
from articles.text.edit_distance import shared_part
from articles.text.minhash import bands, resemblance, signature

# Texts in which every third word was changed share at least 0.63; different reports of one event mostly below 0.5.
SAME_STORY: Final = 0.6
# An article that shares so much with another is found through that one and gets no keys of its own. So one that comes
# a thousand times is compared with a few articles, not with a thousand.
_COPY: Final = 0.8
# The least resemblance of signatures of one story, and how many candidates are compared by their texts.
_WORTH_A_LOOK: Final = 0.1
_LOOKED_AT: Final = 4
_AT_ONCE: Final = 200

Keys = Mapping[int, Sequence[int]]


def link(ids: Collection[int]) -> None:
    """Link each of these articles with the story that it tells, if the archive has it; for articles with a new text.

    The number of queries does not depend on the number of articles.
    """
    signatures = _signatures(ids)
    keys = {pk: bands(signature) for pk, signature in signatures.items()}
    near = _near(keys)
    signatures |= _signatures(set().union(*near.values()) - signatures.keys())
    close = {pk: _closest(signatures, pk, others) for pk, others in near.items()}
    stories, copies = _older_stories({pk: others for pk, others in close.items() if others})
    Article.objects.bulk_update([Article(pk=pk, story_id=story) for pk, story in stories.items()], ["story"])
    _write_keys({pk: of_one for pk, of_one in keys.items() if pk not in copies})


def leave(ids: Collection[int]) -> list[int]:
    """Take articles out of their stories before they are deleted or rewritten; return the ids of others that change.

    Where the first article of a story leaves, the next one becomes the first.
    """
    StoryKey.objects.filter(article__in=ids).delete()
    retellings: dict[int, list[int]] = defaultdict(list)
    rows = Article.objects.filter(story__in=ids).exclude(pk__in=ids).order_by("pk").values_list("story_id", "pk")
    for first, pk in rows:
        retellings[first].append(pk)
    new_first = {pk: left[0] for left in retellings.values() for pk in left}
    Article.objects.filter(pk__in=ids).update(story=None)
    Article.objects.bulk_update(
        [Article(pk=pk, story_id=first if first != pk else None) for pk, first in new_first.items()], ["story"]
    )
    _give_keys(set(new_first.values()))
    return list(new_first)


def link_again(article_id: int) -> None:
    """Link an article again after its text has changed."""
    note_changed(leave([article_id]))
    link([article_id])


def on_delete(instance: Article, **_: Any) -> None:
    """Take an article out of its story before it is deleted (receiver of `pre_delete`)."""
    note_changed(leave([instance.pk]))


def unsigned() -> ArticleQuerySet:
    """Return the articles that have no signature, since an older version stored them."""
    return Article.objects.filter(signature=b"")


def link_unsigned() -> Iterator[int]:
    """Sign and link the unsigned articles in chunks; yield the size of each chunk."""
    while chunk := list(unsigned().order_by("pk").values_list("pk", "title", "lead", "body")[:_AT_ONCE]):
        signed = [Article(pk=pk, signature=signature(story_syllables(*text))) for pk, *text in chunk]
        with transaction.atomic():
            Article.objects.bulk_update(signed, ["signature"])
            link([article.pk for article in signed])
        yield len(chunk)


def _signatures(ids: Iterable[int]) -> dict[int, bytes]:
    rows = Article.objects.filter(pk__in=list(ids)).order_by("pk").values_list("pk", "signature")
    return {pk: bytes(signature) for pk, signature in rows if signature}


def _near(keys: Keys) -> dict[int, set[int]]:
    """Return the candidates of each article: those in the archive, or before it among these, that share a key."""
    holders: dict[int, set[int]] = defaultdict(set)
    wanted = {key for of_one in keys.values() for key in of_one}
    for key, pk in StoryKey.objects.filter(key__in=wanted).values_list("key", "article_id"):
        if pk not in keys:
            holders[key].add(pk)
    near: dict[int, set[int]] = {}
    for pk, of_one in keys.items():
        near[pk] = set().union(*(holders[key] for key in of_one))
        for key in of_one:
            holders[key].add(pk)
    return near


def _closest(signatures: Mapping[int, bytes], pk: int, others: Iterable[int]) -> list[int]:
    """Return the few candidates with the greatest resemblance, the greatest first."""
    rated = sorted((-resemblance(signatures[pk], signatures[other]), other) for other in others)
    return [other for likeness, other in rated[:_LOOKED_AT] if -likeness >= _WORTH_A_LOOK]


def _older_stories(close: Mapping[int, Sequence[int]]) -> tuple[dict[int, int], set[int]]:
    """Return the story of each article that tells an older one, and the articles that hardly differ from one of it."""
    articles = Article.objects.filter(pk__in={*close, *(pk for others in close.values() for pk in others)})
    rows = list(articles.values_list("pk", "story_id", "title", "lead", "body"))
    syllables = {pk: story_syllables(title, lead, body) for pk, _story, title, lead, body in rows}
    story_of = {pk: story or pk for pk, story, *_text in rows}
    stories: dict[int, int] = {}
    copies: set[int] = set()
    for pk, others in close.items():
        shared, other = max((shared_part(syllables[pk], syllables[other]), -other) for other in others)
        if shared >= SAME_STORY:
            stories[pk] = story_of[pk] = story_of[-other]
        if shared >= _COPY:
            copies.add(pk)
    return stories, copies


def _write_keys(keys: Keys) -> None:
    add_rows(StoryKey, ["key", "article"], ((key, pk) for pk, of_one in keys.items() for key in set(of_one)))


def _give_keys(ids: Collection[int]) -> None:
    """Write the keys of articles that have none."""
    without = set(ids) - set(StoryKey.objects.filter(article__in=ids).values_list("article_id", flat=True))
    _write_keys({pk: bands(signature) for pk, signature in _signatures(without).items()})
