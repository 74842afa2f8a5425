"""kill -9 of worker, beat and Valkey while senders of referrals are told that somebody has looked at what they sent.

Every other one has no sign-in and an address that is sealed; half of each are acute and told at once, the rest by the
morning's digest. Everybody finds one e-mail, nobody two.
"""

from tests.drill.reminders import killed_while_telling

MAKE = """
import sys, django
django.setup()
from datetime import timedelta
from django.db import transaction
from django.utils import timezone
from referrals.choices import TellWay
from referrals.models import Referral
from tests.factories import accounts, referrals
from udsatte.accounts.choices import Role
from udsatte.web.sealing import seal_address
with transaction.atomic():
    unit, asks, reader = accounts.UnitFactory(), accounts.UnitFactory(), accounts.UserFactory()
    yesterday = timezone.now() - timedelta(days=1)
    for number in range(int(sys.argv[1])):
        email, acute = f"drill{number}@example.org", number % 4 < 2
        if number % 2:
            one = referrals.ReferralFactory(to_unit=unit, public=True, tell_way=TellWay.CODE_EMAIL, is_acute=acute)
            referrals.ReceiptFactory(referral=one, digest=number.to_bytes(32), email=seal_address(email))
        else:
            who = accounts.UserFactory(email=email)
            accounts.MembershipFactory(user=who, unit=asks, role=Role.REFERRER)
            one = referrals.ReferralFactory(
                from_unit=asks, to_unit=unit, written_by=who, tell_way=TellWay.EMAIL, is_acute=acute
            )
        Referral.objects.filter(pk=one.pk).update(seen_at=yesterday, seen_by=reader)
"""


def main(*, quick: bool = False) -> None:
    """Run it. Raises DrillFailed."""
    killed_while_telling(MAKE, quick=quick)
