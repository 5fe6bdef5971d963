"""The command that offers the archive to assistants by the Model Context Protocol."""

from argparse import ArgumentParser
from typing import Any, Final

from django.core.management.base import BaseCommand

from articles.api.agent_server import agent_server, serve_http

_HOST: Final = "127.0.0.1"


class Command(BaseCommand):
    help = "Offers the archive to assistants as tools (Model Context Protocol), by stdin and stdout or by HTTP at /mcp."
    # Nothing but the protocol may stand on stdout.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, help="serve by streamable HTTP at this port, at /mcp")
        parser.add_argument("--host", default=_HOST, help="the address to serve at, with --port (default: %(default)s)")
        parser.add_argument("--site", default="", help="the address of the archive, for links: https://kho.toasoan.vn")

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until the client closes stdin, or until a signal."""
        if options["port"]:
            serve_http(options["host"], options["port"], options["site"])
        else:
            agent_server(options["site"]).run("stdio")
