"""What happened in the last month, in days back from today: Anna's morning looks like the mock of I dag."""

from collections.abc import Mapping
from typing import NamedTuple

from cases.choices import Initiative, Medium, Outcome
from cases.demo.citizens import BBH, H17, HT, MH, MK, NAT, REDEN, SKY, SUN, SYD, VSYD


class Event(NamedTuple):
    """One contact. who: citizen → note; days back and the hour; place by name, or in words."""

    who: Mapping[str, str]
    days: int
    clock: str
    by: str
    outcome: str = Outcome.MET
    place: str = ""
    words: str = ""
    medium: str = Medium.IN_PERSON
    initiative: str = Initiative.OURS
    services: tuple[str, ...] = ()
    minutes: int | None = None


class Promise(NamedTuple):
    """A follow-up: due in so many days (less than zero: overdue), opened and perhaps done so many days back."""

    who: str
    what: str
    due_in: int
    opened: int
    owner: str | None
    why: str = ""
    done: int | None = None


ROOM = "Vil gerne se værelset på Sundholm, hvis hunden må komme med. Aftalt, at vi går derhen sammen."

EVENTS = (
    # Last met: what the clock of each citizen counts from.
    Event({"anker": ROOM}, 16, "18.40", "anna", place=MH, services=("motivational_outreach",), minutes=35),
    Event({"kaj": "Vil have værelset på Sundholm. Ringer dertil for ham."}, 12, "11.15", "anna", place=HT, minutes=20),
    Event(
        {"frida": "Sover her de fleste nætter. Tid på jobcentret er bestilt."},
        9,
        "22.30",
        "anna",
        place=NAT,
        minutes=25,
    ),
    Event({"ivar": "Sover på sofaen hos en ven, men kun ugen ud."}, 8, "15.20", "anna", place=SYD, minutes=30),
    Event(
        {"liva": "Har fået seng på krisecentret. Vil gerne tale med lægen."},
        6,
        "10.05",
        "anna",
        place=REDEN,
        minutes=40,
    ),
    Event(
        {"dagny": "Indlagt med lungebetændelse. Ved ikke, hvor hun skal hen bagefter."},
        5,
        "13.00",
        "anna",
        place=BBH,
        services=("outreach_casework",),
        minutes=45,
    ),
    Event({"carlo": "Mødtes udenfor. Rolig. Spurgte efter sygeplejersken."}, 4, "09.45", "anna", place=SUN, minutes=15),
    Event(
        {"ebbe": "Lejligheden er ryddet. Varmen virker igen."},
        4,
        "14.00",
        "anna",
        words="hjemme i egen lejlighed",
        services=("outreach_casework",),
        minutes=50,
    ),
    Event(
        {"hedvig": "Betalingstilsagnet mangler kun en underskrift."},
        3,
        "12.30",
        "anna",
        place=SUN,
        services=("payment_commitment",),
        minutes=30,
    ),
    Event(
        {"mogens": "Fik naloxon med og viste selv, hvordan.", "signe": "Vil gerne med til lægen på torsdag."},
        2,
        "19.10",
        "anna",
        place=H17,
        services=("care", "naloxone"),
        minutes=25,
    ),
    Event({"gorm": "Har spist og sovet. Ansøgningen skal med på mødet."}, 1, "11.40", "anna", place=VSYD, minutes=35),
    Event(
        {"jytte": "Ny nøgle, samme dør. Glad for at bo tæt på stationen."},
        1,
        "15.30",
        "anna",
        words="hjemme i Nordvest",
    ),
    Event({"birthe": "Klar til lægen. Vi mødes ved døren."}, 0, "08.12", "anna", place=MH, minutes=10),
    Event({"nanna": "Taler om at rejse, men ved ikke hvorhen."}, 15, "21.00", "bo", place=MK, minutes=15),
    Event({"otto": "Vil gerne have sin post et sted hen."}, 10, "10.20", "bo", place="Nørrebro Station", minutes=20),
    Event({"petra": "Bange for at blive fundet. Vi mødes kun her."}, 7, "16.10", "bo", place=REDEN, minutes=40),
    Event(
        {"rasmus": "Søvnløs i tre døgn. Fik følgeskab til Sundhedsteamet."},
        4,
        "08.30",
        "bo",
        place=SKY,
        services=("care", "outreach_treatment"),
        minutes=60,
    ),
    Event(
        {"tage": "Læser avisen på bænken. Vil ikke på herberg, men tager suppen."},
        1,
        "12.00",
        "bo",
        place="Fælledparken",
    ),
    # Since then.
    Event({"anker": ""}, 12, "09.30", "anna", Outcome.NOT_MET, SUN),
    Event({"anker": ""}, 7, "20.15", "bo", Outcome.NOT_MET, HT),
    Event({"anker": "Personalet så ham i går aftes. Hunden var med."}, 2, "14.10", "anna", Outcome.NOT_MET, MH),
    Event({"anker": "Stod ved døren. Ville ikke snakke i dag, men nikkede."}, 1, "21.40", "bo", Outcome.REFUSED, MH),
    Event(
        {"kaj": "Ringede selv og spurgte til værelset."},
        5,
        "13.05",
        "anna",
        medium=Medium.PHONE,
        initiative=Initiative.CITIZEN,
        minutes=5,
    ),
    Event({"kaj": "Ikke på torvet. Spurgte hos de andre."}, 2, "17.30", "anna", Outcome.NOT_MET, HT),
    Event({"frida": "Kom ikke til aftalen. Opsøges på natcaféen."}, 1, "10.00", "anna", Outcome.MISSED, "Jobcentret"),
    Event({"ivar": "Vennen siger, at han er i byen."}, 3, "18.15", "anna", Outcome.NOT_MET, SYD),
    Event(
        {"nanna": "Sidst set for fire dage siden, siger personalet."},
        5,
        "20.40",
        "bo",
        Outcome.NOT_MET,
        H17,
        initiative=Initiative.TIP,
    ),
    Event({"otto": ""}, 4, "09.10", "bo", Outcome.NOT_MET, "Nørrebro Station"),
    Event({"otto": "Lagde en besked."}, 1, "13.45", "bo", Outcome.NOT_MET, medium=Medium.PHONE),
    Event(
        {"ulla": "Grøn hue, sover ved muren. Gik, da vi kom nærmere."},
        3,
        "07.20",
        "bo",
        Outcome.NOT_MET,
        HT,
        initiative=Initiative.TIP,
    ),
    Event({"ulla": ""}, 1, "07.05", "bo", Outcome.NOT_MET, HT),
    # Several citizens in one contact: a line for each, and no note that tells of another.
    Event(
        {"anker": "Delte morgenmad ud til de andre.", "birthe": "Vil have ny læge.", "mogens": ""},
        20,
        "08.30",
        "anna",
        place=MH,
        services=("motivational_outreach", "care"),
        minutes=40,
    ),
    Event(
        {"gorm": "Vil gerne flytte.", "carlo": "Stille i dag.", "hedvig": "Fik hjælp til skemaet."},
        13,
        "10.00",
        "clara",
        place=SUN,
        services=("outreach_casework",),
        minutes=60,
    ),
    Event({"nanna": "", "rasmus": "Fik tørt tøj."}, 18, "22.15", "bo", place=MK, services=("care",), minutes=20),
    # Niels's team has its own.
    Event(
        {"vera": "Fik dosis, indtaget overvåget. Ingen bivirkninger."},
        1,
        "09.20",
        "niels",
        place=MH,
        services=("outreach_treatment",),
        minutes=15,
    ),
    Event(
        {"werner": "Vil gerne begynde. Screening er bestilt hos lægen."},
        8,
        "14.30",
        "sofie",
        place="Nordvest, Frederikssundsvej",
        services=("motivational_outreach",),
        minutes=35,
    ),
    Event(
        {"werner": "Udeblev. Leder videre i morgen."},
        2,
        "10.00",
        "sofie",
        Outcome.MISSED,
        "Nordvest, Frederikssundsvej",
    ),
)

PROMISES = (
    # Anna's nine; the three soonest are the three of the mock.
    Promise("kaj", "Ring til Sundholm om værelse", -1, 5, "anna", "Han ringede selv og spurgte."),
    Promise("anker", "Find Anker for substitutionsteamet", 0, 2, "anna", "De vil gerne tale med ham om optrapning."),
    Promise("hedvig", "Send betalingstilsagn", 2, 3, "anna"),
    Promise("anker", "Ring om natpladsen", 3, 2, "anna", "Pladsen holdes ugen ud."),
    Promise("frida", "Opsøg på natcaféen", 3, 1, "anna"),
    Promise("dagny", "Find et sted at udskrive til", 4, 5, "anna", "Ingen udskrives til gaden."),
    Promise("carlo", "Følgeskab til sygeplejersken", 5, 4, "anna"),
    Promise("dagny", "Ring til afdelingen", 6, 5, "anna"),
    Promise("anker", "Følgeskab til Sundholm, med hund", 7, 16, "anna"),
    # The others'.
    Promise("nanna", "Gå runden ved H17 om aftenen", -2, 5, "bo"),
    Promise("otto", "Få post til Nørrebro Station afklaret", 0, 4, "bo"),
    Promise("rasmus", "Hør, hvordan det gik hos lægen", 1, 4, "bo"),
    Promise("ulla", "Find ud af, hvem hun er", 1, 3, None, "Tip fra en kioskejer."),
    Promise("vera", "Ny tid hos lægen", 2, 1, "niels"),
    Promise("werner", "Opsøg i Nordvest", 0, 2, "sofie", "Udeblev fra screening."),
    # Kept.
    Promise("ebbe", "Ring til boligselskabet om varmen", -8, 12, "anna", done=8),
    Promise("gorm", "Skriv ansøgningen sammen", -6, 11, "anna", done=5),
    Promise("liva", "Spørg på krisecentret om en seng", -7, 9, "anna", done=6),
    Promise("petra", "Aftal et sikkert mødested", -10, 14, "bo", done=9),
)
