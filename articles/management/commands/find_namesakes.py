"""Tells the bearers of a name apart."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand

from articles.entities.namesakes.grouping import same_person_groups
from articles.entities.namesakes.stored_contexts import stored_contexts
from articles.models import Article


class Command(BaseCommand):
    help = (
        'Reads JSON lines {"name","articles"} from standard input, with the ids that articles came with; writes '
        '{"name","clusters"} to standard output: the articles of each bearer of the name.'
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for line in sys.stdin:
            row = json.loads(line)
            rows = Article.objects.filter(record_id__in=row["articles"]).order_by("pk").values_list("pk", "record_id")
            ids = dict(rows)
            groups = same_person_groups(stored_contexts(row["name"], ids))
            clusters = [[ids[article] for article in group] for group in groups]
            self.stdout.write(json.dumps({"name": row["name"], "clusters": clusters}, ensure_ascii=False))
