"""The tables of the archive: articles, sources, entities and decisions about them, imports, feeds, lists, accounts."""

from articles.models.api_token import ApiToken
from articles.models.article import Article, ArticleQuerySet, DatePrecision, StoryKey
from articles.models.article_change import ArticleChange, ChangedArticle, ChangeKind, ChangeOutcome
from articles.models.article_decision import ArticleDecision, ArticleDecisionKind
from articles.models.audit import AuditAct, AuditEntry
from articles.models.correction import Correction
from articles.models.decision import NAMESAKES, Decision, DecisionKind, DecisionQuerySet, ShownAs
from articles.models.deleted_article import DeletedArticle
from articles.models.editor_scope import EditorScope
from articles.models.entity import (
    Entity,
    EntityAlias,
    EntityKind,
    EntityQuerySet,
    NameStart,
)
from articles.models.feed import Feed, FeedEntry, FeedQuerySet, Health, OnChange
from articles.models.folder import Folder, FolderItem, FolderOrder
from articles.models.imports import BatchStatus, ImportBatch, ImportItem, Origin, Outcome
from articles.models.index_outbox import IndexOutbox
from articles.models.masked_article import FormerText, MaskedArticle, articles_by_address
from articles.models.mention import Mention, MentionContext, MentionQuerySet, title_names
from articles.models.new_article import NewArticle
from articles.models.office import LONGEST_TITLE, Office, Post
from articles.models.query_list import QUERY_LENGTH, ListStatus, QueryList, QueryListRow, RowReason
from articles.models.quotation import Quotation, QuotationQuerySet, SaidHow, StatementKey
from articles.models.reader_account import Attempt, Invitation, MailFrequency, ReaderProfile
from articles.models.revision import Revision, RevisionKind
from articles.models.saved_search import SavedSearch, SearchMatch
from articles.models.source import Credit, Section, Source, SourceDecision, SourceDecisionKind
from articles.models.suggestion import MergeSuggestion, SuggestionReason

__all__ = [
    "LONGEST_TITLE",
    "NAMESAKES",
    "QUERY_LENGTH",
    "ApiToken",
    "Article",
    "ArticleChange",
    "ArticleDecision",
    "ArticleDecisionKind",
    "ArticleQuerySet",
    "Attempt",
    "AuditAct",
    "AuditEntry",
    "BatchStatus",
    "ChangeKind",
    "ChangeOutcome",
    "ChangedArticle",
    "Correction",
    "Credit",
    "DatePrecision",
    "Decision",
    "DecisionKind",
    "DecisionQuerySet",
    "DeletedArticle",
    "EditorScope",
    "Entity",
    "EntityAlias",
    "EntityKind",
    "EntityQuerySet",
    "Feed",
    "FeedEntry",
    "FeedQuerySet",
    "Folder",
    "FolderItem",
    "FolderOrder",
    "FormerText",
    "Health",
    "ImportBatch",
    "ImportItem",
    "IndexOutbox",
    "Invitation",
    "ListStatus",
    "MailFrequency",
    "MaskedArticle",
    "Mention",
    "MentionContext",
    "MentionQuerySet",
    "MergeSuggestion",
    "NameStart",
    "NewArticle",
    "Office",
    "OnChange",
    "Origin",
    "Outcome",
    "Post",
    "QueryList",
    "QueryListRow",
    "Quotation",
    "QuotationQuerySet",
    "ReaderProfile",
    "Revision",
    "RevisionKind",
    "RowReason",
    "SaidHow",
    "SavedSearch",
    "SearchMatch",
    "Section",
    "ShownAs",
    "Source",
    "SourceDecision",
    "SourceDecisionKind",
    "StatementKey",
    "StoryKey",
    "SuggestionReason",
    "articles_by_address",
    "title_names",
]
