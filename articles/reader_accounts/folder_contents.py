"""What is put into folders, moved in them and taken out."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max, Min
from django.utils import timezone

from articles.models import Article, Folder, FolderItem
from articles.models.folder import MOST_FOLDERS, MOST_IN_FOLDER, new_token

_STEPS: Final = {"up": -1, "down": 1}


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
    """Move an article within its folder: "up" or "down" past the one beside it, or "first"."""
    _lock(item.folder)
    shown = list(item.folder.items.visible().order_by("place", "pk"))
    at = shown.index(item)
    if where == "first":
        first = item.folder.items.aggregate(first=Min("place"))["first"]
        FolderItem.objects.filter(pk=item.pk).update(place=first - 1)
        return
    beside = at + _STEPS[where]
    if 0 <= beside < len(shown):
        other = shown[beside]
        FolderItem.objects.filter(pk=item.pk).update(place=other.place)
        FolderItem.objects.filter(pk=other.pk).update(place=shown[at].place)


def take_out(item: FolderItem) -> dict[str, Any]:
    """Take an article out; return what `put_back` needs, as JSON knows it."""
    kept = {"article": item.article_id, "place": item.place, "note": item.note}
    item.delete()
    return kept


@transaction.atomic
def put_back(folder: Folder, kept: Mapping[str, Any]) -> None:
    """Put an article back that was taken out, to its place and with its note. Raises FolderFull."""
    if put_in(folder, [kept["article"]]):
        folder.items.filter(article=kept["article"]).update(place=kept["place"], note=kept["note"])


def _lock(folder: Folder) -> None:
    """Have other changes of a folder wait until this transaction ends."""
    Folder.objects.select_for_update().get(pk=folder.pk)
