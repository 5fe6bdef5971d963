"""The models are trained on annotated articles, and go with the lists of names that they were trained with."""

from pathlib import Path

import pytest

from articles.nlp.crf import Tagger
from articles.nlp.names.gazetteer import GAZETTEERS
from articles.nlp.names.recogniser import MODELS, Recogniser, first_model, second_model
from training.gold import GoldArticle, read_gold
from training.train import fit, found_by, scores_on

_GOLD = """### {n}
Ông <PER>Trần Văn Nam</PER> gặp bà <PER>Lê Thị Hoa</PER> ở <LOC>Hà Nội</LOC>.
<ORG>Công an tỉnh Gia Lai</ORG> cho biết ông <PER>Nam</PER> sống tại <LOC>Pleiku</LOC>.

"""


@pytest.fixture
def articles(tmp_path: Path) -> list[GoldArticle]:
    path = tmp_path / "train.gold"
    path.write_text("".join(_GOLD.format(n=n) for n in range(10)), encoding="utf-8")
    return read_gold(path)


def test_models_find_the_names_that_they_were_trained_on(articles: list[GoldArticle], tmp_path: Path) -> None:
    fit(articles, tmp_path)
    recogniser = Recogniser(tmp_path)
    assert found_by(recogniser, articles[0].text) == set(articles[0].spans)
    assert "F1 1.000" in scores_on(articles, recogniser)


def test_the_same_articles_give_the_same_models(articles: list[GoldArticle], tmp_path: Path) -> None:
    models = []
    for folder in (tmp_path / "one", tmp_path / "other"):
        folder.mkdir()
        fit(articles, folder)
        models.append((first_model(folder).read_bytes(), second_model(folder).read_bytes()))
    assert models[0] == models[1]


@pytest.mark.parametrize("title", [path.stem for path in sorted(GAZETTEERS.glob("*.txt"))])
def test_the_shipped_models_were_trained_with_every_list(title: str) -> None:
    """Where this fails, a list is new or renamed: train again."""
    assert any(attribute.endswith(f"-{title}") for attribute in Tagger(first_model(MODELS)).attributes)
