"""An article that an editor wrote or changed: its words and mentions are made again for the new text."""

from django.db import transaction
from django_tasks import task

from articles.importing.annotating.preparation import storable, story_syllables, text_hash
from articles.importing.storing.entity_linking import write_mentions
from articles.importing.storing.near_duplicates import link_again
from articles.models import Article
from articles.models.index_outbox import note_changed
from articles.nlp.annotation import VERSION, annotate
from articles.text.minhash import signature
from articles.text.packing import pack


@transaction.atomic
def save_edited(article: Article) -> None:
    """Save an article; where its text is new, offsets into the old one go, and a worker annotates it again.

    Raises django.db.IntegrityError where another article has the same text.
    """
    new_hash = text_hash(article.title, article.lead, article.body)
    if changed := _text_changed(article):
        article.content_hash, article.words, article.annotated_by = new_hash, b"", ""
        article.signature = signature(story_syllables(article.title, article.lead, article.body))
    article.save()
    if changed:
        pk = article.pk
        write_mentions({pk: ()})
        link_again(pk)
        transaction.on_commit(lambda: annotate_article.enqueue(pk))


def _text_changed(article: Article) -> bool:
    before = Article.objects.filter(pk=article.pk).first()
    return before is None or before.text != article.text


@task()
def annotate_article(article_id: int) -> None:
    """Segment an article and recognise its entities; nothing where it was deleted or edited again meanwhile."""
    if (article := Article.objects.filter(pk=article_id).first()) is None:
        return
    annotation = annotate(article.text)
    with transaction.atomic():
        unchanged = Article.objects.filter(pk=article_id, updated_at=article.updated_at)
        if not unchanged.update(words=pack(annotation.words), annotated_by=VERSION):
            return
        write_mentions({article_id: storable(annotation)})
        note_changed([article_id])
