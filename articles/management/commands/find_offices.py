"""Finds what each person in texts is said to be."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand

from articles.nlp.annotation import annotate
from articles.text.normal import nfc


class Command(BaseCommand):
    help = 'Reads JSON lines {"id","text"} from standard input; writes {"id","offices"} to standard output.'

    def handle(self, *args: Any, **options: Any) -> None:
        for line in sys.stdin:
            row = json.loads(line)
            annotation = annotate(row["text"])
            as_written = {nfc(mention.text): mention.text for mention in annotation.mentions}
            offices = [
                {
                    "person": as_written.get(one.person, one.person),
                    "office": one.text,
                    "start": one.start,
                    "end": one.end,
                }
                for one in annotation.offices
            ]
            self.stdout.write(json.dumps({"id": row["id"], "offices": offices}, ensure_ascii=False))
