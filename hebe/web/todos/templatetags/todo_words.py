"""Deadlines in words."""

from datetime import datetime

from django import template

from hebe.access.actor import Actor
from hebe.kernel import clock
from hebe.web.todos import words

register = template.Library()


@register.filter
def due_words(moment: datetime, actor: Actor) -> words.Due:
    """Return how late or near a deadline is."""
    return words.due(moment, clock.now(), actor.zone)
