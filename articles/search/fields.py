"""The one table of what can be searched: fields of words, facets, and the fields that a query can name.

From here come the fields of the index (`articles/search_indexes.py`), an article's fingerprint, the facets of a page,
the fields of the query language, and their list on the help page.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from articles.models import Article, EntityKind, Section, Source
from articles.text.normal import fold, nfc
from articles.text.papers import other_names
from articles.text.typed_numbers import MOST_ID_DIGITS

# The fields of an article's words, and how much a match in each counts.
TEXT_FIELDS: Final = {"title": 1.5, "lead": 1.2, "text": 1.0}
AUTHOR_FIELD: Final = "bylines"
MONTH_FIELD: Final = "month"
# The terms of amounts and of dates that a text names.
AMOUNTS_FIELD: Final = "amounts"
DATES_FIELD: Final = "dates"


def folded_field(field: str) -> str:
    """Return the field that has the same terms without their marks."""
    return f"{field}_folded"


# The terms of `breaks_field`: at the first syllable of each sentence, and of each paragraph, except the first of all.
SENTENCE_BREAK: Final = "s"
PARAGRAPH_BREAK: Final = "p"


def breaks_field(field: str) -> str:
    """Return the field that tells where the sentences and paragraphs of another begin."""
    return f"{field}_breaks"


# The terms of `said_field` beside the ids of the speakers and `post_value`: at the first syllable of each quotation, as
# those of its speaker are, and at the first behind it.
QUOTED: Final = "q"
UNQUOTED: Final = "e"


def said_field(field: str) -> str:
    """Return the field that tells where the quotations in another begin and end, and who speaks."""
    return f"{field}_said"


def post_value(post: int, *, former: bool) -> str:
    """Return the value that stands for whoever the article of a quotation says to hold a post, or to have held it."""
    return f"{'f' if former else 'p'}{post}"


def is_post_value(speaker: str) -> bool:
    """Tell whether a speaker is the holder of a post, and no entity."""
    return not speaker.isdecimal()


@dataclass(frozen=True, slots=True, eq=False)
class QueryField:
    """A field that a query can name, in English or Vietnamese: `title:lũ`, `tiêu đề:lũ`."""

    name: str
    vietnamese: str


# The fields of an article's first words.
HEAD_FIELDS: Final = ("title", "lead")

# Title, lead, body and captions: what a query searches where it names no field.
TEXT: Final = QueryField("", "")
TITLE: Final = QueryField("title", "tiêu đề")
LEAD: Final = QueryField("lead", "đầu")
AUTHOR: Final = QueryField("author", "tác giả")
BEFORE: Final = QueryField("before", "trước")
AFTER: Final = QueryField("after", "sau")


@dataclass(frozen=True, slots=True, eq=False)
class Facet:
    """One facet: `name` in addresses, `field` in the index; with `all_of`, several choices must all hold.

    With `whole_names_first`, a name in a query is what is called so, where anything is: `nơi:Mỹ` is the country and not
    Mỹ Đình.

    `todays_field` has the same values with today's provinces in place of the former ones; "" where there are no places.

    `kinds` are the kinds of the entities that are its values. Where these are no entities, `values` reads them from an
    article: a list where `many`. `names` returns value, name and whether lists offer it, for some values or, given
    None, for all; without it, readers see the values themselves. `unlisted` returns all values that are not offered.

    The values of a `calendar` facet are listed from the latest back, and not by how many articles they have.

    `query` is the field by which a query names the facet, which then has `kinds` or `names`. The help page explains it
    by `help_text`, and by `examples` where the archive has no values.

    `address_text` (a msgid) tells programs what its values in an address are. Where values are numbers, `number` is
    the pattern of one, and several stand in one parameter with dots between them.
    """

    name: str
    field: str
    label: Promise
    address_text: str
    number: str = ""
    calendar: bool = False
    all_of: bool = False
    many: bool = False
    kinds: tuple[EntityKind, ...] = ()
    whole_names_first: bool = False
    todays_field: str = ""
    values: "Callable[[Article], str | list[str] | None] | None" = None
    names: "Callable[[Collection[str] | None], Iterable[tuple[str, str, bool]]] | None" = None
    unlisted: "Callable[[], Collection[str]] | None" = None
    query: QueryField | None = None
    help_text: "Promise | str" = ""
    examples: tuple[str, ...] = ()

    @property
    def pattern(self) -> str:
        """The pattern of a parameter of it: numbers, or more than spaces and the minus that excludes a value."""
        return rf"^-?{self.number}(\.-?{self.number})*$" if self.number else r"[^\s-]"

    @property
    def kind(self) -> EntityKind | None:
        """The kind of entities that it alone has the mentions of; None for any other facet."""
        return self.kinds[0] if len(self.kinds) == 1 else None

    def field_for(self, *, todays_provinces: bool) -> str:
        """Return the field in the index by which a search narrows and counts."""
        return self.todays_field if todays_provinces and self.todays_field else self.field


def _entity_facet(
    kinds: Iterable[EntityKind],
    name: str,
    vietnamese: str,
    *,
    field: str,
    label: Promise,
    address_text: str,
    help_text: Promise,
    examples: tuple[str, ...],
    english: str = "",
    whole_names_first: bool = False,
    todays_field: str = "",
) -> Facet:
    query = QueryField(english or name, vietnamese)
    return Facet(
        name,
        field,
        label,
        address_text,
        number=rf"[0-9]{{1,{MOST_ID_DIGITS}}}",
        all_of=True,
        many=True,
        kinds=tuple(kinds),
        whole_names_first=whole_names_first,
        todays_field=todays_field,
        query=query,
        help_text=help_text,
        examples=examples,
    )


def _section_names(slugs: Collection[str] | None) -> Iterable[tuple[str, str, bool]]:
    rows = Section.objects.all() if slugs is None else Section.objects.filter(slug__in=slugs)
    return [(slug, name, True) for slug, name in rows.values_list("slug", "name")]


def _source_slugs(article: Article) -> list[str]:
    """Return the slugs of the sources that printed an article or that it credits."""
    printed = [article.publisher] if article.publisher else []
    credited = article.credited_sources() if article.credited else []
    return [source.slug for source in (*printed, *credited)]


def _source_names(slugs: Collection[str] | None) -> Iterable[tuple[str, str, bool]]:
    """Return sources by the names that stand for them; given None, by all their names."""
    if slugs is not None:
        return Source.objects.filter(slug__in=slugs).values_list("slug", "name", "listed")
    rows = Source.objects.filter(hidden=False).values_list(Coalesce("merged_into__slug", "slug"), "name")
    return [(slug, name, True) for slug, known in rows for name in {known, *other_names(known)}]


def _unlisted_sources() -> set[str]:
    return set(Source.objects.filter(listed=False).values_list("slug", flat=True))


# Articles by the entities that they are about, of every kind; the facets of single kinds have all that are mentioned.
ABOUT: Final = _entity_facet(
    EntityKind,
    "about",
    "về",
    field="about",
    whole_names_first=True,
    todays_field="about_today",
    label=_("Mainly about"),
    address_text=gettext_noop("The id of who or what the articles are about; -id excludes."),
    help_text=_(
        "Articles that are about the person, place or organisation, rather than merely mention it. An exact name finds "
        "only what has that name. about: or về:"
    ),
    examples=("Hà Nội",),
)

# Articles by the entities that they quote.
SPEAKER: Final = _entity_facet(
    EntityKind,
    "speaker",
    "nói",
    english="said",
    field="speakers",
    label=_("Who speaks"),
    address_text=gettext_noop("The id of somebody whom the articles quote; -id excludes."),
    help_text=_(
        "Articles that quote the person or body, with the words of the query in one of their quotations. A post in "
        "place of a name is whoever the article says to hold it. said: or nói:"
    ),
    examples=("Bùi Thanh Sơn",),
)

SOURCE: Final = Facet(
    "source",
    "sources",
    _("Source"),
    gettext_noop("The slug of a source; -slug excludes."),
    many=True,
    values=_source_slugs,
    names=_source_names,
    unlisted=_unlisted_sources,
    query=QueryField("source", "nguồn"),
    help_text=_(
        "From this newspaper or with credit to it, or to all newspapers with this word in a name. source: or nguồn:"
    ),
    examples=("VOV",),
)

FACETS: Final = (
    ABOUT,
    _entity_facet(
        [EntityKind.PERSON],
        "person",
        "người",
        field="people",
        label=_("People"),
        address_text=gettext_noop("The id of a person whom the articles mention; -id excludes."),
        help_text=_("Articles that mention the person, under any known name. person: or người:"),
        examples=("Nguyễn Thị Lan", "Trần Văn Bình"),
    ),
    _entity_facet(
        [EntityKind.PLACE],
        "place",
        "nơi",
        field="places",
        whole_names_first=True,
        todays_field="places_today",
        label=_("Places"),
        address_text=gettext_noop("The id of a place that the articles mention; -id excludes."),
        help_text=_("Articles that mention the place. An exact name finds only that place. place: or nơi:"),
        examples=("Hà Nội", "Đà Nẵng"),
    ),
    _entity_facet(
        [EntityKind.ORGANIZATION],
        "org",
        "tổ chức",
        field="organizations",
        label=_("Organisations"),
        address_text=gettext_noop("The id of an organisation that the articles mention; -id excludes."),
        help_text=_(
            "Articles that mention the organisation. An abbreviation or part of the name is enough. org: or tổ chức:"
        ),
        examples=("Bộ Y tế",),
    ),
    SPEAKER,
    SOURCE,
    Facet(
        "section",
        "section",
        _("Section"),
        gettext_noop("The slug of a section; -slug excludes."),
        values=lambda article: article.section.slug if article.section else None,
        names=_section_names,
        query=QueryField("section", "chuyên mục"),
        help_text=_("From this section. section: or chuyên mục:"),
        examples=("Thời sự",),
    ),
    Facet(
        "author",
        "authors",
        _("Author"),
        gettext_noop("The name of an author; -name excludes."),
        many=True,
        values=lambda article: article.authors,
        query=AUTHOR,
        help_text=_("By this author. Part of the name is enough. author: or tác giả:"),
        examples=("Lê Nam",),
    ),
    Facet(
        "year",
        "year",
        _("Year"),
        gettext_noop("A year; -year excludes."),
        number="[0-9]{4}",
        calendar=True,
        values=lambda article: f"{article.published_on:%Y}" if article.published_on else None,
    ),
)
FACET_BY_NAME: Final = {facet.name: facet for facet in FACETS}
FACET_BY_KIND: Final[dict[str, Facet]] = {facet.kind: facet for facet in FACETS if facet.kind}
ENTITY_FACETS: Final = frozenset(facet.name for facet in FACETS if facet.kinds)
# `noi:`, without marks: a place (`nơi:`) or who speaks (`nói:`); the name behind it tells which.
PLACE_OR_SPEAKER: Final = QueryField("noi", "noi")
# The facets that a query names by the names of their values, which the archive keeps lists of.
FACET_OF_FIELD: Final = {facet.query: facet for facet in FACETS if facet.query and (facet.kinds or facet.names)} | {
    PLACE_OR_SPEAKER: FACET_BY_KIND[EntityKind.PLACE]
}

QUERY_FIELDS: Final = tuple(
    dict.fromkeys([TITLE, LEAD, *(facet.query for facet in FACETS if facet.query), AUTHOR, BEFORE, AFTER])
)


def column_facets(article: Article) -> dict[str, str | list[str] | None]:
    """Return what an article has of the facets that are no entities, by their fields in the index."""
    return {facet.field: facet.values(article) for facet in FACETS if facet.values}


def field_named(name: str) -> QueryField | None:
    """Return the field of a name typed with all its marks or with none, in capitals or not, its space or not.

    A name with other marks is none.
    """
    return _BY_NAME.get(_solid(name))


def _solid(name: str) -> str:
    return nfc(name).lower().replace(" ", "")


_BY_NAME: Final = {
    form: field
    for field in QUERY_FIELDS
    for name in (field.name, field.vietnamese)
    for form in (_solid(name), fold(_solid(name)))
} | {PLACE_OR_SPEAKER.name: PLACE_OR_SPEAKER}
