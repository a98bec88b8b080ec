"""A room holds one treatment at a time, and so does a device."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from hebe.billing.services import Wanted, open_order
from hebe.clinical.errors import PlaceTaken
from hebe.clinical.models import Treatment
from hebe.clinical.queries import checks_of
from hebe.clinical.services import finish_treatment, start_treatment
from hebe.payments.services import take_payment
from hebe.scheduling.models import Resource
from hebe.tenancy.context import working_for
from hebe.visits.models import Visit
from hebe.visits.services import register_arrival


@pytest.fixture
def room(group, jingan):
    return Resource.objects.of(group).create(
        group_id=group.pk, store=jingan, kind="room", type="laser", name="治疗室 2"
    )


@pytest.fixture
def device(group, jingan):
    return Resource.objects.of(group).create(
        group_id=group.pk, store=jingan, kind="device", type="pico", name="皮秒 1 号机"
    )


@pytest.fixture
def paid(boss, frontdesk, jingan, facial):
    """Let somebody arrive who has paid for a facial; return what starts it."""

    def act(customer):
        visit = register_arrival(frontdesk, store_id=jingan.pk, customer_id=customer.pk)
        order = open_order(
            boss, store_id=jingan.pk, customer_id=customer.pk,
            lines=[Wanted(item_id=facial.pk, quantity=2)],
        )  # fmt: skip
        take_payment(boss, order_id=order.pk, tenders=[("cash", order.total_fen, "")])
        return {"visit_id": visit.pk, "line_id": order.lines.get().pk}

    return act


@pytest.fixture
def first(paid, qin_lan, dr_lin):
    return paid(qin_lan) | {"performer_id": dr_lin.pk}


@pytest.fixture
def second(paid, li_siyu, dr_chen):
    return paid(li_siyu) | {"performer_id": dr_chen.pk}


@pytest.mark.parametrize("place", ["room", "device"])
def test_where_one_is_treated_nobody_else_is(doctor, request, first, second, group, place):
    thing = request.getfixturevalue(place)
    start_treatment(doctor, **first, **{f"{place}_id": thing.pk})
    with pytest.raises(PlaceTaken) as told:
        start_treatment(doctor, **second, **{f"{place}_id": thing.pk})
    said = str(told.value)
    assert all(word in said for word in (thing.name, "林泽", "补水护理", "10:00"))
    assert told.value.advice
    assert Treatment.objects.of(group).count() == 1


def test_once_it_is_over_the_room_is_free_again(doctor, room, first, second):
    begun = start_treatment(doctor, **first, room_id=room.pk)
    finish_treatment(doctor, treatment_id=begun.pk)
    assert start_treatment(doctor, **second, room_id=room.pk).room == room


def test_who_names_no_room_is_in_nobodys_way(doctor, room, first, second, group):
    start_treatment(doctor, **first)
    start_treatment(doctor, **second)
    assert Treatment.objects.of(group).count() == 2


def test_the_checks_say_beforehand_that_it_is_in_use(doctor, room, device, first, second):
    start_treatment(doctor, **first, room_id=room.pk)
    visit = (
        Visit.objects.of(doctor).select_related("store", "customer").get(pk=second["visit_id"])
    )
    found = checks_of(
        doctor, visit, line_id=second["line_id"], performer_id=second["performer_id"],
        room_id=room.pk, device_id=device.pk,
    )  # fmt: skip
    states = {str(check.title): check.state for check in found}
    assert (states["治疗室 2"], states["皮秒 1 号机"]) == ("stop", "pass")


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_who_start_at_once_one_gets_the_room(doctor, room, first, second, group):
    ready = Barrier(2)

    def press(wanted):
        try:
            with working_for(group.pk):
                ready.wait(10)
                start_treatment(doctor, **wanted, room_id=room.pk)
        except PlaceTaken:
            return "refused"
        else:
            return "begun"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, (first, second))) == ["begun", "refused"]
    assert Treatment.objects.of(group).count() == 1
