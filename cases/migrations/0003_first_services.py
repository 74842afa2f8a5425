from django.db import migrations

SERVICES = [
    # The seven of (003), counted by their codes in the reports.
    ("motivational_outreach", "Opsøgende motivationsarbejde", True),
    ("outreach_casework", "Fremskudt sagsbehandling", True),
    ("enrolled_contact", "Kontakt med indskreven", True),
    ("outreach_treatment", "Fremskudt behandling", True),
    ("payment_commitment", "Betalingstilsagn", True),
    ("treatment_trial", "Behandlingspraktik", True),
    ("crisis_centre", "Akut krisecenter", True),
    ("care", "Omsorg og skadesreduktion", False),
    ("naloxone", "Naloxon udleveret", False),
    ("overdose", "Overdosis: hjælp eller samtale", False),
]


def add(apps, schema_editor):
    Service = apps.get_model("cases", "Service")
    Service.objects.bulk_create(
        Service(code=code, name=name, is_fixed=fixed, position=position)
        for position, (code, name, fixed) in enumerate(SERVICES, start=1)
    )


def remove(apps, schema_editor):
    apps.get_model("cases", "Service").objects.filter(code__in=[code for code, _, _ in SERVICES]).delete()


class Migration(migrations.Migration):
    """The services that every unit begins with."""

    dependencies = [("cases", "0002_rules")]

    operations = [migrations.RunPython(add, remove)]
