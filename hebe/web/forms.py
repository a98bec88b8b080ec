"""The base of forms that lead to an act."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext

from hebe.kernel import money
from hebe.kernel.errors import Invalid, Refused
from hebe.kernel.freshness import ChangedMeanwhile

T = TypeVar("T")


class KeptForm(forms.Form):
    """A form that stays as typed when the rules say no.

    `seen` are the marks of what it was opened with, so that nobody overwrites a colleague.
    """

    refusal: Refused | None = None
    seen = ""

    def refuse(self, refusal: Refused) -> None:
        """Show a refusal beside its field, or above the form when it names none of them."""
        if isinstance(refusal, Invalid) and refusal.field in self.fields:
            self.add_error(refusal.field, str(refusal))
            return
        self.refusal = refusal
        self.add_error(None, str(refusal))
        if isinstance(refusal, ChangedMeanwhile):
            for name in refusal.now.keys() & self.fields.keys():
                said = {"value": self.said(name, refusal.now[name])}
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

    def said(self, name: str, value: Any) -> str:
        """Return a value in the words that the form has for it."""
        if name.endswith("_fen"):
            return f"¥{money.yuan(value)}"
        words = {str(k): str(v) for k, v in getattr(self.fields[name], "choices", ())}
        return words.get(str(value), str(value) if value not in {None, ""} else "—")
