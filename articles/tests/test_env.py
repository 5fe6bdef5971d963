"""Environment variables come typed, and a wrong one is told with its name."""

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsarchive import env

NAME = "A_VARIABLE"


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.setenv(NAME, request.param)


@pytest.mark.parametrize("given", ["", "  "], indirect=True)
@pytest.mark.usefixtures("given")
def test_an_empty_variable_counts_as_unset(tmp_path: Path) -> None:
    assert env.text(NAME, "mặc định") == "mặc định"
    assert env.flag(NAME, True) is True
    assert env.whole_number(NAME, 7) == 7
    assert env.choice(NAME, "a", ("a", "b")) == "a"
    assert env.word_list(NAME, "a b") == ["a", "b"]
    assert env.site_address(NAME) == ""
    assert env.folder(NAME, tmp_path) == tmp_path


def test_text_keeps_its_letters_but_not_the_space_around(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, " Báo Ấp Bắc ")
    assert env.text(NAME) == "Báo Ấp Bắc"


@pytest.mark.parametrize(("value", "truth"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("FALSE", False)])
def test_a_flag_is_true_or_false(monkeypatch: pytest.MonkeyPatch, value: str, truth: bool) -> None:
    monkeypatch.setenv(NAME, value)
    assert env.flag(NAME, not truth) is truth


def test_servers_have_addresses_without_passwords(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(NAME, "https://node-1:9200, http://127.0.0.1:9200/")
    assert env.address_list(NAME) == ["https://node-1:9200", "http://127.0.0.1:9200/"]
    for wrong in ("node-1:9200", "https://admin:secret@node-1:9200", "https://node-1/path"):
        monkeypatch.setenv(NAME, wrong)
        with pytest.raises(ImproperlyConfigured, match=f"{NAME}.*not the address of a server"):
            env.address_list(NAME)


def test_a_file_must_be_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert env.readable_file(NAME) == ""
    monkeypatch.setenv(NAME, str(tmp_path / "ca.pem"))
    with pytest.raises(ImproperlyConfigured, match=NAME):
        env.readable_file(NAME)
    (tmp_path / "ca.pem").touch()
    assert env.readable_file(NAME) == str(tmp_path / "ca.pem")


@pytest.mark.parametrize("value", ["2", "có", "truee"])
def test_a_flag_is_nothing_else(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured, match=f"{NAME}='{value}'"):
        env.flag(NAME, False)


@pytest.mark.parametrize("value", ["https://kho.toasoan.vn", "https://kho.toasoan.vn/", "http://10.0.0.7:8000"])
def test_a_site_has_an_address(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(NAME, value)
    assert env.site_address(NAME) == value


@pytest.mark.parametrize("value", ["kho.toasoan.vn", "ftp://kho.vn", "https://", "https://báo.vn/kho", "https://a b"])
def test_a_site_has_no_other_address(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured, match=f"{NAME}='{value}' is not the address of a site"):
        env.site_address(NAME)


@pytest.mark.parametrize("value", ["-1", "0", "1.5", "1 GB", "một", "²"])
def test_a_number_is_whole_and_not_too_small(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured, match=f"{NAME}='{value}' is not a whole number of at least 1"):
        env.whole_number(NAME, 5, least=1)


def test_a_number_may_have_a_greatest_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "2001")
    with pytest.raises(ImproperlyConfigured, match=f"{NAME}='2001' is more than 2000"):
        env.whole_number(NAME, 1800, most=2000)


def test_a_number_is_an_int(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, " 042 ")
    assert env.whole_number(NAME, 5) == 42


def test_a_choice_is_one_of_those_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "solr")
    with pytest.raises(ImproperlyConfigured, match=f"{NAME}='solr' is not one of: whoosh, tantivy"):
        env.choice(NAME, "whoosh", ("whoosh", "tantivy"))


@pytest.mark.parametrize("value", ["kho.vn,www.kho.vn", "kho.vn www.kho.vn", " kho.vn , www.kho.vn,"])
def test_words_are_separated_by_commas_or_spaces(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(NAME, value)
    assert env.word_list(NAME) == ["kho.vn", "www.kho.vn"]


def test_a_folder_is_made_and_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(NAME, "kho báo/dữ liệu")
    assert env.folder(NAME, Path("/nowhere")) == tmp_path / "kho báo" / "dữ liệu"
    assert (tmp_path / "kho báo" / "dữ liệu").is_dir()


def test_a_folder_that_cannot_be_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(NAME, str(tmp_path / "file" / "folder"))
    with pytest.raises(ImproperlyConfigured, match=f"{NAME}=.* cannot be used as a folder"):
        env.folder(NAME, Path("/nowhere"))


def test_a_secret_is_made_once_and_for_its_owner_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(NAME, raising=False)
    path = tmp_path / "key"
    first = env.secret(NAME, path)
    assert len(first) > 50
    assert env.secret(NAME, path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_secret_given_is_not_written_down(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(NAME, "bí mật")
    assert env.secret(NAME, tmp_path / "key") == "bí mật"
    assert list(tmp_path.iterdir()) == []
