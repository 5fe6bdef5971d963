"""The template tag of the desk: how much there is to do."""

from typing import Any

from django import template
from django.template.context import RequestContext

from articles.admin.to_do_pages import to_do_counts

register = template.Library()


@register.inclusion_tag("desk/counts.html", takes_context=True)
def to_do(context: RequestContext) -> dict[str, Any]:
    """Show the lists that the user may work on, each with how many wait on it."""
    request = context["request"]
    return {"counts": to_do_counts(request), "request": request}
