"""Finds what texts report as said, and who says it."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand

from articles.nlp.annotation import annotate
from articles.nlp.quotations.found import FoundQuotation


class Command(BaseCommand):
    help = 'Reads JSON lines {"id","text"} from standard input; writes {"id","quotes"} to standard output.'

    def handle(self, *args: Any, **options: Any) -> None:
        for line in sys.stdin:
            row = json.loads(line)
            quotes = [_as_json(quotation, row["text"]) for quotation in annotate(row["text"]).quotations]
            self.stdout.write(json.dumps({"id": row["id"], "quotes": quotes}, ensure_ascii=False))


def _as_json(quotation: FoundQuotation, text: str) -> dict[str, object]:
    return {
        "start": quotation.start,
        "end": quotation.end,
        "kind": quotation.kind,
        "speaker_start": quotation.speaker.start,
        "speaker_end": quotation.speaker.end,
        "speaker_name": quotation.speaker.name,
        "cue": text[quotation.cue_start : quotation.cue_end],
    }
