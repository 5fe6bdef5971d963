"""What an article's page tells machines, and the line that cites it."""

from articles.models import Article, DatePrecision
from articles.views.wording import published_iso, published_text

Json = dict[str, object]

# Search engines cut a headline here (Google's guide to structured data for articles).
_HEADLINE = 110


def news_article(article: Article, address: str, publisher: str) -> Json:
    """Return the article as schema.org's NewsArticle; what is not known is left out. `address` is absolute."""
    known = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title[:_HEADLINE],
        "description": article.lead,
        "articleBody": "\n\n".join(article.body),
        "articleSection": article.section.name if article.section else "",
        "author": [{"@type": "Person", "name": name} for name in article.authors],
        "publisher": {"@type": "Organization", "name": article.source.name if article.source else publisher},
        "datePublished": published_iso(article),
        "dateModified": article.updated_at.isoformat(),
        "inLanguage": "vi",
        "mainEntityOfPage": address,
        "isBasedOn": article.url,
    }
    return {name: value for name, value in known.items() if value}


def citation(article: Article, address: str) -> str:
    """Return the line that cites an article: authors, title, source, date, address."""
    title = f"“{article.title}”"
    source = article.source.name if article.source else ""
    date = published_text(article) if article.date_precision != DatePrecision.UNKNOWN else ""
    return ", ".join(filter(None, [", ".join(article.authors), title, source, date])) + f". {address}"
