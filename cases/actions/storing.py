"""Putting a new row in, checked once: its fields here, its constraints by the database alone."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Model

_CHECK_VIOLATION = "23514"


def store(row: Model, *, exclude: Collection[str]) -> None:
    """Insert the row. Raises ValidationError for a wrong field, and for a constraint that the database finds broken.

    exclude: foreign keys, which the database holds too. `full_clean` asks it for each constraint in advance: 33
    statements for one contact. Inside an action, which takes everything back.
    """
    row.full_clean(exclude=exclude, validate_unique=False, validate_constraints=False)
    try:
        row.save(force_insert=True)
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        if diagnosis is None or diagnosis.sqlstate != _CHECK_VIOLATION:
            raise
        broken = next((c for c in row._meta.constraints if c.name == diagnosis.constraint_name), None)
        if broken is None:
            raise
        raise ValidationError(broken.get_violation_error_message()) from error
