"""The documents of all imports that failed, in the admin: why, tried again or set aside, several at once."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Min, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from articles.admin.import_actions import may_act_on
from articles.admin.to_do_lists import failed_items
from articles.importing.running import jobs
from articles.models import AuditAct, AuditEntry, ImportBatch, ImportItem, Origin, Outcome
from articles.text.typed_numbers import is_row_id, page_number

_A_PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class Failure:
    """Failed documents of one file with one reason: the first of them, how many more, and how to try them again.

    `can_retry`: the archive keeps the file. `again` says else how the document may come again.
    """

    item: ImportItem
    more: int
    can_retry: bool
    again: str
    allowed: bool


def all_failures_page(request: HttpRequest) -> HttpResponse:
    """List the failures of all imports, those of one file with one reason as one; retry them or set them aside."""
    if not request.user.has_perm("articles.add_importbatch"):
        raise PermissionDenied
    failed = failed_items(request.user)
    if request.method == "POST":
        _act(request, failed)
        return redirect(request.get_full_path())
    groups = failed.order_by().values("batch", "path", "reason").annotate(first=Min("id"), times=Count("id"))
    paginator = Paginator(groups.order_by("-batch", "first"), _A_PAGE)
    page = paginator.page(page_number(request.GET.get("page", ""), most=paginator.num_pages))
    items = ImportItem.objects.select_related("batch__created_by").in_bulk([group["first"] for group in page])
    context = admin.site.each_context(request) | {
        "title": _("Failed documents"),
        "page": page,
        "total": failed.count(),
        "failures": [
            _failure(request, items[group["first"]], group["times"]) for group in page if group["first"] in items
        ],
    }
    return render(request, "desk/failures.html", context)


def _failure(request: HttpRequest, item: ImportItem, times: int) -> Failure:
    can_retry = jobs.can_retry(item.batch)
    again = {
        Origin.COMMAND: _("run the command again"),
        Origin.FEED: _("comes again when the feed lists it again"),
    }.get(Origin(item.batch.origin), "" if can_retry else _("its import is still at work, or undone"))
    return Failure(item, times - 1, can_retry, again, may_act_on(request, item.batch))


def _act(request: HttpRequest, failed: QuerySet[ImportItem]) -> None:
    """Retry the chosen documents, with those of the same file and reason, or set them aside."""
    ids = [int(one) for one in request.POST.getlist("item")[:_A_PAGE] if is_row_id(one)]
    chosen: dict[ImportBatch, list[ImportItem]] = defaultdict(list)
    for item in failed.filter(pk__in=ids).select_related("batch").order_by("pk"):
        if may_act_on(request, item.batch):
            chosen[item.batch].append(item)
    if "retry" in request.POST:
        tried = sum(len(items) for batch, items in chosen.items() if jobs.retry_failed(batch, items))
        messages.info(request, _("Being tried again in the background: %(n)s.") % {"n": tried})
    elif "aside" in request.POST:
        alike = [
            failed.filter(batch=batch, path=one.path, reason=one.reason) for batch, of in chosen.items() for one in of
        ]
        AuditEntry.objects.record_each(AuditAct.FAILURES_SET_ASIDE, chosen)
        aside = sum(some.update(outcome=Outcome.PASSED_OVER) for some in alike)
        text = _("Set aside: %(n)s. Each import still tells of them, as passed over.")
        messages.success(request, text % {"n": aside})
