from pathlib import Path

from django.db import migrations, models
from django.db.models import Q

from udsatte.access.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


def _before() -> str:
    """The function as it was: in 0016_intake.sql it stands before another."""
    text = (SQL / "0016_intake.sql").read_text(encoding="utf-8")
    return text[text.index("CREATE FUNCTION intake_waiting(") : text.index("-- Says what becomes of one")]


_PAGES = "DROP FUNCTION intake_forget(timestamptz), intake_waiting(uuid, uuid, int);\n" + _before()


class Migration(migrations.Migration):
    """What waits, a page at a time; and what was filed long ago is deleted."""

    dependencies = [("cases", "0026_note_talk")]

    operations = [
        migrations.AddIndex(
            model_name="intake",
            index=models.Index(condition=Q(("state", "filed")), fields=["settled_at"], name="intake_filed_oldest"),
        ),
        run_file(SQL, "0027_intake_pages.sql", _PAGES),
    ]
