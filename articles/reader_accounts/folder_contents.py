"""What is put into folders, moved in them and taken out."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Max, Min
from django.utils import timezone

from articles.models import Article, Folder, FolderItem
from articles.models.folder import MOST_FOLDERS, MOST_IN_FOLDER, new_token


class FolderFull(Exception):
    """More articles, or more folders, than there may be. Nothing was stored."""


@transaction.atomic
def new_folder(owner: User, name: str) -> Folder:
    """Return a new folder of an account. Raises FolderFull where it has as many as one may have."""
    if Folder.objects.filter(owner=owner).count() >= MOST_FOLDERS:
        raise FolderFull
    return Folder.objects.create(owner=owner, name=name, feed_token=new_token())


@transaction.atomic
def put_in(folder: Folder, ids: Iterable[int]) -> int:
    """Put articles behind those of a folder; return how many were not in it. Raises FolderFull.

    Ids of articles that readers may not see are passed over.
    """
    _lock(folder)
    asked = list(dict.fromkeys(ids))
    seen = set(Article.objects.visible().filter(pk__in=asked).values_list("pk", flat=True))
    held = set(folder.items.values_list("article_id", flat=True))
    new = [pk for pk in asked if pk in seen and pk not in held]
    if len(held) + len(new) > MOST_IN_FOLDER:
        raise FolderFull
    last = folder.items.aggregate(last=Max("place"))["last"] or 0
    FolderItem.objects.bulk_create(
        FolderItem(folder=folder, article_id=pk, place=last + step) for step, pk in enumerate(new, start=1)
    )
    Folder.objects.filter(pk=folder.pk).update(used_at=timezone.now())
    return len(new)


@transaction.atomic
def move(item: FolderItem, where: str) -> None:
    """Move an article within its folder: "up" or "down" past the one beside it that readers may see, or "first"."""
    _lock(item.folder)
    item.refresh_from_db(fields=["place"])
    items = item.folder.items
    if where == "first":
        first = items.aggregate(first=Min("place"))["first"]
        items.filter(pk=item.pk).update(place=first - 1)
        return
    before, after = items.visible().filter(place__lt=item.place), items.visible().filter(place__gt=item.place)
    beside = before.order_by("-place").first() if where == "up" else after.order_by("place").first()
    if beside:
        items.filter(pk=item.pk).update(place=beside.place)
        items.filter(pk=beside.pk).update(place=item.place)


def take_out(item: FolderItem) -> dict[str, Any]:
    """Take an article out; return what `put_back` needs, as JSON knows it."""
    kept = {"article": item.article_id, "place": item.place, "note": item.note}
    item.delete()
    return kept


@transaction.atomic
def put_back(folder: Folder, kept: Mapping[str, Any]) -> None:
    """Put an article back that was taken out, to its place and with its note. Raises FolderFull."""
    if put_in(folder, [kept["article"]]):
        # Meanwhile another may have come to the place, or behind it.
        folder.items.filter(place__gte=kept["place"]).update(place=F("place") + 1)
        folder.items.filter(article=kept["article"]).update(place=kept["place"], note=kept["note"])


def _lock(folder: Folder) -> None:
    """Have other changes of a folder wait until this transaction ends."""
    Folder.objects.select_for_update().get(pk=folder.pk)
