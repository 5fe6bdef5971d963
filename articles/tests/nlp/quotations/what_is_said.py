"""What tests of quotations look at."""

from articles.nlp.annotation import annotate


def speakers(text: str) -> list[str]:
    """Return the names of those who speak in a text, in order."""
    return [one.speaker.name for one in annotate(text).quotations]


def words(text: str) -> list[str]:
    """Return what is said in a text, in order."""
    return [text[one.start : one.end] for one in annotate(text).quotations]
