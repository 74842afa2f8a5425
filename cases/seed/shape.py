"""The shape of the work: how many contacts, when, how they went. Minutes are counted back from the seed's last day."""

from bisect import bisect
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from cases.choices import Children, Known, MayBeTold, Medium, Outcome, OwnDoctor, ResidenceBasis
from cases.demo.notes import MET, NOT_MET

DAY = 1_440
_LONGEST_DAYS = 3_650
_DAYS_BETWEEN = 5.5

#: How contacts go: outreach in the street, a fifth by phone or message, one in four in vain.
_MANNERS: tuple[tuple[float, Medium, Outcome], ...] = (
    (48.0, Medium.IN_PERSON, Outcome.MET),
    (19.0, Medium.IN_PERSON, Outcome.NOT_MET),
    (8.0, Medium.IN_PERSON, Outcome.MISSED),
    (6.0, Medium.IN_PERSON, Outcome.REFUSED),
    (10.0, Medium.PHONE, Outcome.MET),
    (5.0, Medium.PHONE, Outcome.NOT_MET),
    (3.0, Medium.MESSAGE, Outcome.MET),
    (1.0, Medium.MESSAGE, Outcome.NOT_MET),
)
_LANGUAGES = ("Dansk", "Polsk", "Arabisk", "Grønlandsk og dansk", "Somali", "Rumænsk")
_BOUNDS = list(accumulate(weight / 100 for weight, _medium, _outcome in _MANNERS))
_WAYS = [(medium.value, outcome.value) for _weight, medium, outcome in _MANNERS]


class Shape:
    """One stream of chance; the same seed gives the same work."""

    def __init__(self, chance: Random, until: date) -> None:
        self.chance = chance
        self.until = until
        self._days = [(until - timedelta(days=back)).isoformat() for back in range(_LONGEST_DAYS + 60)]
        self._minutes = [f"{minute // 60:02}:{minute % 60:02}" for minute in range(DAY)]
        pool = [note for note in (*MET, *NOT_MET) if note]
        self.notes = ["", "", *(" ".join(chance.sample(pool, chance.choice((1, 1, 2, 3, 4)))) for _ in range(120))]

    def identifier(self) -> str:
        return f"{self.chance.getrandbits(128):032x}"

    def day(self, back: int) -> str:
        """The day so many days before the seed's last."""
        return self._days[back]

    def ahead(self, days: int) -> str:
        return (self.until + timedelta(days=days)).isoformat()

    def moment(self, back: int) -> str:
        """A time, so many minutes before the end of the seed's last day."""
        days, minutes = divmod(back, DAY)
        return f"{self._days[days]} {self._minutes[DAY - 1 - minutes]}+00"

    def spread(self, contacts: int, citizens: int) -> list[int]:
        """So many contacts over so many citizens, skewed: some are sought out daily, some once a month."""
        weights = [self.chance.lognormvariate(0, 0.8) for _ in range(citizens)]
        share = contacts / sum(weights)
        total, given, numbers = 0.0, 0, []
        for weight in weights:
            total += weight * share
            number = round(total) - given
            given += number
            numbers.append(number)
        numbers[-1] += contacts - given
        return numbers

    def history(self, contacts: int) -> tuple[int, list[int]]:
        """How many days ago the case began, and the minutes back of each contact, oldest first.

        Silences: one gap in twenty is six times as long, and one citizen in ten has not been found for weeks.
        """
        chance = self.chance
        known = int(min(max(contacts * _DAYS_BETWEEN * chance.uniform(0.7, 1.4), 30), _LONGEST_DAYS))
        silent = chance.uniform(14, 70) if chance.random() < 0.1 else chance.expovariate(1 / 4)
        last = int(min(silent, known * 0.8) * DAY)
        gaps = [
            chance.expovariate(1) * (6 if chance.random() < 0.05 else 1) + 1e-6  # one line for each: it is the hot loop
            for _ in range(contacts + 1)
        ]
        scale = (known * DAY - last - 1) / sum(gaps)
        back, moments = float(known * DAY), []
        for gap in gaps[:-1]:
            back -= gap * scale
            moments.append(max(int(back), last))
        return known, moments

    def particulars(self) -> tuple[str, str, str, str, str]:
        """Language, interpreter, exempt from Digital Post, municipality of residence and acting; of some nothing."""
        chance = self.chance
        if chance.random() < 0.3:
            return "", Known.UNKNOWN, Known.UNKNOWN, "", ""
        language = chance.choices(_LANGUAGES, (80, 5, 5, 4, 3, 3))[0]
        interpreter = Known.YES if language != _LANGUAGES[0] and chance.random() < 0.6 else Known.NO
        exempt = chance.choices((Known.YES, Known.NO, Known.UNKNOWN), (60, 20, 20))[0]
        home = chance.choices(("København", "Frederiksberg", "Hvidovre", ""), (75, 10, 5, 10))[0]
        acting = "København" if home not in ("", "København") and chance.random() < 0.3 else ""
        return language, interpreter, exempt, home, acting

    def background(self) -> tuple[str, ...]:
        """Own doctor, nationality and residence with its reason, children, pregnant."""
        chance = self.chance
        doctor = chance.choices((OwnDoctor.NAMED, OwnDoctor.NONE, OwnDoctor.UNKNOWN), (3, 5, 2))[0]
        asked = chance.random() < 0.1
        residence = ("Polsk", ResidenceBasis.EU, "Søger en plads") if asked else ("", ResidenceBasis.NOT_ASKED, "")
        children = chance.choices((Children.ELSEWHERE, Children.NONE, Children.UNKNOWN), (3, 4, 3))[0]
        return (
            doctor,
            "Lægerne på Testpladsen" if doctor == OwnDoctor.NAMED else "",
            *residence,
            children,
            "To" if children == Children.ELSEWHERE else "",
            Known.UNKNOWN,
        )

    def told(self) -> tuple[str, str]:
        """What a relative may be told, and what was agreed where that is it."""
        may = self.chance.choice(MayBeTold.values)
        return may, "Hvor vi mødes" if may == MayBeTold.AGREED else ""

    def manner(self) -> tuple[str, str]:
        """Medium and outcome of one contact."""
        return _WAYS[min(bisect(_BOUNDS, self.chance.random()), len(_WAYS) - 1)]

    def caseloads(self, citizens: int) -> list[int]:
        """How many citizens each caseworker has: 10 to 15, the last one what is left."""
        sizes: list[int] = []
        while citizens > 0:
            sizes.append(min(self.chance.randint(10, 15), citizens))
            citizens -= sizes[-1]
        return sizes

    def note(self) -> str:
        return self.chance.choice(self.notes)

    def some(self, values: Sequence[str], most: int) -> list[str]:
        """One to `most` of the values."""
        return self.chance.sample(values, self.chance.randint(1, most))
