"""How processes for documents start."""

import sys
from multiprocessing.connection import Connection

from articles.importing.annotating.process_start import CONTEXT


def _send_what_is_imported(sender: Connection) -> None:
    sender.send("articles.importing.readers.office_files.docx" in sys.modules)


def test_a_process_begins_with_the_code_that_reads_documents() -> None:
    receiver, sender = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=_send_what_is_imported, args=(sender,))
    process.start()
    assert receiver.recv()
    process.join()
