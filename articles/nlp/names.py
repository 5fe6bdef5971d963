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
    forms = {text[short.start : short.end]: text[full.start : full.end] for short, full in introductions(text, found)}
    joins: dict[Kind, Join] = {
        "person": join_people,
        "place": join_places,
        "organization": lambda names: join_organizations(names, forms),
    }
    names = [" ".join(text[name.start : name.end].split()) for name in found]
    for kind, join in joins.items():
        places = [at for at, name in enumerate(found) if name.kind == kind]
        for at, one in zip(places, join([names[at] for at in places]), strict=True):
            names[at] = one
    return names
