"""What templates may say about money, days and phones."""

from django import template

register = template.Library()
