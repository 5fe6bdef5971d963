"""The files that run a search cluster in production agree with each other: compose file, users, load balancer."""

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

ROOT: Final = Path(__file__).resolve().parents[2]
NODES: Final = ("node-1", "node-2", "node-3")
ARCHIVES: Final = ("web-1", "web-2", "worker-1", "worker-2")


@cache
def _read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def _service(name: str) -> Any:
    return _read("compose.cluster.yaml")["services"][name]


@pytest.mark.parametrize("node", NODES)
def test_a_node_has_its_own_name_data_and_certificate(node: str) -> None:
    volumes = _service(node)["volumes"]
    assert _service(node)["environment"]["node.name"] == node
    assert f"{node}:/usr/share/opensearch/data" in volumes
    assert f"./certificates/{node}:/usr/share/opensearch/config/certificates:ro" in volumes


@pytest.mark.parametrize("node", NODES)
def test_a_node_finds_and_trusts_all_nodes(node: str) -> None:
    settings = _service(node)["environment"]
    assert settings["discovery.seed_hosts"] == ",".join(NODES)
    assert settings["cluster.initial_cluster_manager_nodes"] == ",".join(NODES)
    assert settings["plugins.security.nodes_dn"] == ",".join(f"CN={name}" for name in NODES)


@pytest.mark.parametrize("name", ARCHIVES)
def test_web_servers_and_workers_ask_all_nodes_by_tls(name: str) -> None:
    settings = _service(name)["environment"]
    assert settings["SEARCH_ENGINE"] == "opensearch"
    assert settings["OPENSEARCH_URLS"].split(",") == [f"https://{node}:9200" for node in NODES]
    assert "./certificates/ca.pem:/certificates/ca.pem:ro" in _service(name)["volumes"]
    assert settings["OPENSEARCH_CA_FILE"] == "/certificates/ca.pem"


@pytest.mark.parametrize("name", ARCHIVES)
def test_web_servers_and_workers_share_what_they_must(name: str) -> None:
    settings = _service(name)["environment"]
    assert settings["SHARED_DIR"] == "/shared"
    assert "shared:/shared" in _service(name)["volumes"]
    assert "@database/" in settings["DATABASE_URL"]
    assert settings["SECRET_KEY"].startswith("${SECRET_KEY:?")


def test_what_can_be_set_on_one_machine_can_be_set_in_a_cluster() -> None:
    alone = _read("compose.yaml")["services"]["web"]["environment"]
    assert set(alone) - set(_service("web-1")["environment"]) == set()


def test_mounted_files_of_the_project_exist() -> None:
    mounted = {volume.split(":")[0] for name in (*NODES, "load-balancer") for volume in _service(name)["volumes"]}
    files = {path for path in mounted if path.startswith("./cluster/")}
    assert len(files) == 4
    assert [path for path in files if not (ROOT / path).is_file()] == []


def test_users_have_a_role_and_a_password_that_nodes_know() -> None:
    users = {name: user for name, user in _read("cluster/internal_users.yml").items() if name != "_meta"}
    mapping = _read("cluster/roles_mapping.yml")
    assert _service("web-1")["environment"]["OPENSEARCH_USER"] in users
    assert {name for role, mapped in mapping.items() if role != "_meta" for name in mapped["users"]} == set(users)
    for user in users.values():
        variable = re.fullmatch(r"\$\{envbc\.(\w+)\}", user["hash"])
        assert variable
        assert all(variable[1] in _service(node)["environment"] for node in NODES)


def test_the_archive_may_use_its_own_indices_alone() -> None:
    (granted,) = _read("cluster/roles.yml")["archive"]["index_permissions"]
    assert granted["index_patterns"] == ["news-archive", "news-archive-*", "haystack-engines"]


def test_the_load_balancer_knows_all_web_servers() -> None:
    conf = (ROOT / "cluster" / "load_balancer.conf").read_text()
    assert re.findall(r"server (web-\d):8000", conf) == [name for name in ARCHIVES if name.startswith("web")]


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_certificates_are_of_one_authority_and_kept(tmp_path: Path) -> None:
    make = [str(ROOT / "bin" / "search_certificates"), str(tmp_path)]
    _run(*make, "node-1")
    certificate = tmp_path / "node-1" / "node.pem"
    before = certificate.read_bytes()
    _run(*make, "node-1", "node-2")
    assert certificate.read_bytes() == before
    for node in ("node-1", "node-2"):
        file = str(tmp_path / node / "node.pem")
        checks = ("-verify_hostname", node, "-purpose", "sslserver")
        _run("openssl", "verify", "-CAfile", str(tmp_path / "ca.pem"), *checks, file)
        assert f"CN = {node}" in _run("openssl", "x509", "-noout", "-subject", "-in", file)
    keys = list(tmp_path.rglob("*-key.pem"))
    assert len(keys) == 4
    assert {key.stat().st_mode & 0o777 for key in keys} == {0o600}


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
