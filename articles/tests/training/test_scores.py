from training.scores import error_table, score

_GOLD = [{(0, 3, "person"), (5, 8, "place"), (10, 13, "place"), (20, 25, "organization")}]
_PREDICTED = [{(0, 3, "person"), (5, 8, "person"), (10, 14, "place"), (30, 35, "place")}]


def test_a_name_counts_only_if_start_end_and_kind_agree() -> None:
    rows = score(_GOLD, _PREDICTED).splitlines()  # type: ignore[arg-type]
    assert rows[0].startswith("person        precision 0.500  recall 1.000  F1 0.667  n=1")
    assert rows[-1].startswith("all           precision 0.250  recall 0.250  F1 0.250  n=4")


def test_errors_are_told_apart() -> None:
    head, *rows = error_table(_GOLD, _PREDICTED).splitlines()  # type: ignore[arg-type]
    assert head.split("  ")[-1].strip() == "invented"
    assert [row.split()[1:] for row in rows] == [
        ["1", "0", "0", "0", "0", "0"],
        ["0", "1", "1", "0", "0", "1"],
        ["0", "0", "0", "0", "1", "0"],
    ]
