"""The offices found beside mentions, written as rows and read back."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from django.db.models import QuerySet

from articles.models import LONGEST_TITLE, Article, Entity, EntityKind, Office, Post
from articles.models.bulk_rows import add_rows
from articles.nlp.annotation import NamedOffice, RecognisedName
from articles.nlp.offices.office_forms import OfficeForm, in_other_state, names_other_country, office_form
from articles.text.normal import fold, nfc
from articles.text.syllables import is_unmarked_syllable
from articles.text.terms import name_key

_COLUMNS = ("article", "post", "start", "end", "mention_start", "former", "acting")


class OfficeRow(NamedTuple):
    """A row of an office, without its article."""

    post: int
    start: int
    end: int
    mention_start: int
    former: bool
    acting: bool


def write_offices(found: Mapping[int, Sequence[RecognisedName]]) -> None:
    """Replace the offices of articles, given by article id with their mentions. For use within a transaction."""
    Office.objects.filter(article__in=found).delete()
    said = [
        (article, mention.start, office, form)
        for article, mentions in found.items()
        for mention in mentions
        for office in mention.offices
        if (form := _form(mention.name, office)).key and max(len(form.key), len(form.title)) <= LONGEST_TITLE
    ]
    posts = _posts((form, office) for _, _, office, form in said)
    rows = (
        (article, posts[form.key], office.start, office.end, start, form.former or office.former, form.acting)
        for article, start, office, form in said
    )
    add_rows(Office, _COLUMNS, rows)


def _form(holder: str, office: NamedOffice) -> OfficeForm:
    form = office_form(nfc(office.text))
    is_foreign = not all(map(is_unmarked_syllable, holder.split()))
    return in_other_state(form) if is_foreign and not names_other_country(form.title) else form


def offices_of_mentions(ids: Collection[int]) -> dict[tuple[int, int], list[NamedOffice]]:
    """Return the offices of articles by the article and the start of the mention of their holder."""
    texts = {article.pk: article.text for article in Article.objects.filter(pk__in=ids)}
    found: dict[tuple[int, int], list[NamedOffice]] = defaultdict(list)
    columns = ("article", "mention_start", "start", "end", "former", "post__body__name")
    for article, mention, start, end, former, body in _rows(ids).values_list(*columns):
        found[article, mention].append(NamedOffice(start, end, texts[article][start:end], former, body or ""))
    return found


def office_rows(ids: Collection[int]) -> dict[int, list[OfficeRow]]:
    """Return the rows of the offices of articles, by article."""
    found: dict[int, list[OfficeRow]] = defaultdict(list)
    for article, *row in _rows(ids).values_list(*_COLUMNS):
        found[article].append(OfficeRow(*row))
    return found


def move_offices(article: int, rows: Sequence[OfficeRow], moved: Mapping[tuple[int, int], tuple[int, int]]) -> None:
    """Write the offices of a text that was rewritten where they and the mentions of their holders are now.

    `moved` has the new span of each span that stays; offices whose words or holder are gone are dropped.
    """
    starts = {before[0]: after[0] for before, after in moved.items()}
    kept = _moved(rows, moved, starts)
    Office.objects.filter(article=article).delete()
    add_rows(Office, _COLUMNS, ((article, *row) for row in kept))


def _moved(
    rows: Iterable[OfficeRow], moved: Mapping[tuple[int, int], tuple[int, int]], starts: Mapping[int, int]
) -> Iterator[tuple[int, int, int, int, bool, bool]]:
    for row in rows:
        if (row.start, row.end) in moved and row.mention_start in starts:
            start, end = moved[row.start, row.end]
            yield row.post, start, end, starts[row.mention_start], row.former, row.acting


def _rows(ids: Collection[int]) -> QuerySet[Office]:
    return Office.objects.filter(article__in=ids).order_by("article", "start")


def _posts(said: Iterable[tuple[OfficeForm, NamedOffice]]) -> dict[str, int]:
    """Return the id of the post of each key, created where it is new, also by another process at once."""
    first: dict[str, tuple[OfficeForm, str]] = {}
    for form, office in said:
        first.setdefault(form.key, (form, office.body))
    known = _known(first)
    new = {key: value for key, value in first.items() if key not in known}
    if not new:
        return known
    bodies = _bodies(body for _, body in new.values())
    rows = (
        Post(
            key=key,
            title=form.title,
            folded_title=fold(form.title)[:LONGEST_TITLE],
            in_body=form.in_body,
            body_id=bodies.get(name_key(body)) if body else None,
        )
        for key, (form, body) in sorted(new.items())
    )
    Post.objects.bulk_create(rows, ignore_conflicts=True)
    return known | _known(new)


def _known(keys: Iterable[str]) -> dict[str, int]:
    """Return the ids of the posts that there are; each is one in a body where the rules take it for such by now."""
    rows = list(Post.objects.filter(key__in=list(keys)).order_by().values_list("key", "pk", "title", "in_body"))
    forms = {pk: office_form(title) for _, pk, title, _ in rows}
    for in_body in (False, True):
        stale = [
            pk
            for key, pk, _, was in rows
            if was != in_body and forms[pk].in_body == in_body and (not in_body or forms[pk].key == key)
        ]
        if stale:
            Post.objects.filter(pk__in=stale).update(in_body=in_body)
    return {key: pk for key, pk, _, _ in rows}


def _bodies(names: Iterable[str]) -> dict[str, int]:
    """Return the entities of bodies, by the keys of their names; a name without an entity has none."""
    known = Entity.objects.known_by(name_key(name) for name in set(names) if name)
    found = known.filter(found_kind=EntityKind.ORGANIZATION).order_by()
    return dict(found.values_list("name_key", "pk"))
