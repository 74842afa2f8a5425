"""kill -9 of worker, beat and Valkey in the middle of a morning's reminders: everybody finds one e-mail, nobody two.

Beat is there twice, and in a hurry (tests/drill/settings.py), so that minutes do for hours.
"""

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable

from tests.drill.mail_sink import MailSink
from tests.drill.servers import Servers, require, say
from udsatte import supervisor
from udsatte.embedded.places import ROOT

PEOPLE, QUICK = 1_000, 100
#: Seconds after the last restart in which nothing more may come.
WATCHED, WATCHED_QUICKLY = 120, 30
PATIENCE = 300
#: Who dies when so much of it is posted, and then when so much of it is sent.
POSTED = 0.3
SENT = ((0.2, "worker"), (0.4, "beat"), (0.6, "valkey"), (0.8, "worker"))

#: A unit with one citizen and so many colleagues, each with a follow-up that is due.
MAKE = """
import sys, django
django.setup()
from django.db import transaction
from django.utils import timezone
from tests.factories import accounts, cases
with transaction.atomic():
    unit = accounts.UnitFactory()
    citizen = cases.CaseFactory(unit=unit).citizen
    for number in range(int(sys.argv[1])):
        who = accounts.UserFactory(email=f"drill{number}@example.org")
        accounts.MembershipFactory(user=who, unit=unit)
        cases.FollowUpFactory(citizen=citizen, unit=unit, owner=who, opened_by=who, due_on=timezone.localdate())
"""


def main(*, quick: bool = False) -> None:
    """Run it. Raises DrillFailed."""
    killed_while_telling(MAKE, quick=quick)


def killed_while_telling(make: str, *, quick: bool) -> None:
    """Everybody whom `make` makes, drill0@example.org and so on, is to find one e-mail. Raises DrillFailed."""
    people, watched = (QUICK, WATCHED_QUICKLY) if quick else (PEOPLE, WATCHED)
    with MailSink(delay=0.01) as sink, Servers() as servers:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "tests.drill.settings", "EMAIL_URL": sink.url}
        subprocess.run([sys.executable, "-c", make, str(people)], cwd=ROOT, env=os.environ | OWNER, check=True)
        servers.start("worker", "beat")
        (servers.var / "again").mkdir()
        (servers.var / "again" / "log").mkdir()
        servers.processes["second beat"] = supervisor.start_beat(servers.var / "again")
        wait(lambda: _count(servers, "true") >= people * POSTED)
        killed = [_kill(servers, "worker", sink)]
        for share, victim in SENT:
            wait(lambda share=share: len(sink.taken) >= people * share)  # type: ignore[misc]
            killed.append(_kill(servers, victim, sink))
        restarted = time.monotonic()
        say(f"killed: {'; '.join(killed)}")
        wait(lambda: _count(servers, "state = 'waiting'") == 0 and _count(servers, "true") >= people)
        last = sink.taken[-1].at - restarted
        time.sleep(max(0, restarted + watched - time.monotonic()))
        tries = _count(servers, "attempts > 1")
        handed = Counter(one.message_id for one in sink.taken)
        found = Counter({one.message_id: one.recipient for one in sink.taken}.values())
        ours = {f"drill{number}@example.org" for number in range(people)}
        again = len(sink.taken) - len(handed)
        say(
            f"{people} people; {len(sink.taken)} e-mails handed over, {again} again under the same Message-ID;"
            f" {tries} tried more than once; the last one {last:.0f} s after the last restart, watched {watched} s"
        )
        require(ours <= set(found), f"{len(ours - set(found))} people find no e-mail")
        require(max(found.values()) == 1, f"{sum(n > 1 for n in found.values())} people find more than one e-mail")
        require(again <= 2 * len(killed), "more was repeated than was on its way when killed")


OWNER = {"UDSATTE_ROLE": "owner"}


def _kill(servers: Servers, victim: str, sink: MailSink) -> str:
    said = f"{victim} after {_count(servers, 'true')} posted and {len(sink.taken)} sent"
    kill(servers, victim)
    return said


def kill(servers: Servers, victim: str) -> None:
    """kill -9, and up again a moment later."""
    servers.kill(victim)
    time.sleep(0.3)
    servers.start_again(victim)


def _count(servers: Servers, which: str) -> int:
    with servers.as_owner() as owner:
        row = owner.execute(f"SELECT count(*) FROM web_outboxmessage WHERE {which}".encode()).fetchone()
    assert row is not None
    return int(row[0])


def wait(come: Callable[[], bool]) -> None:
    """Until it has come. Raises DrillFailed when it does not."""
    deadline = time.monotonic() + PATIENCE
    while not come():
        require(time.monotonic() < deadline, f"what was waited for did not come within {PATIENCE} s")
        time.sleep(0.02)
