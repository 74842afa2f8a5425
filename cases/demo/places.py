"""Where outreach in Copenhagen happens: public places and open offers, nobody's address."""

from typing import NamedTuple

from cases.choices import District, FocusArea, PlaceKind


class Spot(NamedTuple):
    """A place of the demo and of the seed."""

    name: str
    kind: PlaceKind
    district: District
    focus_area: str = ""


SPOTS = (
    Spot("Mændenes Hjem", PlaceKind.DROP_IN, District.VESTERBRO, FocusArea.VESTERBRO),
    Spot("Halmtorvet", PlaceKind.STREET, District.VESTERBRO, FocusArea.VESTERBRO),
    Spot("Maria Kirkeplads", PlaceKind.STREET, District.VESTERBRO, FocusArea.VESTERBRO),
    Spot("Skyen", PlaceKind.CONSUMPTION_ROOM, District.VESTERBRO, FocusArea.VESTERBRO),
    Spot("H17", PlaceKind.CONSUMPTION_ROOM, District.VESTERBRO, FocusArea.VESTERBRO),
    Spot("Reden", PlaceKind.DROP_IN, District.VESTERBRO, FocusArea.VESTERBRO),
    Spot("Hovedbanegården", PlaceKind.STREET, District.VESTERBRO, FocusArea.VESTERBRO),
    Spot("Sundholm", PlaceKind.SHELTER, District.AMAGER_VEST, FocusArea.SUNDHOLM),
    Spot("Sundholm, værestedet", PlaceKind.DROP_IN, District.AMAGER_VEST, FocusArea.SUNDHOLM),
    Spot("Natcaféen i Nordvest", PlaceKind.NIGHT_CAFE, District.BISPEBJERG, FocusArea.NORDVEST),
    Spot("Nørrebro Station", PlaceKind.STREET, District.NOERREBRO, FocusArea.NORDVEST),
    Spot("Nordvest, Frederikssundsvej", PlaceKind.STREET, District.BISPEBJERG, FocusArea.NORDVEST),
    Spot("Sydhavnen Station", PlaceKind.STREET, District.VESTERBRO, FocusArea.SYDHAVNEN),
    Spot("Værestedet i Sydhavnen", PlaceKind.DROP_IN, District.VESTERBRO, FocusArea.SYDHAVNEN),
    Spot("Amagerbro Station", PlaceKind.STREET, District.AMAGER_OEST),
    Spot("Fælledparken", PlaceKind.STREET, District.OESTERBRO),
    Spot("Nørreport Station", PlaceKind.STREET, District.INDRE_BY),
    Spot("Bispebjerg Hospital", PlaceKind.HOSPITAL, District.BISPEBJERG),
    Spot("Hvidovre Hospital", PlaceKind.HOSPITAL, District.ELSEWHERE),
    Spot("Jobcentret", PlaceKind.OFFICE, District.VALBY),
)
