"""Tags and filters that every template has."""

from datetime import date, datetime
from typing import Any

from django import template
from django.middleware.csrf import get_token
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from udsatte.web import days
from udsatte.web.guard import OWNER_FIELD, owner_token
from udsatte.web.icons import icon as drawing

register = template.Library()

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
    return format_html(
        '<span class="status status-{}{}">{}{}</span>',
        kind,
        " status-tag" if tag else "",
        drawing(icon or MARKS[kind]),
        word,
    )


@register.simple_tag
def shape(kind: str, icon: str = "") -> SafeString:
    """{% shape "danger" %}: the same as a mark of 40 px; the word stands beside it in the row."""
    return format_html('<span class="shape shape-{}">{}</span>', kind, drawing(icon or MARKS[kind]))


@register.simple_tag
def moment(value: date | None, at: datetime) -> SafeString | str:
    """{% moment contact.happened_at request.at %}: "i går kl. 20.15", with the exact time on hover and in print."""
    if value is None:
        return ""
    stamp = days.local(value).isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', stamp, days.exact(value), days.when(value, at)
    )


@register.simple_tag(takes_context=True)
def form_guard(context: Context) -> SafeString:
    """{% form_guard %} in every form that posts: the token against forgery, and whose form it is."""
    request: Any = context.request  # type: ignore[attr-defined]
    csrf = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))
    actor = getattr(request, "actor", None)
    user_id = actor.user_id if actor else getattr(getattr(request, "user", None), "pk", None)
    if user_id is None:
        return csrf
    return format_html('{}<input type="hidden" name="{}" value="{}">', csrf, OWNER_FIELD, owner_token(user_id))


@register.simple_tag(takes_context=True)
def csrf_only(context: Context) -> SafeString:
    """{% csrf_only %}: the token alone, for a form that brings its owner along."""
    token = get_token(context.request)  # type: ignore[attr-defined]
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)


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
def days_since(value: date | None, at: datetime) -> str:
    """i dag · i går · 16 dage"""
    return days.days_since(value, at) if value else ""


@register.filter
def due(value: date | None, at: datetime) -> str:
    """I går · I dag · I morgen · Torsdag · 27.11."""
    return days.due(value, at) if value else ""


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


@register.filter
def typed_label(name: str) -> str:
    """The name of a posted field, readable enough when its form is gone: "next_step" becomes "Next step"."""
    return name.replace("_", " ").strip().capitalize()
