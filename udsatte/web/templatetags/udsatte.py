"""Tags and filters that every template has."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import template
from django.middleware.csrf import get_token
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext

from udsatte.web import days, fields
from udsatte.web.guard import OWNER_FIELD, owner_token
from udsatte.web.icons import icon as drawing
from udsatte.web.markup import joined, markup

register = template.Library()

# {% field form.note %}, {% chips form.outcome %}, {% chip option %}, {% field_error form.who %}
for tag in (fields.field, fields.control, fields.chips, fields.chip, fields.field_error):
    register.simple_tag(tag)

#: The mark of each kind of status: a shape that is told apart without its colour.
MARKS = {
    "danger": "exclamation-octagon-fill",
    "soon": "exclamation-triangle-fill",
    "seen": "check-circle-fill",
    "info": "flag-fill",
    "none": "clock",
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """{% icon "house-door" %}: a drawing that a screen reader passes by."""
    return drawing(name)


@register.simple_tag
def status(kind: str, word: object, icon: str = "", tag: bool = False) -> SafeString:
    """{% status "soon" word %}: shape, word and colour; `tag=True` puts it on a tint of its own."""
    return markup(
        '<span class="status status-{}{}">{}{}</span>',
        kind,
        " status-tag" if tag else "",
        drawing(icon or MARKS[kind]),
        word,
    )


@register.simple_tag
def slots(count: int, capacity: int) -> SafeString:
    """{% slots 13 15 %}: one mark for each place of a list, filled where somebody stands; the words stand beside it."""
    marks = max(count, capacity)
    kinds = ["over" if n >= capacity else "on" if n < count else "off" for n in range(marks)]
    drawn = joined(
        [
            markup('<rect class="{}" x="{}.5" y=".5" width="9" height="11" rx="2"/>', kind, 12 * n)
            for n, kind in enumerate(kinds)
        ]
    )
    form = '<svg class="slots" viewBox="0 0 {0} 12" width="{0}" height="12" aria-hidden="true">{1}</svg>'
    return markup(form, 12 * marks, drawn)


@register.simple_tag
def shape(kind: str, icon: str = "") -> SafeString:
    """{% shape "danger" %}: the same as a mark of 40 px; the word stands beside it in the row."""
    return markup('<span class="shape shape-{}">{}</span>', kind, drawing(icon or MARKS[kind]))


@register.simple_tag
def moment(value: date | None, at: datetime) -> SafeString | str:
    """{% moment contact.at request.at %}: "i går kl. 20.15", with the exact time on hover and in print."""
    if value is None:
        return ""
    stamp = days.local(value).isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()
    return markup('<time datetime="{}" title="{}">{}</time>', stamp, days.exact(value), days.when(value, at))


@register.simple_tag
def timeline_item(event: Mapping[str, Any], now: datetime) -> SafeString:
    """{% timeline_item event request.at %}: what happened, when, and what was written.

    event: kind (none, seen, info, soon, danger), icon, title, at, and meta, note, additions (text, at, by; word: what
    it is; url: where it is answered), tags and links (url, text), each of them optional.
    """
    note, tags, links = event.get("note"), event.get("tags"), event.get("links")
    said = [markup('<p class="note">{}</p>', note)] if note else []
    for more in event.get("additions", ()):
        word = f"{more['word']} · " if more.get("word") else ""
        signed = markup('<p class="meta">{}{} · {}</p>', word, moment(more["at"], now), more["by"])
        text = markup('<p class="note">{}</p>', more["text"]) if more["text"] else ""
        url = more.get("url")
        answer = markup('<p class="do"><a href="{}">{}</a></p>', url, gettext("Answer")) if url else ""
        said.append(markup('<div class="addition">{}{}{}</div>', text, signed, answer))
    if tags:
        drawn = joined((status("seen", tag, icon="check2", tag=True) for tag in tags), "\n")
        said.append(markup('<div class="tags">{}</div>', drawn))
    if links:
        drawn = joined(markup('<a href="{}">{}</a>', link["url"], link["text"]) for link in links)
        said.append(markup('<p class="do">{}</p>', drawn))
    return markup(
        '<li>{}<div><h4>{}</h4><p class="meta">{}{}</p>{}</div></li>',
        shape(event["kind"], icon=event["icon"]),
        event["title"],
        moment(event["at"], now),
        f" · {event['meta']}" if event.get("meta") else "",
        joined(said),
    )


@register.simple_tag
def board_card(card: Mapping[str, Any]) -> SafeString:
    """{% board_card card %}: a citizen on the board. card: name, url, met (kind, words, icon), seen and move_url."""
    met = card["met"]
    return markup(
        '<li data-move="{0}" data-seen="{1}"><div><h3><a href="{2}" draggable="false">{3}</a></h3>{4}</div>'
        '<a class="btn btn-line" href="{0}" draggable="false">{5}<span class="visually-hidden">{6} {3}</span></a></li>',
        card["move_url"],
        card["seen"],
        card["url"],
        card["name"],
        status(met.kind, met.words, icon=met.icon),
        drawing("arrow-left-right"),
        gettext("Move to …"),
    )


@register.simple_tag(takes_context=True)
def form_guard(context: Context) -> SafeString:
    """{% form_guard %} in every form that posts: the token against forgery, and whose form it is."""
    request: Any = context.request  # type: ignore[attr-defined]
    if not hasattr(request, "_form_guard"):  # a list has one form a row
        request._form_guard = _guard(request)
    return request._form_guard


def _guard(request: Any) -> SafeString:
    csrf = markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))
    actor = getattr(request, "actor", None)
    user_id = actor.user_id if actor else getattr(getattr(request, "user", None), "pk", None)
    if user_id is None:
        return csrf
    owner = owner_token(user_id, actor.unit_id if actor else None)
    return markup('{}<input type="hidden" name="{}" value="{}">', csrf, OWNER_FIELD, owner)


@register.simple_tag(takes_context=True)
def csrf_only(context: Context) -> SafeString:
    """{% csrf_only %}: the token alone, for a form that brings its owner along."""
    token = get_token(context.request)  # type: ignore[attr-defined]
    return markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)


@register.filter
def day(value: date | None) -> str:
    """21.11.2026"""
    return days.day(value) if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """14.10"""
    return days.clock(value) if value else ""


@register.filter
def exact(value: date | None) -> str:
    """17.11.2026 kl. 20.15"""
    return days.exact(value) if value else ""


@register.filter
def when(value: date | None, at: datetime) -> str:
    """i dag kl. 14.10 · i går kl. 20.15 · 17.11.2026 kl. 20.15"""
    return days.when(value, at) if value else ""


@register.filter
def coming(value: datetime | None, at: datetime) -> str:
    """kl. 22.00 · i morgen kl. 07.00 · fredag kl. 16.00"""
    return days.coming(value, at) if value else ""


@register.filter
def days_since(value: date | None, at: datetime) -> str:
    """i dag · i går · 16 dage"""
    return days.days_since(value, at) if value else ""


@register.filter
def due(value: date | None, at: datetime) -> str:
    """I går · I dag · I morgen · Torsdag · 27.11."""
    return days.due(value, at) if value else ""


@register.filter
def due_kind(value: date, at: datetime) -> str:
    """soon when it is due today or was before, else none."""
    return "soon" if days.days_between(value, at) >= 0 else "none"


@register.filter
def left(value: datetime, at: datetime) -> str:
    """23 timer · 40 minutter"""
    return days.left(value, at)


@register.filter
def short_day(value: date | None, at: datetime) -> str:
    """27.11."""
    return days.short_day(value, at) if value else ""


@register.filter
def weekday_day(value: date | None) -> str:
    """fre 27.11."""
    return days.weekday_day(value) if value else ""


@register.filter
def age(value: date | None, at: datetime) -> int | str:
    """Whole years at `at`."""
    return days.age(value, at) if value else ""


@register.filter
def long_day(value: date) -> str:
    """Tirsdag 24. november 2026"""
    return days.long_day(value)


@register.filter
def month(value: date) -> str:
    """November 2026"""
    return days.month(value)


@register.filter
def week(value: date) -> int:
    """48"""
    return days.week(value)


@register.filter
def greeting(value: datetime) -> str:
    """Godmorgen · Goddag · Godaften"""
    return days.greeting(value)


@dataclass(frozen=True, slots=True)
class Typed:
    """Something that a person wrote into a field of a form that is gone."""

    label: str
    value: str

    @property
    def long(self) -> bool:
        """Whether it wants a box of its own."""
        return len(self.value) > 80 or "\n" in self.value


#: What a form says to the server in its own words: choices, keys, versions, ids.
_CODE = re.compile(r"[a-z0-9_.:+-]*")


@register.filter
def readable(typed: list[tuple[str, str]]) -> list[Typed]:
    """Of everything that was posted, what the person wrote, labelled with the name of its field."""
    return [
        Typed(capfirst(gettext(name.rpartition("-")[2].replace("_", " "))), value)
        for name, value in typed
        if not name.startswith("_") and not _CODE.fullmatch(value)
    ]
