"""The indexes of the table of articles, and the conditions of the partial ones.

A query uses a partial index only where it states the condition of the index in the same words.
"""

from typing import Final

from django.db import models
from django.db.models import Q

# What every visible article has, and what every hidden one has, whatever the time: the indexes hold these. Databases do
# not see that one is the opposite of the other.
NOT_WITHDRAWN: Final = Q(withdrawn=False)
MAYBE_HIDDEN: Final = Q(withdrawn=True) | Q(visible_from__isnull=False)

# What the desk's lists of articles without an author, and with an inferred date, ask for: the words of their indexes.
WITHOUT_AUTHOR: Final = Q(withdrawn=False, authors=[])
WITH_INFERRED_DATE: Final = Q(withdrawn=False, date_basis__gt="")

ARTICLE_INDEXES: Final = [
    models.Index(fields=["-published_at", "-id"], name="article_latest"),
    models.Index(fields=["published_on"]),
    models.Index(fields=["path"]),
    # Withdrawn articles, and those that wait for their moment, are few: these find them without the others.
    models.Index(fields=["id"], condition=MAYBE_HIDDEN, name="article_withdrawn"),
    models.Index(fields=["visible_from"], condition=Q(visible_from__isnull=False), name="article_embargoed"),
    models.Index(fields=["-corrected_at", "-id"], condition=Q(corrected_at__isnull=False), name="article_corrected"),
    # All that the page of what the archive holds counts, so that it reads no articles.
    models.Index(
        fields=[
            *("source", "published_on", "date_precision", "date_basis", "section", "annotated_by"),
            "visible_from",
        ],
        condition=NOT_WITHDRAWN,
        name="article_holdings",
    ),
    # For the desk's list of articles without an author: all that the list counts, so that it reads no articles.
    models.Index(fields=["id", "authors"], condition=WITHOUT_AUTHOR, name="article_without_author"),
    models.Index(fields=["id"], condition=WITH_INFERRED_DATE, name="article_date_inferred"),
    # For the sitemap: when a visible article was changed last, and how many there are.
    models.Index(fields=["updated_at", "visible_from"], condition=NOT_WITHDRAWN, name="article_visible_changed"),
]
