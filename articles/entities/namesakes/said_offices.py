"""Reads what articles say the bearers of a name are: the offices beside the name."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models.functions import Coalesce

from articles.models import Article, Mention
from articles.nlp.names.found_names import NameKind
from articles.nlp.offices.office_finding import find_offices
from articles.nlp.offices.office_forms import OfficeForm, office_form

# The offices in each article, by the id of the article.
Offices = Mapping[int, Collection[OfficeForm]]


@dataclass(frozen=True, slots=True)
class _Named:
    """A mention, as the finding of offices asks for it."""

    start: int
    end: int
    kind: NameKind
    name: str
    entity: int


def said_offices(entity: int, articles: Iterable[int]) -> dict[int, set[OfficeForm]]:
    """Return the offices that each of these articles gives the bearers of an entity's name (two SQL queries)."""
    wanted = list(articles)
    mentions: dict[int, list[_Named]] = defaultdict(list)
    rows = Mention.objects.filter(article__in=wanted).order_by("article", "start")
    named = ("start", "end", "entity__kind", "entity__name", Coalesce("entity__namesake_of", "entity"))
    for article, start, end, kind, name, one in rows.values_list("article", *named):
        mentions[article].append(_Named(start, end, kind, name, one))
    found: dict[int, set[OfficeForm]] = {}
    texts = Article.objects.filter(pk__in=wanted).defer(None).only("title", "lead", "body", "captions", "words")
    for article in texts:
        text, own = article.text, mentions[article.pk]
        said = find_offices(text, article.word_spans(), own)
        found[article.pk] = {office_form(text[one.start : one.end]) for one in said if own[one.holder].entity == entity}
    return found


def likeliest_office(articles: Iterable[int], offices: Offices) -> OfficeForm | None:
    """Return the office that most of the articles name, of equally frequent ones the shortest; None where none does."""
    forms = [form for article in articles for form in offices.get(article, ())]
    counts = Counter(form.key for form in forms)
    return min(forms, key=lambda form: (-counts[form.key], len(form.title), form.title), default=None)
