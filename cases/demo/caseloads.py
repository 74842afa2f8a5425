"""The rest of Udsatteteamet: the other caseworkers, and lists as long as theirs are. Made up from one number."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from cases.choices import Sex
from cases.cpr import CprNumber
from cases.demo.citizens import BBH, H17, HT, MH, MK, NAT, NBS, NV, REDEN, SKY, SUN, SYD, VSYD, F, M, Somebody
from cases.demo.people import UDSATTETEAMET, Person
from udsatte.accounts.choices import Role

#: Five caseworkers (000): these beside Anna and Bo. They sign in like everybody else.
COLLEAGUES = {
    "eva": Person("Eva Testsen", Role.CASEWORKER, UDSATTETEAMET),
    "jonas": Person("Jonas Testsen", Role.CASEWORKER, UDSATTETEAMET),
    "karin": Person("Karin Testsen", Role.CASEWORKER, UDSATTETEAMET),
}
#: How many more stand on whose list: with Anna's thirteen and Bo's seven, 11 to 15 each.
MORE = {"bo": 5, "eva": 14, "jonas": 11, "karin": 15}

_SEED = 20251124
_NAMES = {
    F: "Agnete Bodil Conny Ditte Elna Fatima Gerda Hanne Inger Jonna Kirsten Lis Mona Naja Oda Pia "
    "Rita Sanne Tove Yrsa",
    M: "Aksel Brian Claus Dan Erik Flemming Gustav Hassan Ib John Kurt Lasse Mikkel Niller Ove Poul "
    "Rene Sonny Tom Viggo Willy Yusuf Åge Arne Bent",
}
_ENDS = "lund bakke have kær vig næs rød ager sten løkke torp dam mølle krog hede ås banke tofte"
_HAUNTS = (MH, HT, MK, SUN, NAT, NBS, SYD, REDEN, NV, VSYD, H17, SKY, BBH)
_ALIASES = ("Maleren", "Rejsende", "Tante", "Skipper", "Den lange", "Drengen", "Madammen", "Bamse")
#: Days since last met: most within the week, some for too long (domain.md: amber from 7 days, red from 14).
_MET = (0, 1, 1, 2, 2, 3, 3, 4, 5, 6, 8, 9, 11, 13, 17)


def caseloads(today: date) -> Iterator[Somebody]:
    """Everybody on those lists as of today, the same people every time. CPR numbers fail modulus 11."""
    pick = Random(_SEED)  # noqa: S311 — made-up people
    names = [(name, sex) for sex in (F, M) for name in _NAMES[sex].split()]
    pick.shuffle(names)
    for worker, count in MORE.items():
        for number in range(count):
            name, sex = names.pop()
            yield _somebody(pick, name, sex, worker, _MET[number], today)


def _somebody(pick: Random, name: str, sex: Sex, worker: str, met: int, today: date) -> Somebody:
    born = date(pick.randint(1950, 2000), pick.randint(1, 12), pick.randint(1, 28))
    has_number = pick.random() < 0.65
    haunts = tuple(pick.sample(_HAUNTS, pick.randint(1, 2)))
    return Somebody(
        name.lower(),
        f"Test{pick.choice(_ENDS.split())}",
        sex,
        worker,
        met,
        haunts[0],
        haunts,
        cpr=_failing_number(pick, born, sex, today) if has_number else "",
        born=None if has_number else born,
        known_for=pick.choice((45, 80, 120, 200, 290, 400, 560, 730)),
        aliases=(pick.choice(_ALIASES),) if pick.random() < 0.25 else (),
        phone=f"00 00 00 {pick.randint(30, 99)}" if pick.random() < 0.55 else "",
        is_protected=pick.random() < 0.05,
    )


def _failing_number(pick: Random, born: date, sex: Sex, today: date) -> str:
    """A number of that day and sex that modulus 11 refuses, so that nobody alive is likely to have it."""
    first = pick.randint(0, 3) if born.year < 2000 else 4
    while True:
        last = pick.randrange(1, 10, 2) if sex == M else pick.randrange(0, 10, 2)
        number = f"{born:%d%m%y}{first}{pick.randint(0, 99):02}{last}"
        cpr = CprNumber.parse(number, today=today + timedelta(days=1))
        if cpr.looks_mistyped and cpr.born_on == born:
            return number
