"""Whoever treats a customer today sees what was done to her at every store."""

from datetime import timedelta

import pytest
import time_machine

from hebe.access.actor import Grant
from hebe.access.errors import NotYourStore
from hebe.access.models import Assignment, Role
from hebe.access.queries import actor_for
from hebe.architecture.cast import member_of, user_of
from hebe.clinical import queries
from hebe.clinical.models import Treatment
from hebe.clinical.services import save_record
from hebe.clinical.tests.conftest import PARTS
from hebe.customers.queries import customers, get_customer, profile
from hebe.journal.models import Audit
from hebe.kernel.errors import NotFound
from hebe.staff.queries import me
from hebe.visits.queries import get_visit
from hebe.visits.services import close_visit, register_arrival

SEEN = "FileSeenInVisit"


@pytest.fixture
def her(group, xuhui):
    """Return a doctor of the other store, with her role there alone."""
    user = user_of(group, "nurse", xuhui)
    Assignment.objects.of(group).filter(user=user).delete()
    role = Role.objects.of(group).get(code="doctor")
    Assignment.objects.of(group).create(group_id=group.pk, user=user, role=role, store=xuhui)
    member_of(group, xuhui, "方晴", "doctor", user=user)
    return actor_for(user)


@pytest.fixture
def treated(group, visit, jingan, qin_lan, botox, dr_lin, paid_line):
    return Treatment.objects.of(group).create(
        group_id=group.pk, visit=visit, store=jingan, customer=qin_lan, item=botox,
        line=paid_line, performer=dr_lin, started_at=visit.arrived_at, day=visit.day,
        parameters="20U", state="done",
    )  # fmt: skip


@pytest.fixture
def gone(signed, treated, boss, visit, qin_lan):
    """Let her leave the first store, treated and with a signed record."""
    qin_lan.allergies = "利多卡因"
    qin_lan.save(update_fields=["allergies"])
    close_visit(boss, visit_id=visit.pk)
    return visit


@pytest.fixture
def here(gone, boss, xuhui, qin_lan):
    return register_arrival(boss, store_id=xuhui.pk, customer_id=qin_lan.pk)


def test_nothing_opens_before_she_comes(her, gone, qin_lan, signed):
    assert list(customers(her)) == []
    for look in (
        lambda: get_customer(her, qin_lan.pk),
        lambda: queries.get_record(her, signed.pk),
        lambda: queries.treatments_of_customer(her, qin_lan.pk),
        lambda: get_visit(her, gone.pk),
    ):
        with pytest.raises(NotFound):
            look()
    assert queries.of_customer(her, qin_lan.pk) == []
    with pytest.raises(NotYourStore):
        queries.plan_of(her, gone)


def test_the_doctor_who_treats_her_today_sees_it_all(her, here, gone, qin_lan, signed, treated):
    assert profile(her, qin_lan.pk).allergies == "利多卡因"
    assert queries.of_customer(her, qin_lan.pk) == [signed]
    assert queries.get_record(her, signed.pk).diagnosis == PARTS["diagnosis"]
    (found,) = queries.treatments_of_customer(her, qin_lan.pk)
    assert queries.medicine_of(her, [found]) == {treated.pk}
    assert get_visit(her, gone.pk) == gone
    assert [line["quantity"] for line in queries.plan_of(her, gone)] == [1]
    assert queries.treatments_of(her, gone) == [treated]


def test_the_look_is_kept_once_per_person_and_visit(her, here, qin_lan, group):
    kept = Audit.objects.of(group).filter(act=SEEN)
    for _again in range(2):
        queries.of_customer(her, qin_lan.pk)
        queries.treatments_of_customer(her, qin_lan.pk)
    row = kept.get()
    assert (row.user_id, row.subject) == (her.user_id, f"visits.visit:{here.pk}")
    assert row.data == {"customer_id": qin_lan.pk}


def test_what_is_elsewhere_is_read_not_changed(her, here, gone, group):
    with pytest.raises(NotYourStore):
        save_record(her, visit_id=gone.pk, parts={"complaint": "x"})


def test_it_closes_when_she_has_left(her, boss, here, qin_lan, signed):
    close_visit(boss, visit_id=here.pk)
    with pytest.raises(NotFound):
        queries.get_record(her, signed.pk)
    assert queries.of_customer(her, qin_lan.pk) == []
    assert queries.records_elsewhere(her, qin_lan.pk) == 1


def test_a_visit_that_nobody_closed_opens_nothing_the_next_day(
    her, here, qin_lan, signed, monday
):
    tomorrow = monday("10:00") + timedelta(days=1)
    with time_machine.travel(tomorrow, tick=False), pytest.raises(NotFound):
        queries.get_record(her, signed.pk)


def test_who_sees_her_own_patients_sees_this_when_she_treats_her(her, here, qin_lan, signed):
    own = {code: Grant(grant.stores, own=True) for code, grant in her.grants.items()}
    only_own = type(her)(
        her.user_id, her.name, her.group_id, own, her.store_id, her.zone, stores=her.stores
    )
    assert queries.of_customer(only_own, qin_lan.pk) == []
    here.doctor = me(her)
    here.save(update_fields=["doctor"])
    assert queries.of_customer(only_own, qin_lan.pk) == [signed]


def test_the_page_of_a_record_counts_what_there_is(her, here, gone, client_of, boss, qin_lan):
    client = client_of("nurse")
    page = client.get(f"/visits/{here.pk}/record/").content.decode()
    assert f"/visits/{gone.pk}/record/" in page
    assert client.get(f"/visits/{gone.pk}/record/").status_code == 200
    assert PARTS["diagnosis"] in client.get(f"/visits/{gone.pk}/record/").content.decode()
    close_visit(boss, visit_id=here.pk)
    page = client.get(f"/visits/{here.pk}/record/").content.decode()
    assert "首份病历" not in page
    assert "另有 1 份病历" in page
    assert client.get(f"/visits/{gone.pk}/record/").status_code == 404


def test_the_api_opens_and_closes_with_her_stay(her, here, gone, api_of, boss, qin_lan, signed):
    api = api_of("nurse")
    assert len(api("get", f"/customers/{qin_lan.pk}/records").json()) == 1
    assert api("get", f"/visits/{gone.pk}/plan").status_code == 200
    assert api("get", f"/visits/{gone.pk}/treatments").json()[0]["parameters"] == "20U"
    close_visit(boss, visit_id=here.pk)
    assert api("get", f"/customers/{qin_lan.pk}/records").status_code == 404
    assert api("get", f"/visits/{gone.pk}/plan").status_code == 404
