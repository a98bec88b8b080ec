"""Times of the day in forms: 24:00 is midnight as well as 00:00."""

from datetime import time
from typing import Any

from django import forms

MIDNIGHT = ("24:00", "24:00:00", "24")


class ClockField(forms.TimeField):
    """A time of the day, in the browser's own field."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(**{"widget": widget, **kwargs})

    def to_python(self, value: Any) -> time | None:
        """Return the time; 24:00 is the midnight that ends a day."""
        if isinstance(value, str) and value.strip() in MIDNIGHT:
            return time(0)
        return super().to_python(value)
