"""Deadlines and days in words."""

from datetime import date, datetime

from django import template
from django.utils import translation

from hebe.access.actor import Actor
from hebe.kernel import clock, lunar
from hebe.kernel.errors import Text
from hebe.todos.models import Todo
from hebe.web.todos import words
from hebe.web.todos.parts import part_of

register = template.Library()


@register.filter
def due_words(moment: datetime, actor: Actor) -> words.Due:
    """Return how late or near a deadline is."""
    return words.due(moment, clock.now(), actor.zone)


@register.filter
def lunar_words(day: date) -> str:
    """Return the day of the Chinese calendar to those who read Chinese."""
    return "" if translation.get_language() == "en" else lunar.in_words(day)


@register.filter
def verb(todo: Todo) -> Text:
    """Return the word on the button that does a piece of work."""
    return part_of(todo.kind).verb
