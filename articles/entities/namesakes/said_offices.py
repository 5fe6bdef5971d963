"""Reads what articles say the bearers of a name are: the offices stored with the mentions of the name."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models.functions import Coalesce

from articles.models import Office
from articles.nlp.offices.office_forms import OfficeForm

# The offices in each article, by the id of the article.
Offices = Mapping[int, Collection[OfficeForm]]


def said_offices(entity: int, articles: Iterable[int]) -> dict[int, set[OfficeForm]]:
    """Return the offices that each of these articles gives the bearers of an entity's name (one SQL query)."""
    bearer = Coalesce("mention__entity__namesake_of", "mention__entity")
    rows = Office.objects.filter(article__in=list(articles)).alias(bearer=bearer).filter(bearer=entity).order_by()
    found: dict[int, set[OfficeForm]] = defaultdict(set)
    columns = ("article", "post__key", "post__title", "former", "acting", "post__in_body")
    for article, key, title, former, acting, in_body in rows.values_list(*columns):
        found[article].add(OfficeForm(key, title, former, acting, in_body))
    return found


def likeliest_office(articles: Iterable[int], offices: Offices) -> OfficeForm | None:
    """Return the office that most of the articles name, of equally frequent ones the shortest; None where none does."""
    forms = [form for article in articles for form in offices.get(article, ())]
    counts = Counter(form.key for form in forms)
    return min(forms, key=lambda form: (-counts[form.key], len(form.title), form.title), default=None)
