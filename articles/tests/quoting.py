"""Has articles of tests quote somebody, without the rules that find quotations."""

from articles.importing.storing.quoting import write_quotations
from articles.models import Article, Office, Post
from articles.search import update_index
from articles.text.normal import fold
from articles.text.quotation_spans import QuotationRow


def say(article: Article, *said: tuple[str, str]) -> None:
    """Store what is said in an article, as (words, speaker); "" for a speaker whom nobody names. The cue is "nói"."""
    write_quotations({article.pk: sorted(_row(article.text, words, speaker) for words, speaker in said)})
    update_index([article.pk])


def give_office(article: Article, name: str, title: str, *, key: str = "", former: bool = False) -> None:
    """Store that an article calls somebody by an office, which it writes as `title`, and `key` if given."""
    start, at = article.text.index(title), article.text.index(name)
    values = {"title": title, "folded_title": fold(title)}
    post, _ = Post.objects.get_or_create(key=key or title.lower(), defaults=values)
    end = start + len(title)
    Office.objects.create(article=article, post=post, start=start, end=end, mention_start=at, former=former)


def _row(text: str, words: str, speaker: str) -> QuotationRow:
    start = text.index(words)
    at = text.rfind(speaker, 0, start) if speaker else None
    at = text.index(speaker) if at == -1 else at
    cue = text.rfind("nói", 0, start)
    end = None if at is None else at + len(speaker)
    return QuotationRow(start, start + len(words), 1, at, end, at, cue, cue + 3)
