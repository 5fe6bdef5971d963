"""Which posts are meant by what was typed: "bộ trưởng y tế", "ct ubnd tphcm", "bo truong bo gtvt"."""

from collections.abc import Collection, Sequence
from functools import reduce
from operator import and_, or_
from typing import Final

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.db.models.functions import Length

from articles.entities.posts_held import listed_posts, visible_offices
from articles.models import Office, Post
from articles.nlp.offices.office_forms import OfficeForm, folded_key, is_post, office_form, title_words
from articles.nlp.offices.typed_offices import full_offices, is_folded_post
from articles.text.normal import has_marks

# Letters by which a title may be longer than another that is the same post: "thành phố", "Bộ", "và".
_MOST_MORE: Final = 25


def known_posts(query: str) -> list[Post]:
    """Return the post that a query names and nothing else: "Bộ trưởng Y tế", "bo truong y te"; [] for other queries.

    One SQL query, one more for a query without marks.
    """
    forms = [form for form in _forms(query) if form.in_body or is_post(form.title)]
    if not forms and not has_marks(query) and is_folded_post(query):
        keys = [post.key for post in _called_so(_forms(query), marked=False) if post.in_body]
    else:
        keys = [form.key for form in forms]
    return list(listed_posts().filter(key__in=keys)[:1]) if keys else []


def posts_called(typed: str) -> QuerySet[Post]:
    """Return the posts whose title has the words that were typed, in any order, with marks or without.

    Words may break off, short forms are written out, and short titles are as good as long ones: "bộ trưởng y tế" is
    "Bộ trưởng Bộ Y tế". The post that is called just so comes first, then those that begin so.
    """
    forms = _forms(typed)
    is_it = Q(key__in=[form.key for form in forms])
    begins_so = reduce(or_, (Q(folded_title__startswith=" ".join(title_words(form))) for form in forms))
    found = listed_posts().filter(is_it | reduce(or_, map(_has_words, forms)))
    return found.order_by(Case(When(is_it, then=0), When(begins_so, then=1), default=2), *found.query.order_by)


def posts_meant(typed: str) -> list[Post]:
    """Return the posts that a name of an office stands for (one SQL query, or two).

    The post of a body that is called so: "Bộ trưởng Y tế". Else all that begin so: "Giám đốc Sở Y tế" is that of any
    province. Typed without marks, they have any.
    """
    forms, marked = _forms(typed), has_marks(typed)
    called = _called_so(forms, marked=marked)
    if any(office_form(post.title).in_body for post in called):
        return called
    rows = _spoken_of(reduce(or_, map(_has_words, forms)) | Q(pk__in=[post.pk for post in called]))
    return [post for post in rows if any(_begins_so(post, form, marked=marked) for form in forms)]


def _called_so(forms: Sequence[OfficeForm], *, marked: bool) -> list[Post]:
    """Return the posts of these forms: by their keys or, `marked` being false, by their keys without marks."""
    if marked:
        return list(_spoken_of(Q(key__in=[form.key for form in forms])))
    longest = max(len(form.title) for form in forms) + _MOST_MORE
    rows = _spoken_of(reduce(or_, map(_has_words, forms))).annotate(length=Length("folded_title"))
    keys = {folded_key(form.key) for form in forms}
    return [post for post in rows.filter(length__lte=longest) if folded_key(post.key) in keys]


def _spoken_of(condition: Q) -> QuerySet[Post]:
    return Post.objects.filter(condition, Exists(Office.objects.filter(post=OuterRef("pk")))).order_by("pk")


def holders_among(entities: Collection[str], title: str) -> set[str]:
    """Return those of some entities whom visible articles give an office that a title is, or begins (one SQL query)."""
    called = [_has_words(form) & Q(folded_title__startswith=title_words(form)[0]) for form in _forms(title)]
    posts = Post.objects.filter(reduce(or_, called))
    offices = visible_offices().filter(post__in=posts, mention__entity__in=[int(entity) for entity in entities])
    return {str(pk) for pk in offices.values_list("mention__entity", flat=True).distinct()}


def _forms(typed: str) -> Sequence[OfficeForm]:
    return [office_form(full) for full in full_offices(typed)]


def _has_words(form: OfficeForm) -> Q:
    words = (Q(folded_title__startswith=word) | Q(folded_title__contains=f" {word}") for word in title_words(form))
    return reduce(and_, words, Q())


def _begins_so(post: Post, form: OfficeForm, *, marked: bool) -> bool:
    own, typed = (post.key, form.key) if marked else (folded_key(post.key), folded_key(form.key))
    return f"{own} ".startswith(f"{typed} ")
