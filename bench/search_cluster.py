"""A cluster of OpenSearch nodes on this machine, each a process of its own, for tests and benchmarks.

    python -m bench.search_cluster [--nodes 3] [--light] [--folder FOLDER] [--ready FILE]

Prints the addresses of the nodes when the cluster is green, and stops all nodes at Ctrl-C or SIGTERM. Needs Linux,
Java and, the first time, Maven. Nobody but this machine can reach the nodes, and they ask for no password.

    with SearchCluster() as cluster:
        cluster.urls        # ["http://127.0.0.1:40001", ...]
        cluster.kill(1)     # SIGKILL
        cluster.start(1)    # the same node with the same data
        cluster.hang(1)     # it takes requests and says nothing, until cluster.go_on(1)
        cluster.wait()      # until all nodes are there and the cluster is green
"""

import argparse
import json
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Self
from urllib.request import urlopen

from bench.opensearch.libraries import Unavailable, libraries, program

_MAIN = "org.codelibs.opensearch.runner.OpenSearchRunner"
# With the Debian package of each.
_PROGRAMS = {"setpriv": "util-linux", "nice": "coreutils", "java": "default-jre-headless"}
_HEAP_MB = 512
# Starts fast and takes little of what other processes need; searches are slower.
_LIGHT = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
_LIGHT_NICENESS = "5"
_PATIENCE = 300.0
_STOP_SECONDS = 15.0


@dataclass(slots=True)
class _Node:
    """A node: its ports, its folder, and its process while it runs."""

    name: str
    http_port: int
    transport_port: int
    folder: Path
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.http_port}"

    @property
    def log(self) -> Path:
        return self.folder / "output.log"


@dataclass(frozen=True, slots=True)
class RunningCluster:
    """A cluster that another process has started and will stop."""

    urls: list[str]


@dataclass(slots=True)
class SearchCluster:
    """Nodes on ports of the loopback interface that are free when the cluster starts.

    A node is killed by the kernel when the thread that started it ends, however that happens, so none is left behind.
    With a folder, data stays there for the next cluster of as many nodes; without, it is removed at the end.
    """

    size: int = 3
    light: bool = False
    folder: Path | None = None
    _nodes: list[_Node] = field(init=False, default_factory=list)
    _stack: ExitStack = field(init=False, default_factory=ExitStack)

    def __enter__(self) -> Self:
        """Start all nodes and wait for green; raises Unavailable where this machine cannot run them."""
        check_machine()
        with ExitStack() as stack:
            folder = self.folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="search-cluster-")))
            ports = _free_ports(2 * self.size)
            self._nodes = [
                _Node(f"node-{i + 1}", ports[2 * i], ports[2 * i + 1], folder / f"node-{i + 1}")
                for i in range(self.size)
            ]
            stack.callback(self._stop)
            for i in range(self.size):
                self.start(i)
            self.wait()
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop all nodes."""
        self._stack.close()

    @property
    def urls(self) -> list[str]:
        """Addresses of all nodes, also of those that are killed."""
        return [node.url for node in self._nodes]

    def start(self, i: int) -> None:
        """Start a node, without waiting until it has joined."""
        node = self._nodes[i]
        _configure(node, self._nodes)
        with node.log.open("ab") as log:
            node.process = subprocess.Popen(  # noqa: S603
                self._command(node), stdin=subprocess.DEVNULL, stdout=log, stderr=log, process_group=0
            )

    def kill(self, i: int) -> None:
        """Kill a node by SIGKILL."""
        if process := self._nodes[i].process:
            process.kill()
            process.wait()
        self._nodes[i].process = None

    def hang(self, i: int) -> None:
        """Stop a node by SIGSTOP, as a machine that hangs: it still accepts connections, and says nothing."""
        self._signal(i, signal.SIGSTOP)

    def go_on(self, i: int) -> None:
        """Let a node that hangs go on."""
        self._signal(i, signal.SIGCONT)

    def wait(self, status: str = "green", patience: float = _PATIENCE) -> float:
        """Wait until all started nodes have joined and the cluster has a status; return the seconds that it took.

        Raises TimeoutError with the end of a log if it does not get there in time, or if a node ends by itself.
        """
        started = monotonic()
        running = [node for node in self._nodes if node.process]
        while not all(_sees(node, status, len(running)) for node in running):
            ended = [node for node in running if node.process and node.process.poll() is not None]
            if ended or monotonic() - started > patience:
                log = (ended or running)[0].log.read_text("utf-8", "replace")
                raise TimeoutError(f"The cluster is not {status}: {self.health() or 'no answer'}\n{log[-2000:]}")
            sleep(0.2)
        return monotonic() - started

    def health(self) -> dict[str, Any]:
        """Return what a node that runs says of the cluster; empty if none answers."""
        for node in self._nodes:
            if node.process and (said := _health(node)):
                return said
        return {}

    def _signal(self, i: int, number: signal.Signals) -> None:
        if process := self._nodes[i].process:
            process.send_signal(number)

    def _command(self, node: _Node) -> list[str]:
        tied = ["setpriv", "--pdeathsig", "KILL"]
        nice = ["nice", "-n", _LIGHT_NICENESS] if self.light else []
        java = ["java", f"-Xms{_HEAP_MB}m", f"-Xmx{_HEAP_MB}m"]
        memory = [f"-XX:MaxDirectMemorySize={_HEAP_MB // 2}m", *(_LIGHT if self.light else ())]
        options = ["-basePath", str(node.folder), "-numOfNode", "1"]
        return [*tied, *nice, *java, *memory, "-cp", f"{libraries()}/*", _MAIN, *options]

    def _stop(self) -> None:
        for node in self._nodes:
            if node.process:
                node.process.terminate()
        until = monotonic() + _STOP_SECONDS
        for i, node in enumerate(self._nodes):
            try:
                if node.process:
                    node.process.wait(max(0, until - monotonic()))
            except subprocess.TimeoutExpired:
                self.kill(i)
            node.process = None


def check_machine() -> None:
    """Fetch what a cluster needs; raises Unavailable with the reason where this machine cannot run one."""
    for name, package in _PROGRAMS.items():
        program(name, package)
    libraries()


def _configure(node: _Node, nodes: list[_Node]) -> None:
    """Write the settings of a node. Those with `force.` stand above what the runner says by itself."""
    peers = [f"127.0.0.1:{each.transport_port}" for each in nodes]
    settings = {
        "force.cluster.name": "news-archive",
        "force.node.name": node.name,
        "force.http.port": node.http_port,
        "transport.port": node.transport_port,
        "network.host": "127.0.0.1",
        "discovery.seed_hosts": peers,
        "cluster.initial_cluster_manager_nodes": [each.name for each in nodes],
        "cluster.routing.allocation.disk.threshold_enabled": False,
        "indices.query.bool.max_clause_count": 16_384,
    }
    # The runner keeps the files of its first node in node_1. JSON is YAML too.
    config = node.folder / "node_1" / "config"
    config.mkdir(parents=True, exist_ok=True)
    (config / "opensearch.yml").write_text(json.dumps(settings), "utf-8")


def _free_ports(count: int) -> list[int]:
    """Return ports that are free now; all are held until the last is chosen, so that they differ."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in sockets]


def _sees(node: _Node, status: str, nodes: int) -> bool:
    """Tell whether a node itself sees so many nodes and the status; one that has just started sees nothing yet."""
    said = _health(node)
    return said.get("status") == status and said.get("number_of_nodes") == nodes


def _health(node: _Node) -> dict[str, Any]:
    """Return what a node knows of the cluster; empty if it does not answer."""
    try:
        with urlopen(f"{node.url}/_cluster/health?local=true", timeout=5) as answer:  # noqa: S310
            said: dict[str, Any] = json.load(answer)
    except (OSError, ValueError):
        return {}
    return said


def main() -> None:
    """Run a cluster until Ctrl-C or SIGTERM; exit with 2 and the reason where this machine cannot."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--nodes", type=int, default=3)
    parser.add_argument("--light", action="store_true", help="for tests: starts fast, gives way to other processes")
    parser.add_argument("--folder", type=Path, help="keep the data there for the next run")
    parser.add_argument("--ready", type=Path, help="a file that gets the addresses when the cluster is green")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    started = monotonic()
    try:
        with SearchCluster(options.nodes, options.light, options.folder) as cluster:
            print(f"green after {monotonic() - started:.0f} s", file=sys.stderr)
            print(",".join(cluster.urls), flush=True)
            if options.ready:
                _write_whole(options.ready, ",".join(cluster.urls))
            signal.pause()
    except KeyboardInterrupt:
        pass
    except Unavailable as error:
        print(error, file=sys.stderr)
        sys.exit(2)


def _write_whole(file: Path, text: str) -> None:
    """Write a file that nobody sees half written."""
    arriving = file.with_name(f"{file.name}.part")
    arriving.write_text(text, "utf-8")
    arriving.replace(file)


if __name__ == "__main__":
    main()
