"""Adds the audit trail, which the database itself keeps from being changed."""

from django.db import migrations, models

_STAYS = "the audit trail is never changed"
_SQLITE = [
    f"CREATE TRIGGER audit_stays_{what.lower()} BEFORE {what} ON articles_auditentry "
    f"BEGIN SELECT RAISE(ABORT, '{_STAYS}'); END"
    for what in ("UPDATE", "DELETE")
]
# A row that replaces another fires no trigger of deletion.
_SQLITE.append(
    "CREATE TRIGGER audit_stays_replaced BEFORE INSERT ON articles_auditentry "
    "WHEN EXISTS (SELECT 1 FROM articles_auditentry WHERE id = NEW.id) "
    f"BEGIN SELECT RAISE(ABORT, '{_STAYS}'); END"
)
_POSTGRES = [
    "CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_STAYS}'; END $$",
    "CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON articles_auditentry "
    "FOR EACH ROW EXECUTE FUNCTION audit_stays()",
]
_BACK = {
    "sqlite": [f"DROP TRIGGER IF EXISTS audit_stays_{what}" for what in ("update", "delete", "replaced")],
    "postgresql": ["DROP TRIGGER IF EXISTS audit_stays ON articles_auditentry", "DROP FUNCTION IF EXISTS audit_stays()"],
}


def guard(apps, editor):
    """Have the database refuse to change or delete an entry, whoever asks."""
    for statement in {"sqlite": _SQLITE, "postgresql": _POSTGRES}.get(editor.connection.vendor, []):
        editor.execute(statement)


def unguard(apps, editor):
    for statement in _BACK.get(editor.connection.vendor, []):
        editor.execute(statement)


def let_administrators_see(apps, editor):
    """Give the group of administrators that there is already the permission; a new group gets it with all others."""
    group = apps.get_model("auth", "Group").objects.filter(name="Administrators").first()
    if group is None:
        return
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="articles", model="auditentry"
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename="view_auditentry", defaults={"name": "Can view audit entry"}
    )
    group.permissions.add(permission)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0044_desk'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='time')),
                ('actor_id', models.BigIntegerField(null=True)),
                ('actor_name', models.CharField(blank=True, max_length=150, verbose_name='user')),
                ('address', models.CharField(blank=True, max_length=45, verbose_name='network address')),
                ('act', models.CharField(max_length=20, verbose_name='act')),
                ('variant', models.CharField(blank=True, max_length=20)),
                ('subject_kind', models.CharField(blank=True, max_length=30)),
                ('subject_id', models.BigIntegerField(null=True)),
                ('subject_name', models.CharField(blank=True, max_length=300, verbose_name='concerning')),
                ('detail', models.TextField(blank=True, verbose_name='details')),
                ('revision_id', models.BigIntegerField(null=True)),
            ],
            options={
                'verbose_name': 'audit entry',
                'verbose_name_plural': 'audit trail',
                'ordering': ['-id'],
                'default_permissions': ('view',),
                'indexes': [
                    models.Index(fields=['actor_name', '-id'], name='audit_actor'),
                    models.Index(fields=['act', '-id'], name='audit_act'),
                    models.Index(fields=['subject_kind', 'subject_id'], name='audit_subject'),
                ],
            },
        ),
        migrations.RunPython(guard, unguard),
        migrations.RunPython(let_administrators_see, migrations.RunPython.noop),
    ]
