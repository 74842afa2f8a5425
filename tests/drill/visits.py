"""kill -9 of worker, beat and Valkey while colleagues do not say that they are out: each is told of once, nobody not.

Beat is there twice, and in a hurry (tests/drill/settings.py): "again" comes one minute after the first word.
"""

import os
import subprocess
import sys
import time
from collections import Counter

from tests.drill.mail_sink import MailSink, Taken
from tests.drill.reminders import OWNER, kill, wait
from tests.drill.servers import Servers, require, say
from udsatte import supervisor
from udsatte.embedded.places import ROOT

VISITS, QUICK = 300, 60
#: Seconds after the last word in which nothing more may come.
WATCHED, WATCHED_QUICKLY = 90, 20
#: The hours that were said come one after the other within so many seconds.
SPREAD = 90
#: Every so many have said that they are out, and nobody is told of them.
OUT = 5
#: Who dies when so much of it is told.
KILLED = ((0.1, "worker"), (0.3, "beat"), (0.5, "valkey"), (0.7, "worker"), (0.9, "second beat"))

#: A unit with so many people inside, each watched by the next one, and with one coordinator.
MAKE = """
import sys, django
from datetime import timedelta
django.setup()
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from tests.factories import accounts, cases
count, spread, out = map(int, sys.argv[1:])
with transaction.atomic():
    unit = accounts.UnitFactory()
    chief = accounts.UserFactory(email="drill-chief@example.org")
    accounts.MembershipFactory(user=chief, unit=unit, role="coordinator")
    people = [accounts.UserFactory(email=f"drill{number}@example.org") for number in range(count)]
    for who in people:
        accounts.MembershipFactory(user=who, unit=unit)
    first = timezone.now() + timedelta(seconds=15) - timedelta(minutes=settings.VISIT_GRACE_MINUTES)
    for number, who in enumerate(people):
        due_at = first + timedelta(seconds=number * spread / count)
        ended = {} if (number + 1) % out else {"out_at": first, "out_by": who}
        cases.VisitFactory(
            unit=unit, by=who, at=first - timedelta(hours=1), due_at=due_at, watcher=people[number - 1], **ended
        )
"""


def main(*, quick: bool = False) -> None:
    """Run it. Raises DrillFailed."""
    count, watched = (QUICK, WATCHED_QUICKLY) if quick else (VISITS, WATCHED)
    inside = count - count // OUT
    with MailSink(delay=0.01) as sink, Servers() as servers:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "tests.drill.settings", "EMAIL_URL": sink.url}
        made = [sys.executable, "-c", MAKE, str(count), str(SPREAD), str(OUT)]
        subprocess.run(made, cwd=ROOT, env=os.environ | OWNER, check=True)
        servers.start("worker", "beat")
        _second_beat(servers)
        killed = []
        for share, victim in KILLED:
            wait(lambda share=share: len(_told(servers, "safety")) >= inside * share)  # type: ignore[misc]
            killed.append(f"{victim} after {len(_told(servers, 'safety'))} told and {len(sink.taken)} sent")
            if victim == "second beat":
                servers.kill(victim)
                _second_beat(servers)
            else:
                kill(servers, victim)
        say(f"killed: {'; '.join(killed)}")
        wait(lambda: len(_told(servers, "safety_again")) >= inside and len(_ours(sink)) >= 2 * inside)
        time.sleep(watched)
        handed = {one.message_id: one.recipient for one in _ours(sink)}
        found = Counter(handed.values())
        say(
            f"{count} visits, {inside} of them with nobody out; {len(_ours(sink))} e-mails handed over,"
            f" {len(_ours(sink)) - len(handed)} again under the same Message-ID; watched {watched} s"
        )
        for kind in ("safety", "safety_again"):
            told = Counter(_told(servers, kind))
            require(len(told) == inside, f"of {inside - len(told)} visits nobody was told ({kind})")
            require(max(told.values()) == 1, f"of {sum(n > 1 for n in told.values())} visits more than once ({kind})")
        chief = found.pop("drill-chief@example.org", 0)
        require(chief == inside, f"the coordinator finds {chief} e-mails for {inside} visits")
        require(len(found) == inside, f"{inside - len(found)} of those who watch find no e-mail")
        require(max(found.values()) == 1, f"{sum(n > 1 for n in found.values())} of those who watch find two")


def _ours(sink: MailSink) -> list[Taken]:
    """What the drill's people were sent: the demo's are told of their own."""
    return [one for one in sink.taken if one.recipient.startswith("drill")]


def _second_beat(servers: Servers) -> None:
    folder = servers.var / "again"
    (folder / "log").mkdir(parents=True, exist_ok=True)
    servers.processes["second beat"] = supervisor.start_beat(folder)


def _told(servers: Servers, kind: str) -> list[str]:
    """Of which of the drill's visits somebody was told, as often as it was."""
    ours = "SELECT v.id FROM cases_visit v JOIN accounts_user u ON u.id = v.by_id WHERE u.email LIKE 'drill%%'"
    statement = f"SELECT about_id FROM cases_notice WHERE kind = %s AND about_id IN ({ours})"
    with servers.as_owner() as owner:
        return [str(row[0]) for row in owner.execute(statement.encode(), [kind]).fetchall()]
