"""What the archive holds: the numbers are those of the database, and gaps are told."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles.models import Article, BatchStatus, DatePrecision, EntityKind, ImportBatch, ImportItem, Outcome, Source
from articles.tests.making import Newsroom
from articles.tests.views.conftest import CountQueries, one_line
from articles.views import holdings_page
from articles.views.parts.holdings import Stretch, grouped_articles, holdings

ENTITIES = Path(__file__).resolve().parents[3] / "docs" / "entities.md"


@pytest.fixture
def archive(newsroom: Newsroom) -> Newsroom:
    for day in range(1, 9):
        newsroom.article(f"Tin {day}", published=f"2016-01-{day:02}", source="Báo Án", section="Thời sự")
    for day in range(1, 9):
        newsroom.article(f"Tin hè {day}", published=f"2016-06-{day:02}", source="Báo Bắc")
    newsroom.article("Tin lẻ", published="2016-05-03", source="Báo Án", date_basis="url: /2016/05/03/")
    year_only = newsroom.article("Tin năm", published="2017-01-01", date_basis="trong năm 2017")
    newsroom.article("Tin không ngày", source="Báo Bắc")
    Article.objects.filter(pk=year_only.pk).update(date_precision=DatePrecision.YEAR)
    return newsroom


def test_articles_are_counted_by_month_year_and_source_as_the_database_has_them(archive: Newsroom) -> None:
    found = holdings()
    assert found.articles == Article.objects.count() == 19
    assert found.months == {date(2016, 1, 1): 8, date(2016, 5, 1): 1, date(2016, 6, 1): 8}
    assert found.years == {2016: 17, 2017: 1}
    for source in Source.objects.all():
        articles = Article.objects.filter(source=source)
        assert found.by_source[source.pk].articles == articles.count()
        assert found.by_source[source.pk].years[2016] == articles.filter(published_on__year=2016).count()
    assert found.by_source[None].articles == 1


def test_what_is_inferred_or_not_known_is_counted(archive: Newsroom) -> None:
    found = holdings()
    assert found.precisions == {DatePrecision.DAY: 17, DatePrecision.YEAR: 1, DatePrecision.UNKNOWN: 1}
    assert found.bases == {"url": 1, "text": 1}
    assert found.without_section == Article.objects.filter(section=None).count() == 11
    assert found.unread == 19  # this newsroom runs no recogniser


def test_months_without_articles_and_thin_ones_are_told(client: Client, archive: Newsroom) -> None:
    found = holdings()
    assert found.gaps == [Stretch(date(2016, 2, 1), date(2016, 4, 1))]
    assert found.thin == [Stretch(date(2016, 5, 1), date(2016, 5, 1), 1)]
    page = one_line(client.get("/holdings/").text)
    assert "Tháng 2/2016 – tháng 4/2016" in page
    assert 'class="histogram-gap"' in page


def test_a_merged_source_counts_for_the_one_it_is_a_name_of(archive: Newsroom) -> None:
    one, other = Source.objects.get(name="Báo Án"), Source.objects.get(name="Báo Bắc")
    Source.objects.filter(pk=other.pk).update(merged_into=one)
    archive.article("Tin mới", published="2016-06-20")  # the index changes
    assert holdings().by_source[one.pk].articles == 18
    assert other.pk not in holdings().by_source


def test_withdrawn_articles_are_not_held(archive: Newsroom) -> None:
    Article.objects.filter(title="Tin 1").update(withdrawn=True)
    archive.article("Tin mới", published="2016-06-20")
    assert holdings().articles == 19


def test_the_table_of_sources_is_by_year_or_by_month_of_a_year(client: Client, archive: Newsroom) -> None:
    whole = one_line(client.get("/holdings/").text)
    assert re.search(r"Báo Án</a> </th> <td>9</td> <td>9</td> <td class=.numbers-none.>–</td> <td>1/2016</td>", whole)
    of_year = one_line(client.get("/holdings/?year=2016").text)
    assert '<th scope="col">5/2016</th>' in of_year
    assert re.search(r"Báo Án</a> </th> <td>9</td> <td>8</td> (<td class=.numbers-none.>–</td> ){3}<td>1</td>", of_year)


@pytest.mark.parametrize("year", ["", "1066", "20x6", "²016", "9" * 5000])
def test_a_year_that_is_none_shows_all_years(client: Client, archive: Newsroom, year: str) -> None:
    page = one_line(client.get("/holdings/", {"year": year}).text)
    assert '<strong aria-current="true">Tất cả các năm</strong>' in page


def test_the_last_import_that_brought_articles_is_told(client: Client, archive: Newsroom) -> None:
    moment = timezone.make_aware(datetime(2024, 3, 2, 9, 30))
    for outcomes in ([Outcome.IMPORTED, Outcome.IMPORTED, Outcome.UPDATED], [Outcome.DUPLICATE]):
        batch = ImportBatch.objects.create(label="tin", status=BatchStatus.FINISHED, finished_at=moment)
        for number, outcome in enumerate(outcomes):
            ImportItem.objects.create(batch=batch, path=f"{number}.html", outcome=outcome)
    assert "2/3/2024, 09:30: 2 bài mới, 1 bài cập nhật" in one_line(client.get("/holdings/").text)


def test_an_empty_archive_holds_nothing(client: Client, newsroom: Newsroom) -> None:
    assert "0 bài" in client.get("/holdings/").text


def test_the_figures_of_recognition_are_those_that_were_measured() -> None:
    measured = re.findall(r"(person|place|organization) +precision (0\.\d+) +recall (0\.\d+)", ENTITIES.read_text())
    figures = {kind: [float(recall), float(precision)] for kind, precision, recall in reversed(measured)}
    shown = {kind.value: [found, right] for kind, (found, right) in holdings_page.RECOGNITION.items()}
    assert shown == {kind: [round(100 * figure, 1) for figure in both] for kind, both in figures.items()}
    assert set(shown) == set(EntityKind)


def test_the_counts_are_kept_until_the_index_changes(count_queries: CountQueries, archive: Newsroom) -> None:
    assert count_queries("/holdings/") <= 6
    before = holdings()
    assert holdings() is before
    archive.article("Tin mới", published="2016-06-20")
    assert holdings().articles == before.articles + 1


def test_articles_are_counted_from_an_index_alone(archive: Newsroom) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("explains itself in the words of SQLite")
    with connection.cursor() as cursor:
        query, values = grouped_articles().query.sql_with_params()
        cursor.execute(f"EXPLAIN QUERY PLAN {query}", values)
        assert "article_holdings" in str(cursor.fetchall())
