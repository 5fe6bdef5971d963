"""The names of an article made one: a later "ông Ngọc" is the "Hà Kim Ngọc" named before."""

from collections.abc import Callable, Sequence

from articles.nlp.found import Found
from articles.nlp.introductions import introductions
from articles.nlp.kinds import Kind
from articles.nlp.organizations import join_organizations
from articles.nlp.people import join_people
from articles.nlp.places import join_places

Join = Callable[[Sequence[str]], list[str]]


def unify(text: str, found: Sequence[Found]) -> list[str]:
    """Return the canonical name, within the article, of each name found in its text."""
    introduced: dict[Kind, dict[str, str]] = {"person": {}, "organization": {}}
    for other, one in introductions(text, found):
        introduced[one.kind][text[other.start : other.end]] = text[one.start : one.end]
    joins: dict[Kind, Join] = {
        "person": lambda names: join_people(names, introduced["person"]),
        "place": join_places,
        "organization": lambda names: join_organizations(names, introduced["organization"]),
    }
    names = [" ".join(text[name.start : name.end].split()) for name in found]
    for kind, join in joins.items():
        places = [at for at, name in enumerate(found) if name.kind == kind]
        for at, full in zip(places, join([names[at] for at in places]), strict=True):
            names[at] = full
    return names
