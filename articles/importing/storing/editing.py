"""An article that an editor wrote or changed: a new text is annotated again by a worker."""

import logging

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from articles.importing.annotating.preparation import StoredText, annotate_stored, story_syllables, text_hash
from articles.importing.annotating.worker_processes import kept_worker
from articles.importing.document import RefusedDocument
from articles.importing.storing.entity_linking import write_mentions
from articles.importing.storing.masking import mask_articles
from articles.importing.storing.near_duplicates import link_again
from articles.importing.storing.quoting import write_quotations
from articles.importing.storing.revisions import Occasion, kept_before, note_written
from articles.models import Article, RevisionKind
from articles.models.index_outbox import note_changed
from articles.nlp.annotation import VERSION
from articles.text.minhash import signature

logger = logging.getLogger(__name__)


@transaction.atomic
def save_edited(article: Article, user: User | None = None, kind: RevisionKind = RevisionKind.EDIT) -> None:
    """Save an article, and keep what it was. Where its text is new, it is annotated again by a worker.

    Until then it has neither words nor mentions. Raises django.db.IntegrityError where another article has the same
    text.
    """
    new_hash = text_hash(article.title, article.lead, article.body)
    is_new = article.pk is None
    if changed := _text_changed(article):
        article.content_hash, article.annotated_by = new_hash, ""
        article.words = article.protected_names = b""
        article.signature = signature(story_syllables(article.title, article.lead, article.body))
    article.edited_at = timezone.now()
    with kept_before([] if is_new else [article.pk], Occasion(kind, user=user)):
        article.save()
        if changed:
            write_mentions({article.pk: ()})
            write_quotations({article.pk: ()})
    if is_new:
        note_written(article.pk, user)
    if changed:
        pk = article.pk
        link_again(pk)
        mask_articles([pk])
        transaction.on_commit(lambda: annotate_article.enqueue(pk))


def _text_changed(article: Article) -> bool:
    before = Article.objects.filter(pk=article.pk).first()
    return before is None or before.text != article.text


@task()
def annotate_article(article_id: int) -> None:
    """Segment an article and recognise its entities; does nothing where it was deleted or edited meanwhile.

    A text that takes too much time or memory is logged, and the article stays without words and mentions.
    """
    if (article := Article.objects.filter(pk=article_id).first()) is None:
        return
    text = StoredText(article_id, article.path, str(article_id), article.text, article.updated_at)
    [stored] = kept_worker().submit(annotate_stored, [text]).result()
    if isinstance(stored, RefusedDocument):
        logger.error("Article %s could not be annotated: %s", article_id, stored.reason)
        return
    found = stored.annotated
    with transaction.atomic():
        unchanged = Article.objects.filter(pk=article_id, updated_at=article.updated_at)
        if not unchanged.update(words=found.words, protected_names=found.protected_names, annotated_by=VERSION):
            return
        write_mentions({article_id: found.mentions})
        write_quotations({article_id: found.quotations})
        mask_articles([article_id])
        note_changed([article_id])
