"""What can be wrong with a row, in words fit for the person who must mend it."""

import dataclasses
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hebe.customers.legacy.fields import HIDDEN
from hebe.kernel import phones

REJECT, WARN = "reject", "warn"
_ROW_STAYS_OUT = _("The row is not imported")
_LEFT_EMPTY = _("Imported; the field stays empty")
_KEPT_AS_REMARK = _("Imported; kept as a remark, not as a number")


class Words(NamedTuple):
    """A problem said to a person: what is wrong, what will happen, what helps."""

    message: Promise
    outcome: Promise
    advice: Promise


PROBLEMS: dict[str, Words] = {
    "no_phone": Words(
        _("No mobile; it is how people are recognised"),
        _ROW_STAYS_OUT,
        _("Enter a mobile"),
    ),
    "bad_phone": Words(
        _("Not a complete phone number"), _ROW_STAYS_OUT, _("Correct the number")
    ),
    "no_name": Words(_("No name"), _ROW_STAYS_OUT, _("Enter a name")),
    "negative_balance": Words(
        _("A balance cannot be negative; a debt has its own column"),
        _ROW_STAYS_OUT,
        _("Treat it as a debt, or correct the balance"),
    ),
    "bad_balance": Words(
        _("The amount cannot be read"), _ROW_STAYS_OUT, _("Enter a number with two decimals")
    ),
    "bad_course": Words(
        _("The courses cannot be read"), _ROW_STAYS_OUT, _("Write them as item*sessions left")
    ),
    "skipped": Words(
        _("Left out by choice"), _ROW_STAYS_OUT, _("Take it back to import it after all")
    ),
    "second_phone_in_cell": Words(
        _("Two numbers in one cell"),
        _("Imported; the second is kept as a further contact"),
        _("Swap them if the second is the main number"),
    ),
    "bad_second_phone": Words(
        _("A further number is not complete"), _LEFT_EMPTY, _("Correct the number")
    ),
    "bad_birthday": Words(_("Not a date"), _LEFT_EMPTY, _("Correct the date")),
    "bad_date": Words(_("Not a date"), _LEFT_EMPTY, _("Correct the date")),
    "bad_sex": Words(
        _("Neither female nor male"), _LEFT_EMPTY, _("Write 女 or 男, or leave it empty")
    ),
    "bad_count": Words(_("Not a whole number"), _LEFT_EMPTY, _("Enter a whole number")),
    "markup_removed": Words(
        _("Contains program text"),
        _("Imported without it"),
        _("Check that nothing is missing"),
    ),
    "too_long": Words(
        _("Longer than the field"), _("Imported shortened"), _("Shorten the text")
    ),
    "number_taken": Words(
        _("Another customer has this number already"),
        _LEFT_EMPTY,
        _("Check which customer it belongs to"),
    ),
    "bad_member_no": Words(
        _("Digits of this number are lost"),
        _KEPT_AS_REMARK,
        _("Export the column as text, or enter the number"),
    ),
    "bad_identity_no": Words(
        _("Not a number that exists"),
        _KEPT_AS_REMARK,
        _("Correct the number with the customer"),
    ),
    "name_cleaned": Words(
        _("The name holds other words"),
        _("Imported; the words are kept as a remark"),
        _("An allergy belongs in its own field"),
    ),
    "name_damaged": Words(
        _("A character of the name is lost"),
        _("Imported as it stands"),
        _("Ask the customer, and correct it"),
    ),
    "same_phone_other_person": Words(
        _("Somebody else has this mobile"),
        _ROW_STAYS_OUT,
        _("Say whether they are one person, or share the number"),
    ),
    "opening_differs": Words(
        _("The row above with this mobile has another balance"),
        _("Merged; the first balance counts"),
        _("Check the balance with the customer"),
    ),
}
_DETAILS: dict[str, Promise] = {
    "too_short": _("Only %(digits)s digits, %(missing)s too few"),
    "too_long": _("%(digits)s digits, %(extra)s too many"),
    "digits_lost": _("Excel has cut the number to %(value)s; its digits are lost"),
    "no_such_day": _("There is no such day"),
    "lunar": _("A lunar date; the solar one is needed"),
    "future": _("The day has not come yet"),
    "too_old": _("Nobody is that old"),
    "no_day": _("The day is missing"),
    "ambiguous": _("Could be two different days"),
    "sub_fen": _("Finer than one fen"),
    "excel_error": _("Excel could not work out this amount: %(value)s"),
    "no_value": _("A formula without a value: open the file in Excel and save it"),
    "other_name": _("This mobile belongs to %(name)s"),
    "other_birthday": _("%(name)s has this mobile and another birthday"),
    "other_identity": _("%(name)s has this mobile and another identity number"),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One cell that needs a look; `column` counts from 0 and is -1 without a cell."""

    row_no: int
    code: str
    field: str = ""
    column: int = -1
    value: str = ""
    severity: str = WARN
    detail: str = ""
    params: dict[str, Any] = dataclasses.field(default_factory=dict)
    customer: str = ""
    fix: str = ""

    @property
    def message(self) -> str:
        """Return what is wrong, in the reader's language."""
        precise = _DETAILS.get(self.detail)
        if precise is None:
            return str(PROBLEMS[self.code].message)
        return str(precise) % (self.params | {"value": self.value})

    @property
    def outcome(self) -> str:
        """Return what the import will do about it."""
        return str(PROBLEMS[self.code].outcome)

    @property
    def advice(self) -> str:
        """Return what the person can do about it."""
        return str(PROBLEMS[self.code].advice)

    def as_row(self, *, masked: bool = True) -> dict[str, Any]:
        """Return the problem as plain JSON for a table; phone digits hidden unless told."""
        hide = masked and self.field in HIDDEN
        value = " / ".join(phones.mask(part) for part in phones.split(self.value))
        return {
            "row": self.row_no,
            "customer": self.customer,
            "code": self.code,
            "field": self.field,
            "column": self.column,
            "value": value if hide else self.value,
            "severity": self.severity,
            "message": self.message,
            "outcome": self.outcome,
            "advice": self.advice,
            "fix": phones.mask(self.fix) if hide and self.fix else self.fix,
        }


def phone_trouble(written: str) -> tuple[str, dict[str, Any]]:
    """Say what is wrong with an unreadable number: the detail and its figures.

    >>> phone_trouble("1539623980"), phone_trouble("1.38E+10")[0], phone_trouble("abc")[0]
    (('too_short', {'digits': 10, 'missing': 1}), 'digits_lost', '')
    """
    if "e+" in written.lower():
        return "digits_lost", {}
    digits = sum(character.isdigit() for character in written)
    if not written.lstrip("+").startswith("1") or not 6 <= digits <= 15 or digits == 11:
        return "", {}
    if digits < 11:
        return "too_short", {"digits": digits, "missing": 11 - digits}
    return "too_long", {"digits": digits, "extra": digits - 11}
