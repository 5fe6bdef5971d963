"""Forgotten names in articles shown as initials: the text is rewritten, and what it was is kept for an undo."""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from articles.entities.article_counts import count_change, entity_article_pairs
from articles.entities.forgotten_names import ForgottenName, shortened_names
from articles.importing.storing.entity_linking import recognised_names, write_mentions
from articles.importing.storing.kept_columns import kept_values, packed_article, restored_values, unpacked_article
from articles.importing.storing.office_rows import move_offices, office_rows
from articles.importing.storing.quoting import moved_row, quotation_rows, write_quotations
from articles.models import Article, FormerText, MaskedArticle, Mention
from articles.models.bulk_rows import add_rows
from articles.models.index_outbox import note_changed
from articles.nlp.annotation import RecognisedName
from articles.text.initials import Mask, Shift, bare_names, masked, touches, whole_names, with_masks
from articles.text.packing import Span, pack
from articles.text.quotation_spans import QuotationRow
from articles.text.terms import terms

# What is rewritten of an article. Its hashes and its signature stay, so that an import knows it as before.
_REWRITTEN: Final = ("title", "lead", "body", "captions", "url", "words", "protected_names", "annotated_by")


@dataclass(frozen=True, slots=True)
class _MentionRow:
    """A row of a mention."""

    recognised: int
    entity: int
    span: Span


@transaction.atomic
def mask_articles(ids: Collection[int]) -> None:
    """Show forgotten names as initials in articles that were just written or annotated; the caller has them indexed."""
    if ids and (names := shortened_names()):
        concerned = _concerned(ids, names)
        # An article that has such names already is masked anew from its former text, for all of them together.
        _lift(concerned)
        _mask(concerned, names)


@transaction.atomic
def mask_again(ids: Collection[int], *, index_on_commit: bool = True) -> None:
    """Show in articles what the decisions in force say of their names, and have the index follow."""
    list(Article.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
    _lift(ids)
    _mask(ids, shortened_names())
    MaskedArticle.objects.filter(article__in=ids, waiting=True).update(waiting=False)
    note_changed(ids, index_on_commit=index_on_commit)


def unmask_articles(ids: Collection[int]) -> None:
    """Give articles back their former text before they are replaced. For use within a transaction."""
    _lift(ids)
    MaskedArticle.objects.filter(article__in=ids).delete()


def _concerned(ids: Collection[int], names: Sequence[ForgottenName]) -> list[int]:
    """Return the articles that mention one of the forgotten or have one of their names whole."""
    mentions = Mention.objects.filter(article__in=ids, entity__in=[one.entity for one in names]).order_by()
    mentioned = set(mentions.values_list("article", flat=True).distinct())
    return [
        article.pk
        for article in Article.objects.filter(pk__in=ids).order_by("pk")
        if article.pk in mentioned or any(_has_whole(_all_text(article), one) for one in names)
    ]


def names_forgotten(text: str) -> bool:
    """Tell whether a text has the whole name of somebody whom the archive shows as an initial."""
    return any(_has_whole(text, one) for one in shortened_names())


def _all_text(article: Article) -> str:
    return "\n".join([article.text, *(caption.get("credit", "") for caption in article.captions)])


def _has_whole(text: str, name: ForgottenName) -> bool:
    return name.forms.may_be_in(set(terms(text).folded)) and bool(whole_names(text, name.forms))


def _lift(ids: Collection[int]) -> None:
    """Restore the former texts of articles, except where an editor has changed the text since; none is kept then."""
    kept = {row.article_id: row for row in FormerText.objects.filter(article__in=ids)}
    mentions: dict[int, list[RecognisedName]] = {}
    quotations: dict[int, list[QuotationRow]] = {}
    for article in Article.objects.filter(pk__in=kept):
        if _digest(article.text) == kept[article.pk].shown:
            former, mentions[article.pk], quotations[article.pk] = unpacked_article(bytes(kept[article.pk].packed))
            Article.objects.filter(pk=article.pk).update(**restored_values(former), updated_at=timezone.now())
    if mentions:
        write_mentions(mentions)
        write_quotations(quotations)
    FormerText.objects.filter(article__in=kept).delete()


def _mask(ids: Collection[int], names: Sequence[ForgottenName]) -> None:
    """Rewrite those of the articles that have one of the names; record which decisions each is rewritten by."""
    rows = _mention_rows(ids)
    before = entity_article_pairs(ids)
    former = kept_values(ids, _REWRITTEN)
    recognised = recognised_names(ids) if names else {}
    quotations = quotation_rows(ids) if names else {}
    offices = office_rows(ids)
    found: dict[int, list[int]] = {}
    for article in Article.objects.filter(pk__in=ids).defer(None).defer("raw", "signature"):
        masks: dict[Span, Mask] = {}
        by = [one for one in names if _add_masks(masks, article, rows[article.pk], one)]
        if not by:
            continue
        found[article.pk] = [one.decision for one in by]
        said = quotations.get(article.pk, [])
        packed = packed_article(former[article.pk], recognised.get(article.pk, ()), said)
        shift = Shift([masks[span] for span in sorted(masks)])
        own = offices.get(article.pk, ())
        spans = sorted({*(row.span for row in rows[article.pk]), *((one.start, one.end) for one in own)})
        move_offices(article.pk, own, dict(shift.moved(spans)))
        moved = _rewrite(article, shift, by, rows[article.pk])
        staying = {before for (before, _), _ in shift.moved(row.span for row in rows[article.pk])}
        Mention.objects.filter(article=article.pk).delete()
        add_rows(Mention, ["article", "recognised", "entity", "start", "end"], moved)
        write_quotations({article.pk: [moved_row(row, shift.offset, staying) for row in said]})
        FormerText.objects.create(
            article_id=article.pk,
            packed=packed,
            url=former[article.pk]["url"],
            shown=_digest(article.text),
        )
    count_change(before, entity_article_pairs(ids))
    _record(ids, found)


def _record(ids: Collection[int], found: dict[int, list[int]]) -> None:
    wanted = {(decision, article) for article, decisions in found.items() for decision in decisions}
    rows = MaskedArticle.objects.filter(article__in=ids).values_list("pk", "decision", "article")
    gone = [pk for pk, decision, article in rows if (decision, article) not in wanted]
    MaskedArticle.objects.filter(pk__in=gone).delete()
    new = [MaskedArticle(decision_id=decision, article_id=article) for decision, article in sorted(wanted)]
    MaskedArticle.objects.bulk_create(new, ignore_conflicts=True)


def _mention_rows(ids: Collection[int]) -> dict[int, list[_MentionRow]]:
    found: dict[int, list[_MentionRow]] = {pk: [] for pk in ids}
    rows = Mention.objects.filter(article__in=ids).order_by("article", "start")
    for article, recognised, entity, start, end in rows.values_list("article", "recognised", "entity", "start", "end"):
        found[article].append(_MentionRow(recognised, entity, (start, end)))
    return found


def _add_masks(masks: dict[Span, Mask], article: Article, rows: Sequence[_MentionRow], name: ForgottenName) -> bool:
    """Add what is shown for one name in the running text; tell whether the article has the name at all."""
    text, forms = article.text, name.forms
    others = [row.span for row in rows if _is_other(row, text, name)]
    spans = [row.span for row in rows if row.entity == name.entity]
    spans = sorted({*spans, *(span for span in whole_names(text, forms, [*others, *spans]))})
    in_credits = any(whole_names(caption.get("credit", ""), forms) for caption in article.captions)
    if spans:
        spans += bare_names(text, forms, [*spans, *others], article.word_spans())
    for span in spans:
        if not touches(span, masks):
            masks[span] = masked(text, span, forms)
    return bool(spans or in_credits)


def _is_other(row: _MentionRow, text: str, name: ForgottenName) -> bool:
    """Tell whether a mention means somebody or something else, as editors or its name say."""
    if row.entity == name.entity:
        return False
    return row.recognised == name.entity or not name.forms.are_meant_by(text[slice(*row.span)])


def _rewrite(
    article: Article, shift: Shift, names: Sequence[ForgottenName], rows: Sequence[_MentionRow]
) -> Iterator[tuple[int, int, int, int, int]]:
    """Rewrite the stored columns of an article; return the rows of the mentions that stay, by their columns."""
    columns = _texts(article, shift.masks)
    for caption in columns["captions"]:
        for name in names:
            credit = caption.get("credit", "")
            own = [masked(credit, span, name.forms) for span in whole_names(credit, name.forms)]
            if own:
                caption["credit"] = with_masks(credit, own)
    if any(name.forms.is_in_address(article.url) for name in names):
        columns["url"] = ""
    columns["words"] = pack([after for _, after in shift.moved(article.word_spans())])
    protected = [after for _, after in shift.moved(article.protected_spans())]
    columns["protected_names"] = pack(sorted({*protected, *shift.shown()}))
    for column, value in columns.items():
        setattr(article, column, value)
    Article.objects.filter(pk=article.pk).update(**columns, updated_at=timezone.now())
    moved = dict(shift.moved(row.span for row in rows))
    return ((article.pk, row.recognised, row.entity, *moved[row.span]) for row in rows if row.span in moved)


def _texts(article: Article, masks: Sequence[Mask]) -> dict[str, Any]:
    """Return title, lead, body and captions with the masks, each part by its place in the running text."""
    shown = [(part.text, with_masks(part.text, masks, part.start)) for part in article.parts]
    left = iter(shown)

    def next_part(text: str) -> str:
        return next(left)[1] if text else text

    return {
        "title": next_part(article.title),
        "lead": next_part(article.lead),
        "body": [next_part(paragraph) for paragraph in article.body],
        "captions": [caption | {"text": next_part(caption["text"])} for caption in article.captions],
    }


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
