from django.db import migrations

CRITERIA = [
    # The Udsatteenhed's four (002). Not all need to hold: a professional judges.
    ("homelessness", "Hjemløshed", "gade, herberg, natcafé, sofa"),
    ("multiple_needs", "Flere behov på samme tid", "socialt, stoffer, psykisk eller krop"),
    ("cannot_hold_on", "Kan ikke holde fast i det ordinære system", ""),
    ("admissions", "Mange indlæggelser, eller behov for dem", "psykiatriske eller somatiske"),
]


def add(apps, schema_editor):
    Criterion = apps.get_model("referrals", "Criterion")
    Criterion.objects.bulk_create(
        Criterion(code=code, name=name, hint=hint, position=position)
        for position, (code, name, hint) in enumerate(CRITERIA, start=1)
    )


def remove(apps, schema_editor):
    apps.get_model("referrals", "Criterion").objects.filter(unit=None, code__in=[c for c, _, _ in CRITERIA]).delete()


class Migration(migrations.Migration):
    """The questions of every unit that has none of its own."""

    dependencies = [("referrals", "0002_rules")]

    operations = [migrations.RunPython(add, remove)]
