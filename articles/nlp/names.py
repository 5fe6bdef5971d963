"""The names of an article made one: a later "ông Ngọc" is the "Hà Kim Ngọc" named before."""

from articles.nlp.recogniser import Found


def unify(text: str, found: list[Found]) -> list[str]:
    """Return the canonical name of each name found in an article."""
    return [" ".join(text[name.start : name.end].split()) for name in found]
