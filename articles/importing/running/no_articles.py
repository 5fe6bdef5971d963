"""Documents of archives and folders that are no articles: one line for each kind, with how many there are."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from articles.importing.annotating.pipeline import PreparedResult
from articles.importing.document import RefusedDocument
from articles.importing.parsed_article import (
    ADVERTS,
    ARTICLE_LIST,
    CHAT,
    CODE,
    COMMENTS,
    CORPUS,
    ERROR_PAGE,
    FORM,
    HEADLINES,
    LOG,
    MAIL,
    OF_SITE,
    OFFICIAL,
    SIGN_IN,
    XML_UNKNOWN,
)

_COUNTED: Final = {
    ARTICLE_LIST: "lists of articles, passed over: {count}",
    SIGN_IN: "pages that ask to sign in, passed over: {count}",
    ERROR_PAGE: "error pages, passed over: {count}",
    HEADLINES: "lists of headlines, passed over: {count}",
    CORPUS: "corpora in columns, passed over: {count}",
    CODE: "source code, passed over: {count}",
    LOG: "logs, passed over: {count}",
    CHAT: "chats without an article, passed over: {count}",
    MAIL: "e-mails without an article, passed over: {count}",
    FORM: "tables, forms and data, passed over: {count}",
    OF_SITE: "texts of sites about themselves, passed over: {count}",
    OFFICIAL: "official papers and contracts, passed over: {count}",
    ADVERTS: "classified advertisements, passed over: {count}",
    COMMENTS: "readers' comments, passed over: {count}",
    XML_UNKNOWN: "XML of no known kind, passed over: {count}",
}
_PLACE: Final = "no articles"


def counted(results: Iterable[PreparedResult]) -> Iterator[PreparedResult]:
    """Yield the results without the documents of archives and folders that are no articles, then a line for each kind.

    The line of a kind stands at the archive or folder. A file given by itself fails with its reason, as before.
    """
    kinds: Counter[tuple[str, str]] = Counter()
    for result in results:
        if isinstance(result, RefusedDocument) and result.reason in _COUNTED and _is_inside(result):
            kinds[(result.path.split("/")[0], result.reason)] += 1
        else:
            yield result
    for number, ((path, kind), count) in enumerate(sorted(kinds.items())):
        place = _PLACE if not number else f"{_PLACE} copy {number + 1}"
        yield RefusedDocument(path, place, _COUNTED[kind].format(count=count), passed_over=True)


def _is_inside(refused: RefusedDocument) -> bool:
    """Tell whether a document stands in a folder, an archive or a WARC file."""
    return "/" in refused.path or refused.place.startswith("record ")
