"""The admin: articles, entities and where they come from, and the imports."""

from articles.admin.article import ArticleAdmin
from articles.admin.entity import EntityAdmin
from articles.admin.imports import ImportBatchAdmin
from articles.admin.source import SectionAdmin, SourceAdmin

__all__ = ["ArticleAdmin", "EntityAdmin", "ImportBatchAdmin", "SectionAdmin", "SourceAdmin"]
