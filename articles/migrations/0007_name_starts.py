"""Keeps the words at which somebody may begin to type a name."""

import re
import unicodedata

import django.db.models.deletion
from django.db import migrations, models

_AT_ONCE = 2000

# Syllables and their folding as they were at this migration (articles.text.beginnings).
_SYLLABLE = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_I_OR_Y = re.compile("(?P<onset>[hklmst]|qu)[yỳýỷỹỵ]")
_KEY_LENGTH = 60
_MOST_STARTS = 16


def starts(name):
    """Return the name from each of its words on, folded."""
    folded = [fold(syllable) for syllable in _SYLLABLE.findall(name)[:_MOST_STARTS]]
    return [" ".join(folded[i:])[:_KEY_LENGTH] for i in range(len(folded))]


def fold(syllable):
    """Return a syllable in lower case without marks, with "i" for "y" where both are in print."""
    form = unicodedata.normalize("NFC", syllable).lower()
    if match := _I_OR_Y.fullmatch(form):
        form = match["onset"] + "i"
    return "".join(c for c in unicodedata.normalize("NFD", form) if not unicodedata.combining(c)).replace("đ", "d")


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
