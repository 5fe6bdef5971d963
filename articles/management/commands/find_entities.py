"""Finds the people, places and organisations in texts."""

import json
import sys
from dataclasses import asdict
from typing import Any, Final

from django.core.management.base import BaseCommand

from articles.nlp.annotation import annotate

_FIELDS: Final = ("start", "end", "kind", "text", "name")


class Command(BaseCommand):
    help = 'Reads JSON lines {"id","text"} from standard input; writes {"id","entities"} to standard output.'

    def handle(self, *args: Any, **options: Any) -> None:
        for line in sys.stdin:
            row = json.loads(line)
            mentions = [asdict(mention) for mention in annotate(row["text"]).mentions]
            entities = [{name: mention[name] for name in _FIELDS} for mention in mentions]
            self.stdout.write(json.dumps({"id": row["id"], "entities": entities}, ensure_ascii=False))
