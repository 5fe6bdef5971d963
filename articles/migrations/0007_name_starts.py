"""Keeps where names may be begun at while typing."""

import django.db.models.deletion
from django.db import migrations, models

from articles.text.beginnings import starts

_AT_ONCE = 2000


def fill(apps, schema_editor):
    """Write the starts of all names."""
    Entity, EntityAlias = apps.get_model("articles", "Entity"), apps.get_model("articles", "EntityAlias")
    NameStart = apps.get_model("articles", "NameStart")
    names = set(Entity.objects.values_list("pk", "name")) | set(EntityAlias.objects.values_list("entity", "text"))
    rows = sorted({(key.encode(), entity) for entity, name in names for key in starts(name)})
    for i in range(0, len(rows), _AT_ONCE):
        NameStart.objects.bulk_create(NameStart(key=key, entity_id=pk) for key, pk in rows[i : i + _AT_ONCE])


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_entity_lists")]

    operations = [
        migrations.CreateModel(
            "NameStart",
            [
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "key", "entity_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.BinaryField()),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="articles.entity"
                    ),
                ),
            ],
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
