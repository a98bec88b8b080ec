"""A customer's data as people enter it, and the one standard it is kept by (CUS-11)."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypedDict

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.customers.choices import Level, Sensitivity, Sex
from hebe.customers.models import Channel, Customer
from hebe.customers.sight import sees
from hebe.kernel import clock, phones, pinyin
from hebe.kernel.errors import Forbidden, Invalid
from hebe.kernel.fields import SealedTextField
from hebe.kernel.folding import is_seen
from hebe.tenancy.models import Store

OLDEST_YEARS = 120
SEALED = {f.name for f in Customer._meta.fields if isinstance(f, SealedTextField)}
GUARDED = {"address", "allergies", "health"}


class Details(TypedDict, total=False):
    """What may be entered besides name and mobile; absent keys stay as they are."""

    name: str
    phone: str
    sex: str
    birthday: date | None
    level: str
    record_no: str
    home_store_id: int
    channel_id: int | None
    referrer_id: int | None
    parking: str
    address: str
    allergies: str
    health: str
    skin_type: str
    wishes: str
    expectation: str
    budget: str
    price_sensitivity: str
    character: str
    guardian_name: str
    guardian_phone: str
    note: str


def cleaned(actor: Actor, details: Details) -> dict[str, Any]:
    """Return the details as columns, or raise Invalid naming the first that does not fit."""
    columns: dict[str, Any] = {}
    for field, value in details.items():
        clean = _CLEANERS.get(field, _text)
        columns[field] = clean(actor, field, value)
    return columns


def refuse_unseen(actor: Actor, customer: Customer, details: Details) -> None:
    """Raise Forbidden when the actor writes a field of hers that she may not see."""
    for field in sorted(GUARDED & details.keys()):
        if not sees(actor, customer, field):
            raise Forbidden(f"see.customers.{field}")


def name_key(name: str) -> str:
    """Return what a name is sorted by."""
    return pinyin.sort_key(name)[:160]


def text_of(field: str, value: object, limit: int, *, lines: bool = False) -> str:
    """Return a text tidied, or raise Invalid when it is too long or cannot be kept."""
    text = str(value or "").replace("\r\n", "\n")
    text = text.strip() if lines else " ".join(text.split())
    if "\x00" in text:
        raise Invalid(field, _("This text holds a character that cannot be saved."))
    if not is_seen(text):
        text = ""
    if len(text) > limit:
        raise Invalid(field, _("At most %(limit)s characters."), limit=limit)
    return text


def _text(_actor: Actor, field: str, value: object) -> str:
    column: Any = Customer._meta.get_field(field)
    limit = column.max_length or 4000
    return text_of(field, value, limit, lines=field in _LONG)


def _name(actor: Actor, field: str, value: object) -> str:
    text = _text(actor, field, value)
    if not text:
        raise Invalid(field, _("Enter the customer's name."))
    return text


def number(field: str, value: object) -> str:
    """Return the canonical form of a number; Invalid when it is not one whole number."""
    text = str(value or "").strip()
    if not text:
        raise Invalid(
            field, _("Enter a mobile number; for a child her guardian's, as a shared one.")
        )
    found = phones.canonical(text)
    if found is None:
        count = len("".join(c for c in text if c.isdigit()))
        raise Invalid(
            field,
            _("This is not a whole number: it has %(count)s digits, a mobile has 11."),
            count=count,
        )
    return found


def _optional_phone(_actor: Actor, field: str, value: object) -> str:
    return number(field, value) if value else ""


def _birthday(actor: Actor, field: str, value: date | None) -> date | None:
    today = clock.today(actor.zone)
    if value is not None and not (today.year - OLDEST_YEARS <= value.year and value <= today):
        raise Invalid(field, _("A birthday lies in the past, at most 120 years ago."))
    return value


def _one_of(choices: list[str]) -> Callable[[Actor, str, object], str]:
    def check(_actor: Actor, field: str, value: object) -> str:
        if value not in choices:
            raise Invalid(field, _("Choose one of the list."))
        return str(value)

    return check


def key_of(actor: Actor, model: type[Model], field: str, value: object) -> int | None:
    """Return the key of a row of the actor's group, or None for none; Invalid otherwise."""
    if value in {None, ""}:
        return None
    rows: Any = model.objects  # type: ignore[attr-defined]
    if not rows.of(actor).filter(pk=value).exists():
        raise Invalid(field, _("Choose one of the list."))
    return int(str(value))


def _key(model: type[Model]) -> Callable[[Actor, str, object], int | None]:
    return lambda actor, field, value: key_of(actor, model, field, value)


_LONG = {"wishes", "expectation", "note", "allergies", "health"}
_CLEANERS: dict[str, Callable[[Actor, str, Any], Any]] = {
    "name": _name,
    "phone": _optional_phone,
    "guardian_phone": _optional_phone,
    "birthday": _birthday,
    "sex": _one_of(Sex.values),
    "level": _one_of(Level.values),
    "price_sensitivity": _one_of(Sensitivity.values),
    "home_store_id": _key(Store),
    "channel_id": _key(Channel),
    "referrer_id": _key(Customer),
}
