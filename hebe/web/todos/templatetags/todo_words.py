"""Deadlines and days in words."""

from datetime import date, datetime

from django import template
from django.utils import translation

from hebe.access.actor import Actor
from hebe.kernel import clock, lunar
from hebe.web.todos import words

register = template.Library()


@register.filter
def due_words(moment: datetime, actor: Actor) -> words.Due:
    """Return how late or near a deadline is."""
    return words.due(moment, clock.now(), actor.zone)


@register.filter
def lunar_words(day: date) -> str:
    """Return the day of the Chinese calendar to those who read Chinese."""
    return "" if translation.get_language() == "en" else lunar.in_words(day)
