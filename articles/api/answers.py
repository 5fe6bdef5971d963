"""What the API answers, as types: the JSON, its description, and the answers of tools are made from these.

A text under a field describes it. Dates are given as precisely as they are known: 2022-06-14T08:30:00+07:00,
2022-06-14, 2022-06, 2022.
"""

from datetime import datetime

from pydantic import BaseModel, ConfigDict


class Answer(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True)


class NamedAnswer(Answer):
    """A source or a section."""

    slug: str
    """The value by which a search is narrowed to it."""
    name: str


class SourceAnswer(NamedAnswer):
    """A source with the number of its articles."""

    articles: int


class EntityLinkAnswer(Answer):
    """A person, place or organisation."""

    id: int
    kind: str
    """person, place or organization"""
    name: str


class EntitySummary(EntityLinkAnswer):
    """A person, place or organisation with the number of articles that mention it."""

    articles: int
    other_name: str = ""
    """The name that was found, where it is not its own."""
    page: str
    """The address of its page for readers."""


class ArticleSummary(Answer):
    """An article in a list."""

    id: int
    title: str
    lead: str
    published: str | None
    """The date in ISO 8601, as precisely as it is known."""
    source: NamedAnswer | None
    section: NamedAnswer | None
    authors: list[str]
    story: int
    """The same number for all articles that tell one story in nearly the same words."""
    page: str
    """The address of its page for readers."""
    original: str | None
    """The address where it was published."""


class QuotationAnswer(Answer):
    """What an article quotes, from `start` to `end` in its running text, in characters."""

    text: str
    start: int
    end: int
    kind: str
    """direct (in quotation marks), indirect, or mixed: indirect with words in quotation marks"""
    sentence: str
    """The sentence around it."""
    speaker: str
    """The name of the speaker in the archive, else the words of the sentence for the speaker, if it has any."""
    entity: int | None
    """The id of the speaker, null where the archive does not know the speaker."""
    office: str
    """What the article says the speaker to be."""
    cue: str
    """The word that reports it, empty where none does."""
    url: str
    """The address of its place in the article."""


class HitAnswer(ArticleSummary):
    """An article that a search found."""

    snippet: str
    """The passage that shows most of the query."""
    marked_title: str
    """The title as HTML, what matches in mark elements."""
    marked_snippet: str
    """The passage as HTML, what matches in mark elements."""
    quotations: list[QuotationAnswer]
    """The quotations that say what the search looks for in quotations; none in any other search."""


class FacetValueAnswer(Answer):
    """A value of a facet."""

    value: str
    """What the parameter of the facet is set to."""
    label: str
    articles: int
    """How many articles choosing it gives."""
    chosen: bool


class FacetAnswer(Answer):
    """A facet with its most frequent values."""

    name: str
    """The parameter by which a search is narrowed."""
    label: str
    values: list[FacetValueAnswer]


class MonthAnswer(Answer):
    """A month with the number of articles found in it."""

    month: str
    """2022-06"""
    articles: int
    of: int
    """All articles of the archive in this month, with the same limits of days: what a share is counted of."""


class SearchAnswer(Answer):
    """The articles that a search finds, from a place on."""

    query: str
    sort: str
    total: int
    """Articles found on all pages."""
    strict: int
    """Those of them that have every word of the query."""
    did_you_mean: str
    """A better query; empty where there is none."""
    notes: list[str]
    """What to know about how the query was read."""
    articles: list[HitAnswer]
    facets: list[FacetAnswer]
    """Empty behind the first page, and with counts=0."""
    histogram: list[MonthAnswer]
    """Months with articles, the earliest first; empty behind the first page, and with counts=0."""
    next: str | None
    """The address of what follows, null at the end."""


class ArticlesAnswer(Answer):
    """Articles of a list, from a place on."""

    articles: list[ArticleSummary]
    next: str | None
    """The address of what follows, null at the end."""


class PartAnswer(Answer):
    """A part of an article's text."""

    role: str
    """title, lead, body or caption"""
    start: int
    end: int


class MentionAnswer(Answer):
    """A place where an article names a person, place or organisation."""

    start: int
    end: int
    text: str
    entity: EntityLinkAnswer


class CaptionAnswer(Answer):
    """The caption of a picture."""

    text: str
    credit: str


class CorrectionAnswer(Answer):
    """What the archive tells its readers that was wrong in an article."""

    noted: datetime
    text: str


class ArticleAnswer(ArticleSummary):
    """An article with its text. All offsets are numbers of Unicode characters from the beginning of `text`."""

    credited: list[NamedAnswer]
    """Sources that it credits beside its own."""
    captions: list[CaptionAnswer]
    text: str
    """Title, lead, paragraphs and captions, joined by line breaks."""
    parts: list[PartAnswer]
    words: list[tuple[int, int]]
    """Start and end of each word; empty where the article is not annotated yet."""
    mentions: list[MentionAnswer]
    corrections: list[CorrectionAnswer]
    """Public notes on what was wrong, the last first."""
    added: datetime
    changed: datetime


class YearAnswer(Answer):
    """A year with a number of articles."""

    year: int
    articles: int


class RelatedEntityAnswer(Answer):
    """Someone or something that is named beside an entity more often than by chance."""

    entity: EntityLinkAnswer
    together: int
    """Articles that name both."""


class EntityAnswer(EntitySummary):
    """A person, place or organisation with what the archive knows of it."""

    other_names: list[str]
    about: int
    """Articles that are about it, rather than merely mention it."""
    first: str | None
    last: str | None
    """The dates of the first and the last article that mention it."""
    years: list[YearAnswer]
    company: list[RelatedEntityAnswer]
    """Of each kind, the most strongly associated first."""
    search: str
    """The address of the search for its articles."""


class EntitiesAnswer(Answer):
    """People, places and organisations, from a place on."""

    entities: list[EntitySummary]
    next: str | None
    """The address of what follows, null at the end."""


class DayAnswer(Answer):
    """A day with the number of its articles."""

    day: str
    articles: int


class MonthOfDaysAnswer(Answer):
    """The days of a month that have articles."""

    month: str
    articles: int
    """All articles of the month, those whose day is not known too."""
    days: list[DayAnswer]


class FacetValuesAnswer(Answer):
    """The values of a facet, the most frequent first, from a place on."""

    name: str
    label: str
    total: int
    values: list[FacetValueAnswer]
    next: str | None
    """The address of what follows, null at the end."""


class SourcesAnswer(Answer):
    """All sources, those with most articles first."""

    sources: list[SourceAnswer]


class SectionsAnswer(Answer):
    """All sections in the order of the alphabet."""

    sections: list[NamedAnswer]


class GapAnswer(Answer):
    """Months in a row; an article found in them cannot be expected."""

    first: str
    last: str


class HoldingsAnswer(Answer):
    """What the archive holds, so that a gap in it is not read as silence."""

    articles: int
    first: str | None
    """The first month with articles."""
    last: str | None
    """The last month with articles."""
    undated: int
    gaps: list[GapAnswer]
    """Months without any article."""
    thin: list[GapAnswer]
    """Months with far fewer articles than is usual."""


class PlaceAnswer(Answer):
    """A part of a request that is wrong."""

    parameter: str
    detail: str
    text: str = ""
    start: int | None = None
    """Where the text stands in the value of the parameter, in characters; null where the whole is meant."""
    end: int | None = None


class ProblemAnswer(Answer):
    """A problem (RFC 9457)."""

    type: str
    """The address of its explanation."""
    title: str
    status: int
    detail: str
    errors: list[PlaceAnswer]
