#!/usr/bin/env python3
"""Django's command line for the archive."""

import os
import select
import signal
import sys


def main() -> None:
    """Run the given command with the settings of the archive; end quietly where nobody reads its output (`| head`).

    A disk, database or index that fails is told in one line; with `--traceback`, from where.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
        sys.stdout.flush()
    except BrokenPipeError:
        if not _output_is_closed():
            raise
        # Python writes what is left once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(128 + signal.SIGPIPE)
    except Exception as error:
        from articles.management.system_failures import failure_message

        if "--traceback" in sys.argv or not (message := failure_message(error)):
            raise
        sys.exit(f"CommandError: {message}")


def _output_is_closed() -> bool:
    """Tell whether whoever reads the output has gone: any other pipe that breaks is a fault."""
    output = select.poll()
    output.register(sys.stdout.fileno(), 0)
    return any(event & select.POLLERR for _, event in output.poll(0))


if __name__ == "__main__":
    main()
