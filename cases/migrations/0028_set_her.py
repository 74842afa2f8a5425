from pathlib import Path

from django.db import migrations

from udsatte.access.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


def _before() -> str:
    """The one before: in 0017_set_her.sql it stands among others."""
    text = (SQL / "0017_set_her.sql").read_text(encoding="utf-8")
    begin = text.index("CREATE FUNCTION seen_here(")
    end = text.index("END $$;", begin) + len("END $$;")
    return text[begin:end].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)


class Migration(migrations.Migration):
    """A partner who tells that somebody is here learns nothing from how long the answer takes."""

    dependencies = [("cases", "0027_intake_pages")]

    operations = [run_file(SQL, "0028_set_her.sql", _before())]
