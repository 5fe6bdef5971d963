import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.importing.options import ImportOptions
from articles.importing.parsed_article import ParsedArticle
from articles.importing.readers import form_labels
from bench.broken_files import OPTIONS, SEEDS, broken, check


@pytest.mark.parametrize("kind", SEEDS)
def test_good_files_of_every_kind_are_read(kind: str) -> None:
    assert SEEDS[kind]
    read = [check(data, ImportOptions()) for data in SEEDS[kind]]
    assert min(map(len, read)) > 0
    if kind in form_labels():
        assert {article.form for articles in read for article in articles} == {kind}


@pytest.mark.parametrize("kind", SEEDS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), options=OPTIONS)
def test_a_file_gone_wrong_is_read_or_refused(kind: str, data: st.DataObject, options: ImportOptions) -> None:
    articles = check(data.draw(broken(kind)), options)
    assert {type(article) for article in articles} <= {ParsedArticle}
