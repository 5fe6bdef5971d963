"""How processes for documents start: each is forked from a server process that has the code and nothing open.

A fork of this process would share its database connections and locks; a process that starts from nothing imports for
most of a second before it reads its first document. The server takes some 70 MB and ends with this process.
"""

import multiprocessing
from multiprocessing.context import ForkServerContext
from typing import Final

CONTEXT: Final[ForkServerContext] = multiprocessing.get_context("forkserver")
# What is imported here is imported once, and its memory is shared by all processes.
CONTEXT.set_forkserver_preload([f"articles.importing.annotating.{name}" for name in ("opening_process", "pipeline")])
