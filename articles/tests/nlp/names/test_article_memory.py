from articles.nlp.names.article_memory import ArticleMemory
from articles.nlp.names.tokens import lines_of_tokens

_LINES = lines_of_tokens("Trung tá Lý Văn Nin khai .\nCông an bắt Nin .\nTrời mưa .")
_LABELS = [["O", "O", "B-person", "I-person", "I-person", "O", "O"], ["O"] * 5, ["O"] * 3]


def test_a_word_is_told_what_it_was_on_other_lines() -> None:
    nin = ArticleMemory(_LINES, _LABELS).features(_LINES[1], _LABELS[1])[3]
    assert {"m=I-person", "mf=last-person"} <= set(nin)


def test_a_line_that_the_article_adds_nothing_to_is_silent() -> None:
    memory = ArticleMemory(_LINES, _LABELS)
    assert [memory.is_silent(*line) for line in zip(_LINES, _LABELS, strict=True)] == [False, False, True]
