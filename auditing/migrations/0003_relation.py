from pathlib import Path

from django.db import migrations

from udsatte.access.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


def _before() -> str:
    """The one function as it was, out of its file."""
    rules = (SQL / "0001_rules.sql").read_text(encoding="utf-8")
    begin = rules.index("CREATE FUNCTION audit_relation")
    return "CREATE OR REPLACE" + rules[begin + len("CREATE") : rules.index("$$;", begin) + 3]


class Migration(migrations.Migration):
    """Who stands in for a colleague has work with the colleague's citizens."""

    dependencies = [("auditing", "0002_review"), ("accounts", "0010_leaves")]

    operations = [run_file(SQL, "0003_relation.sql", _before())]
