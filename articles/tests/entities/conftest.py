"""Names in articles as the recogniser reads them, written through the door that every import uses."""

from collections.abc import Callable, Sequence

import pytest

from articles.importing.storing.entity_linking import write_mentions
from articles.models import Article, Entity, EntityKind
from articles.nlp.annotation import RecognisedName
from articles.nlp.names.found_names import NameKind
from articles.tests.making import Newsroom

Annotate = Callable[..., None]


@pytest.fixture
def annotate(newsroom: Newsroom) -> Annotate:
    """Return what annotates an article anew: (form, name) of a kind, wherever the form stands first in the text."""

    def write(article: Article, *names: tuple[str, str], kind: NameKind = "person") -> None:
        found = [(article.text.index(form), form, name) for form, name in names]
        mentions: Sequence[RecognisedName] = [
            RecognisedName(start, start + len(form), kind, form, name) for start, form, name in sorted(found)
        ]
        write_mentions({article.pk: mentions})

    return write


def named(article: Article) -> list[str]:
    """Return the names of whom an article means, as readers see them, in order."""
    mentions = article.mentions.shown().order_by("start")
    return [mention.entity.name for mention in mentions.select_related("entity")]


def entity(name: str) -> Entity:
    """Return the entity of a name."""
    return Entity.objects.get(name=name)


def of_kind(kind: EntityKind, name: str) -> Entity:
    """Return the entity that was found as a kind."""
    return Entity.objects.get(found_kind=kind, name=name)


def listed(kind: EntityKind) -> dict[str, int]:
    """Return the listed entities of a kind, with their numbers of articles."""
    return dict(Entity.objects.listed().filter(kind=kind).values_list("name", "article_count"))


@pytest.fixture
def misread(newsroom: Newsroom) -> None:
    """Write a person of five articles, who was taken for a place in one of them."""
    for number in range(4):
        newsroom.article(f"Tin {number}", "Phó thủ tướng Trương Hoà Bình chỉ đạo", people=["Trương Hoà Bình"])
    newsroom.article("Tin khác", "Ông cùng Trương Hoà Bình đến dự", places=["Trương Hoà Bình"])


def write_with_names(newsroom: Newsroom, kind: str, *names: str) -> None:
    """Write an article for each name of a kind, in which it stands beside a singer's."""
    plural = {"person": "people", "place": "places", "organization": "organizations"}[kind]
    for number, name in enumerate(names):
        found: dict[str, list[str]] = {"people": ["Mỹ Tâm"]}
        found.setdefault(plural, []).append(name)
        newsroom.article(f"Tin {number}", f"Hôm qua {name} đón ca sĩ Mỹ Tâm", **found)  # type: ignore[arg-type]
