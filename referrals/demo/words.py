"""Whom the demo's referrals are about. Everybody is made up."""

from datetime import timedelta
from typing import NamedTuple

from cases.choices import Sex
from referrals.actions import ReferralFacts
from referrals.choices import Basis, Door, Kind, Sender

_HOUR = timedelta(hours=1)


class Told(NamedTuple):
    """What Clara wrote down, so many days ago."""

    days: int
    clock: str
    sender: str
    facts: ReferralFacts
    door: str = Door.PHONE
    seen: bool = False
    waits: bool = False


class Sent(NamedTuple):
    """What somebody sent to another's unit; seen: so long after. declined: with these words."""

    days: int
    clock: str
    by: str
    to: str
    facts: ReferralFacts
    seen: timedelta | None = None
    verdicts: tuple[tuple[str, str], ...] = ()
    declined: str = ""


TOLD = (
    Told(
        19,
        "10.05",
        Sender.PROFESSIONAL,
        ReferralFacts(
            given_name="Nora",
            family_name="Testnielsen",
            headline="Herberg i perioder, afbrudt behandling to gange",
            happened="Har boet på Reden og på gaden på skift siden foråret. Er stoppet i behandling to gange.",
            wish="En, der kan tage med hende til lægen.",
            sender_name="Birthe Testkilde, Reden",
            sender_phone="00 00 00 41",
            sex=Sex.FEMALE,
            born_year=1985,
        ),
        seen=True,
    ),
    Told(
        4,
        "13.40",
        Sender.CITIZEN,
        ReferralFacts(
            given_name="Qvist",
            headline="Ringede selv: »Jeg kan ikke finde rundt i det«",
            happened="Har fået fire breve fra jobcentret og sover hos en ven.",
            sender_phone="00 00 00 44",
        ),
    ),
    Told(
        2,
        "09.10",
        Sender.PROFESSIONAL,
        ReferralFacts(
            given_name="Grøn hue",
            headline="Navn ukendt, telt ved Sydhavnen Station",
            whereabouts="Bag stationen, mest om morgenen. Går med en sort hund.",
            sender_name="Gadeplansteamet",
            sender_phone="00 00 00 45",
        ),
        door=Door.MEETING,
    ),
    Told(
        23,
        "11.00",
        Sender.RELATIVE,
        ReferralFacts(
            given_name="Villy",
            family_name="Testvang",
            headline="Bor i telt ved Valbyparken, sår på begge ben",
            happened="Søsteren ringer hver uge. Han tager imod mad, men vil ikke på herberg.",
            sender_name="Søster",
            sender_phone="00 00 00 46",
            born_year=1961,
            sex=Sex.MALE,
        ),
        seen=True,
        waits=True,
    ),
)

SENT = (
    Sent(
        12,
        "15.20",
        "rikke",
        "clara",
        ReferralFacts(
            given_name="Oluf",
            family_name="Testolsen",
            headline="Udskrives uden fast tag, ønsker kontakt",
            happened="Indlagt med lungebetændelse. Har sovet på natcaféer siden august.",
            wish="At I møder ham, før han udskrives.",
            whereabouts="Afdeling Y, stue 4. Vil gerne have besøg.",
            kind=Kind.DISCHARGE,
            basis=Basis.DBL_6,
            born_year=1970,
            sex=Sex.MALE,
        ),
        seen=20 * _HOUR,
    ),
    Sent(
        6,
        "08.55",
        "frank",
        "clara",
        ReferralFacts(
            given_name="Petra",
            family_name="Testpedersen",
            headline="Sover i opgange ved Istedgade, ubehandlet sår",
            happened="Petra har sovet hos os 11 nætter siden juni og ellers i opgange ved Istedgade. Hun har et åbent"
            " sår på venstre ben og vil ikke på skadestuen alene.",
            wish="En, der følger hende til lægen, og som bliver ved, når hun ikke dukker op.",
            whereabouts="Mændenes Hjem efter kl. 20. Rød cykeltaske. Vil helst tales med af en kvinde.",
            basis=Basis.CONSENT,
            born_year=1992,
            sex=Sex.FEMALE,
            residence="København",
        ),
        seen=3 * _HOUR,
        verdicts=(
            ("yes", "Mændenes Hjem og opgange siden juni"),
            ("yes", "Dagligt kokain, mulig psykose, sår på benet"),
            ("yes", "Ikke nået frem til fire aftaler på jobcentret"),
            ("unknown", "Spørg socialsygeplejersken på Bispebjerg"),
        ),
    ),
    Sent(
        0,
        "07.50",
        "frank",
        "clara",
        ReferralFacts(
            given_name="Rigmor",
            family_name="Testrasmussen",
            headline="Kendt i stofindtagelsesrummet, mistet sin bolig",
            happened="Blev sat ud i går. Har sine ting i to poser hos os.",
            wish="Et sted i nat.",
            is_acute=True,
            born_year=1979,
            sex=Sex.FEMALE,
        ),
    ),
    Sent(
        3,
        "14.00",
        "anna",
        "sofie",
        ReferralFacts(
            given_name="Kaj",
            family_name="Testkaspersen",
            headline="Ønsker opstart i substitution, kommer ikke på klinikken",
            happened="Er med på at tale om metadon, hvis det kan ske ved natcaféen.",
            basis=Basis.CONSENT,
        ),
        seen=2 * _HOUR,
    ),
    Sent(
        16,
        "11.15",
        "anna",
        "rikke",
        ReferralFacts(
            given_name="Muggi",
            headline="Sår på begge ben, tør ikke gå på skadestuen",
            happened="Har lovet at tage imod, hvis nogen kommer ud til ham.",
            basis=Basis.DBL_6,
        ),
        seen=4 * _HOUR,
        declined="Vi kommer ikke ud på gaden, og han kan ikke komme herop.",
    ),
)
