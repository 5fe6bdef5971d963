"""What is known of a document from the place where it was found: a feed's entry, say, tells the address of its page."""

from dataclasses import dataclass, replace
from typing import Final

from articles.importing.parsed_article import ParsedArticle


@dataclass(frozen=True, slots=True)
class Metadata:
    """Facts that stand where the document itself states none; `published` is ISO as in ParsedArticle."""

    url: str = ""
    key: str = ""
    published: str = ""
    authors: tuple[str, ...] = ()
    source: str = ""
    section: str = ""


NO_METADATA: Final = Metadata()


def complete(article: ParsedArticle, metadata: Metadata) -> ParsedArticle:
    """Return the article with what it does not state itself from the facts; a stated date wins over an inferred one."""
    published = article.published or metadata.published
    return replace(
        article,
        url=article.url if "://" in article.url else metadata.url,
        key=article.key or metadata.key,
        published=published,
        inferred=None if published else article.inferred,
        authors=article.authors or metadata.authors,
        source=article.source or metadata.source,
        section=article.section or metadata.section,
    )
