"""Model fields that several apps share."""

import json
from typing import TYPE_CHECKING, Any

from django.db import models

from hebe.kernel.crypto import seal, unseal

if TYPE_CHECKING:
    PlainText = models.TextField[str, str]
else:
    PlainText = models.TextField


class SealedTextField(PlainText):
    """Text that is encrypted in the database and plain in Python.

    Empty text stays empty, so "is there one" can be asked without a key. `max_length` counts
    plain characters: forms and acts ask it, the column is unbounded.
    """

    @property
    def _place(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        return seal(text, self._place) if text else text

    def from_db_value(self, value: str | None, *_: Any) -> Any:
        return unseal(value, self._place) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        """Sealed text cannot be compared: search its blind index instead."""
        return super().get_lookup(lookup_name) if lookup_name in {"isnull", "exact"} else None


class SealedListField(SealedTextField):
    """A list of plain JSON that is kept as sealed text; an empty list as empty text."""

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(json.dumps(value, ensure_ascii=False) if value else "")

    def from_db_value(self, value: str | None, *_: Any) -> Any:
        text = super().from_db_value(value)
        return json.loads(text) if text else []
