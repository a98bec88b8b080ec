"""The group's own fields: what they are, and what they say of one customer (CUS-05)."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.customers.choices import OwnKind
from hebe.customers.details import text_of
from hebe.customers.errors import OwnFieldTaken
from hebe.customers.events import OwnFieldSaved
from hebe.customers.models import Customer, OwnField, OwnValue
from hebe.customers.own import OwnProblem, read_own
from hebe.customers.sight import sees
from hebe.customers.tokens import own_digest
from hebe.journal.publish import publish
from hebe.kernel.errors import Forbidden, Invalid
from hebe.kernel.freshness import marks, merged
from hebe.kernel.violations import refusing

MOST_FIELDS, MOST_OPTIONS = 40, 30
KEPT = ("name", "options", "is_sensitive", "is_active")
TAKEN = {"one_own_field_per_name": OwnFieldTaken()}
PROBLEMS = {
    OwnProblem.CHOICE: _("Choose one of the list."),
    OwnProblem.NUMBER: _("Enter a number."),
    OwnProblem.DATE: _("Enter a date."),
    OwnProblem.LONG: _("At most 200 characters."),
}


@requires("customers.settings")
@transaction.atomic
def create_own_field(
    actor: Actor,
    *,
    name: str,
    kind: str = OwnKind.TEXT,
    options: Sequence[str] = (),
    is_sensitive: bool = False,
) -> OwnField:
    """Ask one more thing of every customer; OwnFieldTaken when there is one of that name."""
    if kind not in OwnKind.values:
        raise Invalid("kind", _("Choose one of the list."))
    count = OwnField.objects.of(actor).count()
    if count >= MOST_FIELDS:
        raise Invalid("name", _("At most 40 fields of your own; nobody fills in more."))
    field = OwnField(group_id=actor.group_id, kind=kind, position=count)
    field.is_sensitive = is_sensitive
    return _save(actor, field, _asked(field, name, options), {})


@requires("customers.settings")
@transaction.atomic
def edit_own_field(
    actor: Actor,
    *,
    field_id: int,
    name: str,
    options: Sequence[str] = (),
    is_sensitive: bool = False,
    is_active: bool = True,
    seen: str = "",
) -> OwnField:
    """Rename a field, change its words or retire it; what was written in it stays.

    `seen` are the `own_field_marks` that a form was opened with: ChangedMeanwhile when somebody
    else changed the same since. Nothing changed means nothing told.
    """
    field: OwnField = OwnField.objects.of(actor).locked().one(field_id)
    before, flags = _plain(field), {"is_sensitive": is_sensitive, "is_active": is_active}
    typed = _asked(field, name, options) | flags
    return _save(actor, field, merged(typed, before, seen), before)


def own_field_marks(field: OwnField) -> str:
    """Return the marks that a form opened now carries along for `edit_own_field`."""
    return marks(_plain(field))


def _plain(field: OwnField) -> dict[str, Any]:
    return {name: getattr(field, name) for name in KEPT}


def _asked(field: OwnField, name: str, options: Sequence[str]) -> dict[str, Any]:
    """Return the name and the words of a choice as they are kept, or raise Invalid."""
    called = text_of("name", name, 40)
    if not called:
        raise Invalid("name", _("Enter a name."))
    words = dict.fromkeys(text_of("options", word, 40) for word in options)
    kept = [word for word in words if word] if field.kind == OwnKind.CHOICE else []
    if field.kind == OwnKind.CHOICE and not 2 <= len(kept) <= MOST_OPTIONS:
        raise Invalid("options", _("A choice needs from 2 to 30 words, one on each line."))
    return {"name": called, "options": kept}


def _save(
    actor: Actor, field: OwnField, changes: Mapping[str, Any], before: Mapping[str, Any]
) -> OwnField:
    for name, value in changes.items():
        setattr(field, name, value)
    with refusing(TAKEN):
        field.save()
    after = _plain(field)
    if after != before:
        told = OwnFieldSaved(field.pk)
        publish(actor, told, subject=field, before=dict(before), after=after)
    return field


def own_marks(actor: Actor, customer: Customer) -> dict[str, str]:
    """Return what the group's own fields say now, under the names that marks know them by."""
    rows = OwnValue.objects.of(actor).filter(customer=customer)
    said = {row.field_id: row.value for row in rows}
    fields = OwnField.objects.of(actor)
    if not sees(actor, customer, "own"):
        fields = fields.filter(is_sensitive=False)
    return {own_name(key): said.get(key, "") for key in fields.values_list("pk", flat=True)}


def own_name(field_id: int) -> str:
    """Return the name of an own field in forms and refusals."""
    return f"own_{field_id}"


def fill_own(
    actor: Actor, customer: Customer, given: Mapping[int, str], seen: str = ""
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Keep what is given of the group's own fields; return before and after by label.

    Raises Invalid and ChangedMeanwhile about `own_<key>`, Forbidden for a sensitive field.
    """
    if not given:
        return {}, {}
    fields = {f.pk: f for f in OwnField.objects.of(actor).filter(pk__in=given)}
    rows = {r.field_id: r for r in OwnValue.objects.of(actor).filter(customer=customer)}
    current = {own_name(k): rows[k].value if k in rows else "" for k in given}
    if any(f.is_sensitive for f in fields.values()) and not sees(actor, customer, "own"):
        raise Forbidden("see.customers.own")
    typed = {
        own_name(k): _read(fields.get(k), k, text, current[own_name(k)])
        for k, text in given.items()
    }
    wanted = merged(typed, current, seen)
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for key, field in fields.items():
        name = own_name(key)
        if name not in wanted or wanted[name] == current[name]:
            continue
        _keep(actor, customer, field, rows.get(key), wanted[name])
        before[field.name] = _audited(current[name])
        after[field.name] = _audited(wanted[name])
    return before, after


def _read(field: OwnField | None, key: int, text: str, now: str) -> str:
    """Return what is to be kept; a word struck off the list since may stay where it is."""
    if field is None:
        raise Invalid(own_name(key), _("Choose one of the list."))
    if text == now:
        return now
    value = read_own(field.kind, field.options, text_of(own_name(key), text, 4000))
    if isinstance(value, OwnProblem):
        raise Invalid(own_name(key), PROBLEMS[value])
    return value


def _keep(
    actor: Actor, customer: Customer, field: OwnField, row: OwnValue | None, value: str
) -> None:
    if not value and row is not None:
        row.delete()
        return
    row = row or OwnValue(group_id=actor.group_id, customer=customer, field=field)
    row.value, row.digest = value, own_digest(field.pk, value)
    row.save()


def _audited(value: str) -> str:
    """Return what the audit may hold of a value that is sealed where it stands."""
    return "***" if value else ""
