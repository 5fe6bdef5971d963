"""What the archive keeps: articles with their source, the entities they name, and the imports that brought them."""

from articles.models.article import Article, ArticleQuerySet, DatePrecision, Form
from articles.models.decision import Decision, DecisionKind, DecisionQuerySet
from articles.models.entity import Entity, EntityAlias, EntityKind, EntityQuerySet, Mention
from articles.models.imports import BatchStatus, ImportBatch, ImportItem, Origin, Outcome
from articles.models.source import Section, Source
from articles.models.story import StoryKey

__all__ = [
    "Article",
    "ArticleQuerySet",
    "BatchStatus",
    "DatePrecision",
    "Decision",
    "DecisionKind",
    "DecisionQuerySet",
    "Entity",
    "EntityAlias",
    "EntityKind",
    "EntityQuerySet",
    "Form",
    "ImportBatch",
    "ImportItem",
    "Mention",
    "Origin",
    "Outcome",
    "Section",
    "Source",
    "StoryKey",
]
