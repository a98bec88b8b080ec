"""What appointments can be asked, and what customers can be asked of theirs."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hebe.access.actor import Actor
from hebe.catalog.models import Category, Item
from hebe.customers.models import Customer
from hebe.customers.queries import customers, keys_named
from hebe.filters import Field, borrow, register, subject
from hebe.filters.build import by_day, chosen, rows_of, words_of
from hebe.scheduling.choices import TO_COME, ResourceKind, Source, Status
from hebe.scheduling.models import Appointment, Resource, ResourceClaim
from hebe.scheduling.queries import appointments
from hebe.staff.models import Member
from hebe.tenancy.models import Store

VIEW = "scheduling.view"


def _named(actor: Actor, _op: str, value: Any) -> Q:
    keys = keys_named(actor, value) if actor.may("customers.view") else []
    return Q(customer_id__in=keys) | Q(customer__name__icontains=value)


def _claims(actor: Actor) -> Any:
    return ResourceClaim.objects.of(actor).filter(appointment__isnull=False)


def _taking(path: str) -> Any:
    """Ask whom or what an appointment takes, whichever of its parts it is."""

    def build(actor: Actor, op: str, value: Any) -> Q:
        claims = _claims(actor).filter(**{f"{path}__isnull": False})
        if op in {"is", "is_not"}:
            claims = claims.filter(**{f"{path}__in": value})
        taken = Q(pk__in=claims.values("appointment_id"))
        return ~taken if op in {"is_not", "empty"} else taken

    return build


def _mine(actor: Actor, op: str, _value: Any) -> Q:
    claims = _claims(actor).filter(member__user_id=actor.user_id, member__user_id__isnull=False)
    mine = Q(pk__in=claims.values("appointment_id"))
    return mine if op == "yes" else ~mine


def _booked(actor: Actor) -> Any:
    return appointments(actor).filter(status__in=TO_COME)


subject("appointments", Appointment, VIEW, appointments)
register(
    Appointment,
    Field("status", _("status"), "choice", chosen("status"), words_of(Status), always=True),
    Field("day", pgettext_lazy("appointment", "day"), "day",
          by_day("starts_at", instant=True), always=True),
    Field("item", _("item"), "choice", chosen("item_id"), rows_of(Item), always=True),
    Field("category", _("category"), "choice", chosen("item__category_id"),
          rows_of(Category), always=True),
    Field("doctor", _("doctor"), "choice", chosen("doctor_id"),
          rows_of(Member, post="doctor")),
    Field("person", _("whoever takes part"), "choice", _taking("member_id"), rows_of(Member)),
    Field("room", _("room"), "choice", _taking("resource_id"),
          rows_of(Resource, kind=ResourceKind.ROOM), always=True),
    Field("device", _("device"), "choice", _taking("resource_id"),
          rows_of(Resource, kind=ResourceKind.DEVICE), always=True),
    Field("store", _("store"), "choice", chosen("store_id"), rows_of(Store), always=True),
    Field("source", pgettext_lazy("booking", "booked by"), "choice", chosen("source"),
          words_of(Source), always=True),
    Field("mine", pgettext_lazy("filter appointment", "mine"), "flag", _mine),
    Field("created", pgettext_lazy("filter", "entered"), "day",
          by_day("created_at", instant=True), always=True),
    Field("who", pgettext_lazy("filter", "customer"), "search", _named),
)  # fmt: skip
borrow(
    Appointment, "customer.", Customer, pgettext_lazy("filter", "customer"), "customer",
    customers, "customers.view",
)  # fmt: skip
register(
    Customer,
    Field("booked", _("is booked for"), "day",
          by_day("starts_at", instant=True).of(_booked, "customer_id"), right=VIEW),
)  # fmt: skip
