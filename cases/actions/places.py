"""Places. Run by the owner of the database: the web role offers them and makes none."""

from cases.models import Place
from udsatte.access.context import action
from udsatte.accounts.models import Organisation


@action
def create_place(
    *, name: str, kind: str, district: str, focus_area: str = "", organisation: Organisation | None = None
) -> Place:
    """Offer a place in the lists; the one of that name when there is one. Raises ValidationError."""
    known = Place.objects.filter(name=name).first()
    if known is not None:
        return known
    place = Place(name=name, kind=kind, district=district, focus_area=focus_area, organisation=organisation)
    place.full_clean()
    place.save(force_insert=True)
    return place
