"""The admin: accounts, invitations, articles, entities, sources, feeds and imports."""

import django_otp.plugins.otp_static.admin
import django_otp.plugins.otp_totp.admin  # noqa: F401
import django_tasks_db.admin  # noqa: F401 - these three register what is unregistered below
from django.conf import settings
from django.contrib import admin
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_tasks_db.models import DBTaskResult

from articles.admin.accounts import AccountAdmin, GroupAdmin
from articles.admin.article import ArticleAdmin
from articles.admin.article_change import ArticleChangeAdmin
from articles.admin.article_decision import ArticleDecisionAdmin
from articles.admin.article_deletion_page import DeletedArticleAdmin
from articles.admin.audit_trail import AuditEntryAdmin
from articles.admin.entity import DecisionAdmin, EntityAdmin
from articles.admin.feed import FeedAdmin
from articles.admin.imports import ImportBatchAdmin
from articles.admin.invitation import InvitationAdmin
from articles.admin.source import SectionAdmin, SourceAdmin
from articles.admin.suggestion import MergeSuggestionAdmin
from articles.reader_accounts.password_forms import StaffLogInForm

# The worker's own table, of which imports, changes, deletions and feeds tell on their pages; and the keys of apps for
# codes, which nobody is to see.
admin.site.unregister([DBTaskResult, TOTPDevice, StaticDevice])
admin.site.login_form = StaffLogInForm
admin.site.site_header = admin.site.site_title = settings.SITE_NAME

__all__ = [
    "AccountAdmin",
    "ArticleAdmin",
    "ArticleChangeAdmin",
    "ArticleDecisionAdmin",
    "AuditEntryAdmin",
    "DecisionAdmin",
    "DeletedArticleAdmin",
    "EntityAdmin",
    "FeedAdmin",
    "GroupAdmin",
    "ImportBatchAdmin",
    "InvitationAdmin",
    "MergeSuggestionAdmin",
    "SectionAdmin",
    "SourceAdmin",
]
