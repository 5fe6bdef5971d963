"""Dates and numbers in words, as a Vietnamese newsroom or an English reader writes them."""

from datetime import date, datetime
from math import floor, log10
from typing import Final

from django.utils.formats import date_format, get_format
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from articles.models import Article, ArticleChange, DatePrecision
from articles.nlp.dates import FILE_BASES, OF_MAIL, OF_PROPERTIES

_OF_FILE: Final = {
    OF_PROPERTIES: gettext_lazy("inferred from the properties of the Word document"),
    OF_MAIL: gettext_lazy("inferred from the date of the e-mail"),
}
WEEKDAYS: Final = (
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
)
_SHORT_WEEKDAYS: Final = (
    gettext_lazy("Mon"),
    gettext_lazy("Tue"),
    gettext_lazy("Wed"),
    gettext_lazy("Thu"),
    gettext_lazy("Fri"),
    gettext_lazy("Sat"),
    gettext_lazy("Sun"),
)
# Column headings of a calendar: each weekday in full and in short.
WEEKDAY_HEADS: Final = tuple(zip(WEEKDAYS, _SHORT_WEEKDAYS, strict=True))


def number(value: int) -> str:
    """Return a whole number in groups of three digits: 1.234 in Vietnamese, 1,234 in English."""
    return f"{value:,}".replace(",", str(get_format("THOUSAND_SEPARATOR")))


def share_text(part: float, whole: float) -> str:
    """Return a share in per cent with two digits that tell, more for a large one: 0,012%, 2,1%, 37%, 100%."""
    share = 100 * part / whole if whole else 0.0
    # Of the rounded share, which may have a digit more before the comma: 9,97 is 10.
    decimals = max(0, 1 - floor(log10(float(f"{share:.1e}")))) if share else 0
    return f"{share:.{decimals}f}%".replace(".", str(get_format("DECIMAL_SEPARATOR")))


def per_cent_text(figure: float) -> str:
    """Return a figure in per cent with one decimal: 97,4%."""
    return f"{figure:.1f}%".replace(".", str(get_format("DECIMAL_SEPARATOR")))


def moment_text(moment: datetime) -> str:
    """Return a day with the time: 14/6/2022, 10:15."""
    return date_format(localtime(moment), pgettext("date format", "j F Y, H:i"))


def day_text(day: date) -> str:
    """Return a day: 14/6/2022."""
    return date_format(day, pgettext("date format", "j F Y"))


def day_of_year_text(day: date) -> str:
    """Return a day without its year: 14/6."""
    return date_format(day, pgettext("date format", "j F"))


def weekday_text(day: date) -> str:
    """Return a day with its weekday: Thứ Ba, 14/6/2022."""
    return f"{WEEKDAYS[day.weekday()]}, {day_text(day)}"


def month_text(month: date) -> str:
    """Return the month of a date: tháng 6/2022."""
    return date_format(month, pgettext("date format", "F Y"))


def month_name(month: date) -> str:
    """Return the month of a date without its year: tháng 6."""
    return date_format(month, pgettext("date format", "F"))


def partial_date_text(text: str) -> str:
    """Return a day, month or year given as "2022-06-14", "2022-06" or "2022" in words; "" for ""."""
    year, month, day = (*map(int, text.split("-")), 0, 0, 0)[:3] if text else (0, 0, 0)
    if day:
        return day_text(date(year, month, day))
    if month:
        return month_text(date(year, month, 1))
    return str(year) if year else ""


def iso_date_text(text: str) -> str:
    """Return a date in ISO, of whatever precision, in words: 14/6/2022, 10:15; tháng 6/2022; "" for ""."""
    if "T" not in text:
        return partial_date_text(text)
    moment = datetime.fromisoformat(text)
    return moment_text(moment if moment.tzinfo else make_aware(moment))


def year_text(year: int) -> str:
    """Return a year: năm 2022."""
    return _("year %(year)s") % {"year": year}


def published_text(article: Article) -> str:
    """Return the date of an article as precisely as it is known: 14/6/2022, 10:15; tháng 6/2022; không rõ ngày."""
    if article.published_at and article.date_precision == DatePrecision.TIME:
        return moment_text(article.published_at)
    return published_day(article)


def published_day(article: Article) -> str:
    """Return the date of an article without the time of day: 14/6/2022; tháng 6/2022; năm 2022; không rõ ngày."""
    day = article.published_on
    match article.date_precision:
        case DatePrecision.DAY | DatePrecision.TIME if day:
            return day_text(day)
        case DatePrecision.MONTH if day:
            return month_text(day)
        case DatePrecision.YEAR if day:
            return year_text(day.year)
    return _("date unknown")


def published_iso(article: Article) -> str:
    """Return the date of an article in ISO 8601, as precisely as it is known; "" where it is unknown."""
    if article.published_at and article.date_precision == DatePrecision.TIME:
        return localtime(article.published_at).isoformat()
    return article.known_day


def basis_text(article: Article) -> str:
    """Return what the date of an article was inferred from, in words; "" where the article states its date."""
    return basis_words(article.date_basis)


def basis_words(basis: str) -> str:
    """Return the basis of an inferred date, as `InferredDate` keeps it, in words; "" for none."""
    place, colon, found = basis.partition(": ")
    match place if colon else "":
        case "url":
            return _("inferred from the address: %(found)s") % {"found": found}
        case "path":
            return _("inferred from the file name: %(found)s") % {"found": found}
    if basis in FILE_BASES:
        return str(_OF_FILE[basis])
    return _("inferred from the text: “%(found)s”") % {"found": basis} if basis else ""


def visibility_text(change: ArticleChange) -> str:
    """Return who hid an article or showed it again, when, and why."""
    moment = moment_text(change.made_at)
    kind = change.get_kind_display()
    if change.undoes:
        kind = f"{kind} ({change.undoes.get_kind_display()})"
    return f"{kind}: {change.made_by_name}, {moment}" + (f" – {change.reason}" if change.reason else "")
