"""Template filters of the archive: dates, numbers, messages of imports, and JSON-LD."""

import json

from django import template
from django.utils.safestring import SafeString, mark_safe

from articles import message_wording
from articles.views.parts import wording

register = template.Library()

# "</script" would end the script, and "<!--" would change how a browser parses it.
_UNSAFE_IN_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}

register.filter("number", wording.number)
register.filter("per_cent", wording.per_cent_text)
register.filter("moment", wording.moment_text)
register.filter("day", wording.day_text)
register.filter("weekday", wording.weekday_text)
register.filter("month", wording.month_text)
register.filter("month_name", wording.month_name)
register.filter("partial_date", wording.partial_date_text)
register.filter("in_year", wording.year_text)
register.filter("published", wording.published_text)
register.filter("published_day", wording.published_day)
register.filter("published_iso", wording.published_iso)
register.filter("date_basis", wording.basis_text)
register.filter("worded", message_wording.worded)
register.filter("worded_place", message_wording.worded_place)


@register.filter
def json_ld(value: object) -> SafeString:
    """Return a value as JSON that is safe inside <script type="application/ld+json">."""
    return mark_safe(json.dumps(value, ensure_ascii=False).translate(_UNSAFE_IN_SCRIPT))  # noqa: S308 - escaped
