"""One row of every kind, so that every address of the house can be asked for a real one."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from hebe.access.models import Assignment, Role, SavedView, User
from hebe.access.registry import PERMISSIONS
from hebe.access.services import create_api_key
from hebe.architecture.cast import member_of
from hebe.billing.services import Wanted, open_order
from hebe.care.models import FollowUp
from hebe.care.services import set_follow_up_step
from hebe.catalog.models import Product
from hebe.clinical.models import Treatment
from hebe.clinical.services import amend_record, save_record, sign_record
from hebe.customers.importing import upload_list
from hebe.customers.services import add_contact, attach_file, create_own_field, create_tag
from hebe.jobs.models import Job
from hebe.journal.models import Audit, Delivery
from hebe.payments.services import take_payment
from hebe.scheduling.models import Resource
from hebe.scheduling.services import block_time, book_appointment
from hebe.staff.models import Shift
from hebe.tenancy.context import working_for
from hebe.todos.models import Substitute
from hebe.todos.services import create_todo
from hebe.visits.services import register_arrival

OLD_LIST = "姓名,手机\n李一,13900000001\n坏,123\n".encode()


def undone(act):
    """Return what an act returns, and take back what it did."""
    with transaction.atomic():
        answer = act()
        transaction.set_rollback(True)
    return answer


@pytest.fixture
def everything(_people, _sold, _planned):
    """Return the key of one row of every kind, by the name that addresses give it."""
    return _people | _sold | _planned


@pytest.fixture
def stranger_of_ours(group, actor_named):
    """Let the log-in of the warehouse lose its role."""
    warehouse = actor_named("warehouse")
    Assignment.objects.of(group).filter(user_id=warehouse.user_id).delete()
    return "warehouse"


@pytest.fixture
def elsewhere(group, jingan, xuhui, actor_named):
    """Let a log-in do everything at one store, and next to nothing at that of the others."""
    warehouse = actor_named("warehouse")
    every = Role.objects.of(group).create(
        group_id=group.pk, code="every", name="每件事", permissions=sorted(PERMISSIONS)
    )
    little = Role.objects.of(group).create(
        group_id=group.pk, code="little", name="一件事", permissions=["scheduling.off_duty"]
    )
    given = Assignment.objects.of(group)
    given.filter(user_id=warehouse.user_id).delete()
    for role, store in ((every, xuhui), (little, jingan)):
        given.create(group_id=group.pk, user_id=warehouse.user_id, role=role, store=store)
    return "warehouse"


@pytest.fixture
def _morning(monday):
    with time_machine.travel(monday("09:30"), tick=False):
        yield monday


@pytest.fixture
def _people(_morning, group, jingan, boss, qin_lan, dr_lin, zhou_ke, nurse):
    wang = member_of(
        group, jingan, "王若溪", "doctor", licence="lead_doctor", department="dermatology"
    )
    shift = Shift.objects.of(group).create(
        group_id=group.pk, member=wang, store=jingan, day=_morning("09:00").date(),
        starts_at=_morning("09:00"), ends_at=_morning("21:00"),
    )  # fmt: skip
    key, _secret = create_api_key(boss, user_id=nurse.user_id, name="App", scopes=[])
    view = SavedView.objects.of(group).create(
        group_id=group.pk, user_id=nurse.user_id, table="customers", name="VIP"
    )
    contact = add_contact(boss, customer_id=qin_lan.pk, kind="landline", value="021-62345678")
    report = attach_file(boss, customer_id=qin_lan.pk, name="报告.pdf", content=b"%PDF-1.7 ...")
    return {
        "store_id": jingan.pk, "user_id": nurse.user_id, "key_id": key.pk, "view_id": view.pk,
        "role_id": Role.objects.of(group).get(code="nurse").pk, "shift_id": shift.pk,
        "member_id": wang.pk, "doctor_id": dr_lin.pk, "performer_id": dr_lin.pk,
        "owner_id": zhou_ke.pk, "advisor_id": zhou_ke.pk, "carer_id": zhou_ke.pk,
        "customer_id": qin_lan.pk,
        "certificate_id": wang.certificates.get().pk, "contact_id": contact.pk,
        "attachment_id": report.pk,
        "tag_id": create_tag(boss, name="怕痛").pk,
        "field_id": create_own_field(boss, name="肤色").pk,
    }  # fmt: skip


@pytest.fixture
def _sold(_morning, group, jingan, boss, frontdesk, qin_lan, li_siyu, botox, glow, _people):
    room = Resource.objects.of(group).create(
        group_id=group.pk, store=jingan, kind="room", type="laser", name="光电室 1"
    )
    booked = book_appointment(
        frontdesk, store_id=jingan.pk, customer_id=li_siyu.pk, item_id=botox.pk,
        doctor_id=_people["member_id"], starts_at=_morning("10:00"),
    )  # fmt: skip
    closed = block_time(
        boss, store_id=jingan.pk, resource_id=room.pk, reason="保养",
        starts_at=_morning("15:00"), ends_at=_morning("16:00"),
    )  # fmt: skip
    order = open_order(
        boss, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(botox.pk)]
    )
    (tender,) = take_payment(boss, order_id=order.pk, tenders=[("cash", 100, "")])
    product = Product.objects.of(group).create(
        group_id=group.pk, code="BTXA", name="注射用A型肉毒毒素", unit="支"
    )
    return {
        "resource_id": room.pk, "room_id": room.pk, "appointment_id": booked.pk,
        "claim_id": closed.pk, "item_id": botox.pk, "order_id": order.pk,
        "line_id": order.lines.get().pk, "tender_id": tender.pk, "product_id": product.pk,
        "bundle_id": glow.pk,
    }  # fmt: skip


@pytest.fixture
def _visit(_morning, frontdesk, jingan, qin_lan):
    return register_arrival(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk)


@pytest.fixture
def _treatment(_visit, group, jingan, boss, qin_lan, dr_lin, botox):
    order = open_order(
        boss, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(botox.pk)]
    )
    return Treatment.objects.of(group).create(
        group_id=group.pk, visit=_visit, store=jingan, customer=qin_lan, item=botox,
        line=order.lines.get(), performer=dr_lin, started_at=_visit.arrived_at, day=_visit.day,
    )  # fmt: skip


@pytest.fixture
def _asked(_treatment, _morning, _people, group, jingan, boss, qin_lan, zhou_ke):
    step = set_follow_up_step(boss, item_id=None, day=1, title="第 1 天回访")
    due = _morning("09:30") + timedelta(days=1)
    asked, todo = (
        create_todo(
            boss, store_id=jingan.pk, title="回访", due_at=due, source=kind, kind=kind,
            customer_id=qin_lan.pk, owner_id=zhou_ke.pk,
        )
        for kind in ("follow_up", "task")
    )  # fmt: skip
    follow_up = FollowUp.objects.of(group).create(
        group_id=group.pk, todo=asked, treatment=_treatment, customer=qin_lan, step=step
    )
    away = Substitute.objects.of(group).create(
        group_id=group.pk, member=zhou_ke, substitute_id=_people["member_id"],
        starts_on=due.date(), ends_on=due.date(),
    )  # fmt: skip
    return {
        "step_id": step.pk, "todo_id": todo.pk, "follow_up_id": follow_up.pk,
        "absence_id": away.pk, "substitute_id": _people["doctor_id"], "todo_kind": "task",
        "position": 1,
    }  # fmt: skip


@pytest.fixture
def _planned(_asked, _visit, _treatment, group, jingan, doctor, manager):
    parts = dict.fromkeys(("complaint", "findings", "diagnosis", "advice"), "眉间纹")
    record = save_record(doctor, visit_id=_visit.pk, parts=parts)
    sign_record(doctor, record_id=record.pk)
    amend_record(doctor, record_id=record.pk, parts={"advice": "15U"}, reason="剂量录错")
    draft = upload_list(manager, name="old.csv", content=OLD_LIST, store_id=jingan.pk)
    job = Job.objects.of(group).create(
        group_id=group.pk, kind="customers.import", title="old.csv", user_id=manager.user_id,
        store_id=jingan.pk,
    )  # fmt: skip
    told = Delivery.objects.of(group).select_related("event").earliest("pk")
    Delivery.objects.of(group).filter(pk=told.pk).update(state="resting")
    return _asked | {
        "event_id": told.event_id, "delivery_id": told.pk,
        "visit_id": _visit.pk, "record_id": record.pk, "treatment_id": _treatment.pk,
        "draft_id": draft.pk, "job_id": job.pk, "row_no": 3, "stage": "consult",
        "audit_id": Audit.objects.of(group).earliest("pk").pk, "rule": "PRC-09",
        "rule_id": "PRC-09", "name": "consult_valid_days", "subject": "customers",
        "metric": "revenue", "correction": "move", "field": "phone", "size": "a4",
    }  # fmt: skip


def traces(group):
    """Count what acts leave behind in a group."""
    with working_for(group.pk):
        return Audit.objects.of(group).count(), User.objects.of(group).count()
