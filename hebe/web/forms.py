"""The base of forms that lead to an act."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext

from hebe.kernel import money
from hebe.kernel.errors import Refused
from hebe.kernel.freshness import ChangedMeanwhile

T = TypeVar("T")


def typed(request: HttpRequest) -> QueryDict | None:
    """Return what was sent; None when the form is only asked for."""
    return request.POST if request.method == "POST" else None


def key_in(text: str | None) -> int | None:
    """Return the key of a row that was sent, or None when this can be none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None


def day_input() -> forms.DateInput:
    """Return the browser's own date field."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class KeptForm(forms.Form):
    """A form that stays as typed when the rules say no.

    `marks` are those of what is being edited; `seen` are the ones that the form was opened
    with and carries along, so that nobody overwrites a colleague.
    """

    refusal: Refused | None = None
    ids = "id_%s"  # forms that share a page have ids of their own, so that labels find them

    def __init__(self, *args: Any, marks: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": self.ids, **kwargs})
        self.marks = marks
        self.seen = self.data.get("seen", "") if self.is_bound else marks

    def refuse(self, refusal: Refused) -> None:
        """Show a refusal, and what to do next, beside its field or above the form."""
        said = f"{refusal} {refusal.advice}".strip()
        if refusal.field in self.fields:
            self.add_error(refusal.field, said)
            return
        self.refusal = refusal
        self.add_error(None, said)
        if isinstance(refusal, ChangedMeanwhile):
            self._show_clash(refusal)

    def _show_clash(self, clash: ChangedMeanwhile) -> None:
        """Say what the fields hold now; saving again is a decision, not an accident."""
        self.seen = self.marks
        for name in clash.now.keys() & self.fields.keys():
            said = {"value": self.worded(name, clash.now[name])}
            self.add_error(name, gettext("Now: %(value)s") % said)

    def attempt(self, act: Callable[[], T]) -> T | None:
        """Carry out an act if the form is valid; None, and the reason shown, when refused.

        A form that nobody has sent yet is not valid, so it attempts nothing.
        """
        if not self.is_valid():
            return None
        try:
            return act()
        except Refused as refusal:
            self.refuse(refusal)
            return None

    def worded(self, name: str, value: Any) -> str:
        """Return a value in the words that the form has for it."""
        if name.endswith("_fen"):
            return f"¥{money.yuan(value)}"
        if isinstance(value, bool):
            return gettext("Yes") if value else gettext("No")
        words = {str(k): str(v) for k, v in getattr(self.fields[name], "choices", ())}
        several = value if isinstance(value, list | tuple) else [value]
        told = (words.get(str(one), "" if one is None else str(one)) for one in several)
        return " / ".join(filter(None, told)) or "—"
