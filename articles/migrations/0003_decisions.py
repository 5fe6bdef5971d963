"""Keeps apart what the recogniser read and what editors decide, and adds to entities what lists of them need."""

import unicodedata

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Count, F, Q

_KINDS = ["person", "place", "organization"]
_KIND_CHOICES = [("person", "person"), ("place", "place"), ("organization", "organisation")]
_DECISIONS = {
    "merge": "merged",
    "split": "split",
    "rename": "renamed",
    "retype": "kind changed",
    "hide": "hidden",
    "alias": "name added",
    "distinct": "not the same",
}
_AT_ONCE = 2000

# The order of the Vietnamese alphabet as it was at this migration (articles.text.alphabet).
_TONES = {mark: str(rank) for rank, mark in enumerate("\u0300\u0309\u0303\u0301\u0323", start=1)}
_LETTER_MARKS = "\u0306\u0302\u031b"
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANKS = {letter: f"{rank:02}" for rank, letter in enumerate(f" 0123456789{_LETTERS}", start=10)}
_SORTED = 40


def sort_key(name):
    """Return the ranks of a name's letters, then the tones on them."""
    letters = letters_of(name)[:_SORTED]
    return "".join(_RANKS.get(letter, "99") for letter, _ in letters) + "00" + "".join(tone for _, tone in letters)


def initial(name):
    """Return the capital that a name is listed under, "#" for none."""
    letter = next((letter for letter, _ in letters_of(name)), "")
    return letter.upper() if letter and letter in _LETTERS else "#"


def letters_of(name):
    """Return each letter or digit of a name with its tone, "0" for none."""
    found = []
    for sign in unicodedata.normalize("NFD", name.lower()):
        if sign in _TONES and found:
            found[-1] = found[-1][0], _TONES[sign]
        elif sign in _LETTER_MARKS and found:
            found[-1] = unicodedata.normalize("NFC", found[-1][0] + sign), found[-1][1]
        elif unicodedata.combining(sign):
            continue
        elif sign.isalnum():
            found.append((sign, "0"))
        elif found and found[-1][0] != " ":
            found.append((" ", "0"))
    return found[:-1] if found and found[-1][0] == " " else found


def fill(apps, schema_editor):
    """Take all names as the recogniser gave them, and count their articles."""
    Entity, Mention = apps.get_model("articles", "Entity"), apps.get_model("articles", "Mention")
    Mention.objects.update(recognised=F("entity"))
    Entity.objects.update(found_kind=F("kind"))
    visible = Mention.objects.filter(article__withdrawn=False).order_by()
    counts = dict(visible.values_list("entity").annotate(n=Count("article", distinct=True)))
    entities = []
    for entity in Entity.objects.only("name").iterator():
        entity.sort_key, entity.letter = sort_key(entity.name), initial(entity.name)
        entity.article_count = counts.get(entity.pk, 0)
        entities.append(entity)
    Entity.objects.bulk_update(entities, ["sort_key", "letter", "article_count"], batch_size=_AT_ONCE)
    if schema_editor.connection.vendor == "postgresql":
        # The table cannot be altered while the new references are still to be checked.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_stories"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.AddField("entity", "found_kind", models.CharField(default="", max_length=12), False),
        migrations.AddField("entity", "sort_key", models.CharField(default="", max_length=122), False),
        migrations.AddField("entity", "letter", models.CharField(default="", max_length=1), False),
        migrations.AddField(
            "entity", "hidden", models.BooleanField(default=False, editable=False, verbose_name="hidden")
        ),
        migrations.AddField(
            "entity",
            "article_count",
            models.PositiveIntegerField(default=0, editable=False, verbose_name="articles"),
        ),
        migrations.AddField(
            "entity",
            "merged_into",
            models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="names",
                to="articles.entity",
                verbose_name="name of",
            ),
        ),
        migrations.AddField(
            "mention",
            "recognised",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="readings",
                to="articles.entity",
                verbose_name="recognised",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            "entity",
            "found_kind",
            models.CharField(choices=_KIND_CHOICES, editable=False, max_length=12, verbose_name="recognised as"),
        ),
        migrations.AlterField("entity", "sort_key", models.CharField(editable=False, max_length=122)),
        migrations.AlterField("entity", "letter", models.CharField(editable=False, max_length=1)),
        migrations.AlterField(
            "mention",
            "recognised",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="readings",
                to="articles.entity",
                verbose_name="recognised",
            ),
        ),
        migrations.AlterField(
            "mention",
            "article",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="mentions",
                to="articles.article",
                verbose_name="article",
            ),
        ),
        migrations.AlterField(
            "mention",
            "entity",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="mentions",
                to="articles.entity",
                verbose_name="entity",
            ),
        ),
        migrations.AlterModelOptions(
            "entity", {"ordering": ["sort_key"], "verbose_name": "entity", "verbose_name_plural": "entities"}
        ),
        migrations.RemoveConstraint("entity", "entity_once"),
        migrations.AddConstraint(
            "entity", models.UniqueConstraint(fields=["found_kind", "name_key"], name="entity_found_once")
        ),
        migrations.AddConstraint(
            "entity", models.CheckConstraint(condition=Q(found_kind__in=_KINDS), name="entity_found_kind")
        ),
        migrations.AddConstraint(
            "entity", models.CheckConstraint(condition=~Q(merged_into=F("id")), name="entity_not_its_own_name")
        ),
        migrations.AddIndex("entity", models.Index(fields=["kind", "letter", "sort_key"], name="entity_by_letter")),
        migrations.AddIndex(
            "entity", models.Index(fields=["kind", "-article_count", "sort_key"], name="entity_most_named")
        ),
        migrations.AddIndex(
            "article", models.Index(fields=["id"], condition=Q(withdrawn=True), name="article_withdrawn")
        ),
        migrations.CreateModel(
            "Decision",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=list(_DECISIONS.items()), max_length=8, verbose_name="decision")),
                ("text", models.CharField(blank=True, max_length=200, verbose_name="text")),
                ("before", models.CharField(blank=True, max_length=200, verbose_name="before")),
                (
                    "articles",
                    models.JSONField(
                        blank=True, default=list, help_text="a list of numbers", verbose_name="articles"
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="made")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="undone")),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="articles.entity",
                        verbose_name="entity",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions_as_target",
                        to="articles.entity",
                        verbose_name="other",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="undone by",
                    ),
                ),
            ],
            {"verbose_name": "decision", "verbose_name_plural": "decisions", "ordering": ["-id"]},
        ),
        migrations.AddConstraint(
            "decision", models.CheckConstraint(condition=Q(kind__in=list(_DECISIONS)), name="decision_kind")
        ),
    ]
