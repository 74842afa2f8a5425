"""Referrals on top of a seed: one unit's working day, and what all the others were ever asked."""

from datetime import datetime

from django.db import connection

from tests.factories.referrals import EntranceFactory, ReferralFactory
from udsatte.accounts.models import Unit, User

#: What the coordinator's unit has to decide.
QUEUE = 12
OPEN = "Bænkens henvendelse"

#: To any unit from another one, over ten years; nearly all are dealt with. Every fortieth is of the coordinator's unit.
_STORED = """
WITH units AS (SELECT array_agg(id ORDER BY id) AS ids, count(*)::int AS many FROM accounts_unit),
made AS (
  INSERT INTO referrals_referral (id, unit_id, told_unit_id, to_unit_id, from_unit_id, door, kind, is_acute, sender,
    sender_name, sender_phone, basis, given_name, family_name, sex, is_protected, residence, headline, happened, wish,
    whereabouts, written_at, written_by_id, received_at, first_word_at, sent_at, sent_by_id, seen_at, seen_by_id,
    handled_at, version)
  SELECT gen_random_uuid(), f.id, t.id, t.id, f.id, 'signed_in', 'ordinary', n %% 50 = 0, 'unit', '', '', 'dbl_6',
         'Henvist ' || n, 'Bænksen', 'unknown', false, '', 'Sover i opgange, åbent sår', %(happened)s, '', '', s.at,
         %(by)s, s.at, s.at, s.at, %(by)s, s.at + interval '1 hour', %(by)s, s.at + interval '1 day', 1
    FROM generate_series(1, %(count)s) n, units u,
         LATERAL (SELECT CASE WHEN n %% 40 = 0 THEN %(unit)s::uuid ELSE u.ids[1 + n %% u.many] END AS id) t,
         LATERAL (SELECT CASE WHEN n %% 40 = 1 THEN %(unit)s::uuid ELSE u.ids[1 + (n * 7 + 3) %% u.many] END AS id) f,
         LATERAL (SELECT %(at)s - n * interval '13 minutes' - interval '30 days' AS at) s
   WHERE t.id <> f.id
  RETURNING id, to_unit_id, from_unit_id, handled_at)
INSERT INTO referrals_handling (referral_id, unit_id, told_unit_id, status, status_at, status_by_id, reason, decline,
                                barriers, taken_up_at, meanwhile_name, version)
SELECT id, to_unit_id, from_unit_id, 'accepted', handled_at, %(by)s, '', '', '{}', handled_at, '', 2 FROM made
"""


def add_referrals(at: datetime, *, unit: Unit, by: User, count: int) -> None:
    """So many that are dealt with, stored without their triggers, and a queue of the unit through them."""
    tables = ("referrals_referral", "referrals_handling")
    with connection.cursor() as cursor:
        connection.check_constraints()  # nothing of these tables may wait for the end
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        words = "Har sovet her 11 nætter siden juni og ellers i opgange. Vil ikke på skadestuen alene."
        cursor.execute(_STORED, {"unit": unit.pk, "by": by.pk, "at": at, "count": count, "happened": words})
        connection.check_constraints()
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    EntranceFactory(unit=unit)
    for number in range(QUEUE):
        ReferralFactory(
            to_unit=unit,
            written_by=by,
            given_name="Bente" if number else "Bænkens",
            family_name=f"Testventer {number}",
            headline=OPEN if number == 0 else "Sover i opgange, åbent sår",
            is_acute=number == 3,
        )
