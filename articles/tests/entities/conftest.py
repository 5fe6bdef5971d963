"""Names in articles as the recogniser reads them, written through the door that every import uses."""

from collections.abc import Callable, Sequence

import pytest

from articles.importing.storing.entity_linking import write_mentions
from articles.models import Article, Entity
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
