"""Drops an index that others begin with, and joins the numbers of a facet in the addresses of saved searches."""

import django.db.models.deletion
from django.db import migrations, models

_NUMBERS = ("about", "person", "place", "org", "year")


def joined(address):
    """Return an address with the numbers of a facet in one parameter: "place=2&place=-7" -> "place=2.-7"."""
    pieces = {}
    for piece in address.split("&"):
        name, _, value = piece.partition("=")
        pieces.setdefault(name if name in _NUMBERS else piece, (name, []))[1].append(value)
    return "&".join(f"{name}={'.'.join(values)}" for name, values in pieces.values())


def join_numbers(apps, _editor):
    """Rewrite the addresses that have a facet twice. One that its owner saved in that form too stays as it is."""
    saved = apps.get_model("articles", "SavedSearch").objects
    for pk, owner, address in list(saved.values_list("pk", "owner", "address")):
        new = joined(address) if "&" in address else address
        if new != address and not saved.filter(owner=owner, address=new).exists():
            saved.filter(pk=pk).update(address=new)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0047_editor_scopes'),
    ]

    operations = [
        migrations.RunPython(join_numbers, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name='searchmatch',
            name='search',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='matches', to='articles.savedsearch'),
        ),
    ]
