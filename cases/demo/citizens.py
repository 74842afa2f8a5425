"""The citizens of the demo. Made up, and named so; CPR numbers are MedCom's public test numbers, or fail modulus 11."""

from datetime import date
from typing import NamedTuple

from cases.choices import Sex

F, M = Sex.FEMALE, Sex.MALE


class Somebody(NamedTuple):
    """One citizen. worker: whose list; met: days since last met in person, None for never; at: where."""

    key: str
    family_name: str
    sex: str
    worker: str
    met: int | None
    at: str
    haunts: tuple[str, ...]
    cpr: str = ""
    born: date | None = None
    born_about: int | None = None
    known_for: int = 180
    aliases: tuple[str, ...] = ()
    phone: str = ""
    is_protected: bool = False
    first_worker: str = ""

    @property
    def given_name(self) -> str:
        return self.key.capitalize()


MH, HT, MK, SUN = "Mændenes Hjem", "Halmtorvet", "Maria Kirkeplads", "Sundholm"
NAT, NBS, SYD, REDEN = "Natcaféen i Nordvest", "Nørrebro Station", "Sydhavnen Station", "Reden"
NV, VSYD, BBH, H17, SKY = "Nordvest, Frederikssundsvej", "Værestedet i Sydhavnen", "Bispebjerg Hospital", "H17", "Skyen"

UDSATTETEAMET = (
    # Anna's thirteen, in the order of I dag.
    Somebody(
        "anker",
        "Testager",
        M,
        "anna",
        16,
        MH,
        (MH, SUN),
        cpr="0707709999",
        known_for=294,
        aliases=("Kaptajnen",),
        phone="00 00 00 01",
        is_protected=True,
    ),
    Somebody("kaj", "Testkilde", M, "anna", 12, HT, (HT, SKY), cpr="0108589995", known_for=410, phone="00 00 00 02"),
    Somebody("frida", "Testfjord", F, "anna", 9, NAT, (NAT, NBS), cpr="0201609996", known_for=150, phone="00 00 00 03"),
    Somebody("ivar", "Testholm", M, "anna", 8, SYD, (SYD,), cpr="0201609995", known_for=95, phone="00 00 00 04"),
    Somebody("liva", "Testlund", F, "anna", 6, REDEN, (REDEN, MK), cpr="0201919990", aliases=("Lillesøster",)),
    Somebody("dagny", "Testdal", F, "anna", 5, BBH, (SUN,), born=date(1968, 3, 14), known_for=530, phone="00 00 00 06"),
    Somebody("carlo", "Testbjerg", M, "anna", 4, SUN, (SUN,), cpr="0504909995", known_for=220),
    Somebody("ebbe", "Testeng", M, "anna", 4, "", (NV,), cpr="2509479989", known_for=700, phone="00 00 00 08"),
    Somebody("hedvig", "Testhøj", F, "anna", 3, SUN, (SUN,), born=date(1979, 10, 2), phone="00 00 00 09"),
    Somebody("mogens", "Testmark", M, "anna", 2, H17, (MH, H17), cpr="0504909989", aliases=("Mugge",)),
    Somebody("gorm", "Testgaard", M, "anna", 1, VSYD, (VSYD,), born=date(1966, 6, 21), known_for=340),
    Somebody(
        "jytte", "Testvang", F, "anna", 1, NV, (NV, NBS), cpr="0201919996", phone="00 00 00 12", first_worker="bo"
    ),
    Somebody(
        "birthe", "Testbæk", F, "anna", 0, MH, (MH, HT), born=date(1963, 1, 30), known_for=260, phone="00 00 00 13"
    ),
    # Bo's seven.
    Somebody("nanna", "Testsø", F, "bo", 15, MK, (MK, H17), born=date(1985, 8, 9), aliases=("Nanna fra pladsen",)),
    Somebody("otto", "Teststrand", M, "bo", 10, NBS, (NBS, NAT), cpr="0201919995", known_for=120, phone="00 00 00 15"),
    Somebody("petra", "Testskov", F, "bo", 7, REDEN, (REDEN,), born=date(1974, 12, 5), is_protected=True),
    Somebody("rasmus", "Testmose", M, "bo", 4, SKY, (SKY, HT), born=date(1982, 4, 18), known_for=365),
    Somebody("signe", "Testå", F, "bo", 2, H17, (H17,), born=date(1996, 2, 29), known_for=60, phone="00 00 00 18"),
    Somebody(
        "tage", "Testbro", M, "bo", 1, "Fælledparken", ("Fælledparken",), born_about=1955, aliases=("Professoren",)
    ),
    Somebody("ulla", "", F, "bo", None, "", (HT,), known_for=3, aliases=("Hende med den grønne hue",)),
)

#: On nobody's list any more: two whose case is closed, and one who died (turns.py).
LEFT = (
    Somebody("vagn", "Testdige", M, "eva", 15, SUN, (SUN, HT), born=date(1961, 11, 8), known_for=640),
    Somebody("ester", "Testvænge", F, "jonas", 16, NAT, (NAT,), born=date(1988, 2, 17), known_for=310),
    Somebody("holger", "Testhav", M, "karin", 18, MH, (MH,), born=date(1952, 7, 23), known_for=830),
)

SUBSTITUTION = (
    Somebody("vera", "Testlide", F, "niels", 1, MH, (MH,), born=date(1980, 5, 11), phone="00 00 00 21"),
    Somebody("werner", "Testklint", M, "sofie", 8, NV, (NV,), born=date(1976, 9, 3), aliases=("Tømreren",)),
)
