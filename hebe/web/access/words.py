"""What the audit trail's names mean, in words."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.kernel.errors import Text
from hebe.web.markup import way
from hebe.web.surface import Registry


@dataclass(frozen=True, slots=True)
class Word:
    """What an event (`CustomerArrived`) or a subject (`visits.visit`) is called."""

    name: str
    label: Text
    position: int = 0


ACTS: Registry[Word] = Registry("word for an act")
SUBJECTS: Registry[Word] = Registry("word for a subject")
KNOWN_ACTS: dict[str, Text] = {
    "ApiKeyCreated": _("API key created"),
    "ApiKeyRevoked": _("API key revoked"),
    "AppointmentBooked": _("Appointment booked"),
    "AppointmentCancelled": _("Appointment cancelled"),
    "AppointmentConfirmed": _("Appointment confirmed"),
    "AppointmentMoved": _("Appointment moved"),
    "CategoryCreated": _("Category added"),
    "CertificateAdded": _("Licence entered"),
    "CertificateEnded": _("Licence ended"),
    "ChannelCreated": _("Channel added"),
    "OwnFieldSaved": _("Own field saved"),
    "ConsultNoted": _("Consult note written"),
    "ContactAdded": _("Contact added"),
    "ContactRemoved": _("Contact removed"),
    "CustomerArrived": _("Arrival registered"),
    "CustomerCreated": _("Customer created"),
    "CustomerDataConfirmed": _("Customer data confirmed"),
    "CustomerLeft": _("Customer left"),
    "CustomerMarked": _("Key customer marked"),
    "CustomerReceived": _("Colleague's customer opened"),
    "CustomerStageChanged": _("Life-cycle stage changed"),
    "CustomerStayedAway": _("No-show noted"),
    "ArrivalTakenBack": _("Arrival taken back"),
    "BookingJoined": _("Further booking joined"),
    "DepartureTakenBack": _("Departure taken back"),
    "NoShowTakenBack": _("No-show taken back"),
    "StageTakenBack": _("Hand-over taken back"),
    "CustomerTagged": _("Tag put on"),
    "CustomerTeamChanged": _("Care team changed"),
    "CustomerUntagged": _("Tag taken off"),
    "CustomerUpdated": _("Customer data changed"),
    "CustomersImported": _("Customers imported"),
    "DeliveryDismissed": _("Failed reaction dismissed"),
    "DeliveryRetried": _("Failed reaction tried again"),
    "FieldRevealed": _("Masked value shown in full"),
    "FollowUpDone": _("Follow-up done"),
    "FollowUpsPlanned": _("Follow-ups planned"),
    "GuardianCame": _("Guardian present"),
    "ItemChanged": _("Item changed"),
    "ItemCreated": _("Item added"),
    "ItemRetired": _("Item retired"),
    "ListExported": _("List exported"),
    "MemberChanged": _("Staff member changed"),
    "MemberJoined": _("Staff member joined"),
    "MemberLeft": _("Staff member left"),
    "OrderCancelled": _("Order cancelled"),
    "OrderLineAdded": _("Order line added"),
    "OrderLineChanged": _("Order line changed"),
    "OrderLineRemoved": _("Order line removed"),
    "OrderOpened": _("Order opened"),
    "OrderPaid": _("Order paid"),
    "OrderReopened": _("Order reopened"),
    "OrderStarted": _("Order started"),
    "PartPaid": _("Order paid in part"),
    "PasswordChanged": _("Password set"),
    "PaymentTaken": _("Payment taken"),
    "ProductChanged": _("Product changed"),
    "ProductCreated": _("Product added"),
    "RecordWasSigned": _("Record signed"),
    "ResourceSaved": _("Room or device saved"),
    "RoleEdited": _("Role edited"),
    "RolesAssigned": _("Roles assigned"),
    "RuleSet": _("Red line set"),
    "SecondFactorChanged": _("Second factor switched"),
    "SecondFactorReset": _("Lost second factor reset"),
    "RecoveryCodesRenewed": _("Recovery codes renewed"),
    "ShiftRemoved": _("Shift removed"),
    "ShiftsRostered": _("Shifts rostered"),
    "SignedIn": _("Signed in"),
    "SkillsSet": _("Skills listed"),
    "StageEntered": _("Stage entered"),
    "StandardSet": _("Stage standard set"),
    "StepChanged": _("Follow-up step set"),
    "StepStopped": _("Follow-up step stopped"),
    "StoreSaved": _("Store saved"),
    "AdvisorsRenamed": _("Word for advisors changed"),
    "TagCreated": _("Tag added"),
    "TagEdited": _("Tag edited"),
    "TenderReversed": _("Payment reversed"),
    "TimeBlocked": _("Time closed"),
    "TimeOpened": _("Time opened"),
    "TodoCreated": _("To-do created"),
    "TodoDone": _("To-do done"),
    "TodoEscalated": _("To-do escalated"),
    "TodoHandedOver": _("To-do handed over"),
    "TreatmentFinished": _("Treatment finished"),
    "TreatmentStarted": _("Treatment started"),
    "UserCreated": _("Log-in created"),
    "UserSwitched": _("Log-in opened or closed"),
    "WeightsSet": _("Activity weights set"),
    "CustomerViewed": _("Customer viewed"),
    "viewed": _("Viewed"),
    "phone seen": _("Phone seen"),
    "record.saved": _("Record draft saved"),
}
KNOWN_SUBJECTS: dict[str, Text] = {
    "tenancy.store": _("Store"),
    "access.user": _("Log-in"),
    "access.role": _("Role"),
    "access.apikey": _("API key"),
    "compliance.rulesetting": _("Red line"),
    "catalog.category": _("Category"),
    "catalog.item": _("Item"),
    "catalog.product": _("Product"),
    "staff.member": _("Staff member"),
    "staff.certificate": _("Licence"),
    "staff.shift": _("Shift"),
    "customers.channel": _("Channel"),
    "customers.customer": _("Customer"),
    "customers.contact": _("Contact"),
    "customers.tag": _("Tag"),
    "customers.importrun": _("Import"),
    "todos.todo": _("To-do"),
    "scheduling.resource": _("Resource"),
    "scheduling.appointment": _("Appointment"),
    "scheduling.resourceclaim": _("Claim"),
    "visits.stagestandard": _("Stage standard"),
    "visits.visit": _("Visit"),
    "billing.order": _("Order"),
    "billing.orderline": _("Order line"),
    "clinical.consultnote": _("Consult note"),
    "clinical.record": _("Record"),
    "clinical.treatment": _("Treatment"),
    "payments.tender": _("Payment"),
    "care.followupstep": _("Follow-up step"),
    "care.followup": _("Follow-up"),
    "analytics.unitweights": _("Activity weights"),
    "journal.delivery": _("Reaction"),
}
# Where a subject has a page of its own, and the right that opens it.
PAGES = {
    "customers.customer": ("customers:detail", "customers.view"),
    "visits.visit": ("visits:visit", "visits.view"),
    "billing.order": ("billing:order", "billing.view"),
    "scheduling.appointment": ("scheduling:appointment", "scheduling.view"),
    "staff.member": ("staff:member", "staff.view"),
    "catalog.item": ("catalog:item", "catalog.view"),
}
HANDLERS: dict[str, Text] = {
    "care.handlers.plan": _("Plan follow-ups"),
    "checkout.handlers.count_spending": _("Add to what she has spent"),
    "checkout.handlers.take_spending_back": _("Take from what she has spent"),
    "journal.handlers.count_event": _("Count for the day"),
}


ACTS.add(*(Word(name, label) for name, label in KNOWN_ACTS.items()))
SUBJECTS.add(*(Word(name, label) for name, label in KNOWN_SUBJECTS.items()))


def act_words(name: str) -> str:
    """Return an act's name in words; an unknown one is taken apart."""
    if word := ACTS.find(name):
        return str(word.label)
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def subject_words(subject: str) -> str:
    """Return what a subject such as `customers.customer:12` is, in words."""
    label, _colon, key = subject.partition(":")
    word = SUBJECTS.find(label)
    return f"{word.label if word else label} {key}".strip()


def subject_page(actor: Actor, subject: str) -> str:
    """Return the address of a subject's own page, or "" without one or without the right."""
    label, _colon, key = subject.partition(":")
    page, permission = PAGES.get(label, ("", ""))
    return way(page, int(key)) if page and key.isdigit() and actor.may(permission) else ""


def handler_words(handler: str) -> str:
    """Return what a handler does, in words; an unknown one by its name in the code."""
    return str(HANDLERS.get(handler, handler))


def act_choices() -> list[tuple[str, Text]]:
    """Return the known acts by their words."""
    return sorted(((a.name, a.label) for a in ACTS), key=lambda entry: str(entry[1]))
