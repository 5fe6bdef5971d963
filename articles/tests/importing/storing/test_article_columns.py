"""Dates that are stated, as columns of an article."""

from datetime import datetime

import pytest
from django.utils import timezone

from articles.importing.storing.article_columns import stated_date_columns


@pytest.mark.parametrize(
    ("stated", "moment", "precision"),
    [
        ("2024-06-14T10:15", datetime(2024, 6, 14, 10, 15), "time"),
        ("2024-06-14", datetime(2024, 6, 14), "day"),
        ("2024-06", datetime(2024, 6, 1), "month"),
        ("2024", datetime(2024, 1, 1), "year"),
    ],
)
def test_a_stated_date_keeps_its_time_of_day(stated: str, moment: datetime, precision: str) -> None:
    columns = stated_date_columns(stated)
    assert (columns["published_at"], columns["date_precision"]) == (timezone.make_aware(moment), precision)
