"""book_appointment: what it promises and what it refuses."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hebe.access.actor import Grant
from hebe.architecture.cast import CARER, item_of
from hebe.architecture.crowd import at_once
from hebe.catalog.services import retire_item
from hebe.compliance.errors import RedLine
from hebe.compliance.red_lines import BY_ID, RULES
from hebe.customers.models import Customer
from hebe.kernel.errors import Forbidden, Invalid, NotFound, Refused
from hebe.scheduling.errors import (
    CustomerBusy,
    DoctorMissing,
    InThePast,
    NothingFree,
    NotOnOffer,
    NotOnShift,
    OutOfBusiness,
    SlotTaken,
    StoreClosed,
    WrongResource,
)
from hebe.scheduling.models import Appointment, ResourceClaim
from hebe.staff.queries import doctors_for
from hebe.tenancy.context import working_for


def count(group):
    return Appointment.objects.of(group).count()


def test_a_booking_takes_doctor_and_customer(book, group):
    appointment = book("10:00")
    assert appointment.ends_at - appointment.starts_at == timedelta(minutes=30)
    assert ResourceClaim.objects.of(group).filter(appointment=appointment).count() == 2


def test_two_customers_cannot_have_the_same_doctor(book, li_siyu, group):
    book("10:00")
    with pytest.raises(SlotTaken, match="陈静怡"):
        book("10:15", customer_id=li_siyu.pk)
    assert count(group) == 1


def test_right_after_is_free(book, li_siyu, group):
    book("10:00")
    book("10:30", customer_id=li_siyu.pk)
    assert count(group) == 2


def test_one_customer_is_in_one_place(book, dr_lin, group):
    book("10:00")
    with pytest.raises(CustomerBusy):
        book("10:15", doctor_id=dr_lin.pk)
    assert count(group) == 1


def test_room_and_device_are_found_and_rest_for_the_turnaround(
    book, laser, laser_room, pico, dr_lin, li_siyu
):
    first = book("10:00", item_id=laser.pk)
    assert (first.room, first.device) == (laser_room, pico)
    with pytest.raises(NothingFree):
        book("10:30", item_id=laser.pk, doctor_id=dr_lin.pk, customer_id=li_siyu.pk)
    book("10:40", item_id=laser.pk, doctor_id=dr_lin.pk, customer_id=li_siyu.pk)


def test_a_room_of_another_kind_does_not_fit(book, laser, laser_room, pico):
    with pytest.raises(WrongResource):
        book("10:00", item_id=laser.pk, room_id=pico.pk)


def test_an_item_that_needs_a_doctor_needs_one(book):
    with pytest.raises(DoctorMissing):
        book("10:00", doctor_id=None)


def test_an_advisor_alone_may_care(book, facial, zhou_ke):
    assert book("10:00", item_id=facial.pk, doctor_id=None, advisor_id=zhou_ke.pk).pk


@pytest.mark.parametrize(("time", "error"), [("06:30", InThePast), ("20:45", StoreClosed)])
def test_times_outside_the_day(book, group, time, error):
    with pytest.raises(error):
        book(time)
    assert count(group) == 0


def test_nobody_is_booked_off_duty(book, group, jingan):
    from hebe.staff.models import Shift  # noqa: PLC0415

    Shift.objects.of(group).all().delete()
    with pytest.raises(NotOnShift, match="陈静怡"):
        book("10:00")
    assert count(group) == 0


def test_a_doctor_without_a_licence_is_refused(book, group, dr_chen):
    dr_chen.certificates.all().delete()
    with pytest.raises(Refused):
        book("10:00")
    assert count(group) == 0


def test_a_doctor_of_another_department_is_refused(book, surgery_item, group):
    with pytest.raises(Refused):
        book("10:00", item_id=surgery_item.pk)
    assert count(group) == 0


def test_an_item_outside_the_licence_is_refused(book, jingan, group):
    jingan.licensed_departments = ["life"]
    jingan.save()
    with pytest.raises(RedLine) as refusal:
        book("10:00")
    assert "LIC-02" in refusal.value.rule_id
    assert count(group) == 0


def test_a_minor_without_guardian_is_refused(book, qin_lan, group):
    Customer.objects.of(group).filter(pk=qin_lan.pk).update(birthday=date(2010, 1, 1))
    with pytest.raises(RedLine) as refusal:
        book("10:00")
    assert "MIN-01" in refusal.value.rule_id
    assert count(group) == 0


def test_a_stranger_may_not_book(book, stranger, group):
    with pytest.raises(Forbidden):
        book("10:00", actor=stranger)
    assert count(group) == 0


def test_another_store_is_not_ours(book, xuhui, group):
    with pytest.raises(Forbidden):
        book("10:00", store_id=xuhui.pk)
    assert count(group) == 0


def test_the_rival_finds_none_of_it(book, rival, group):
    with working_for(rival.group_id), pytest.raises((NotFound, Forbidden)):
        book("10:00", actor=rival)
    assert count(group) == 0


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_sixteen_desks_one_winner(group, frontdesk, jingan, botox, dr_chen, on_duty, monday):
    from hebe.architecture.cast import customer_of  # noqa: PLC0415
    from hebe.scheduling.services import book_appointment  # noqa: PLC0415

    guests = [customer_of(group, jingan, f"客{n}", f"1390013{n:04d}") for n in range(16)]

    def book_for(guest):
        return lambda: book_appointment(
            frontdesk, store_id=jingan.pk, customer_id=guest.pk, item_id=botox.pk,
            doctor_id=dr_chen.pk, starts_at=monday("10:00"),
        )  # fmt: skip

    met = at_once(group, [book_for(guest) for guest in guests])
    assert sorted(map(str, met)) == sorted(map(str, [SlotTaken] * 15 + [None]))
    assert count(group) == 1


def test_what_is_off_the_offer_is_not_booked(book, director, botox, group):
    retire_item(director, item_id=botox.pk)
    with pytest.raises(NotOnOffer):
        book("10:00")
    assert count(group) == 0


def test_somebody_elses_customer_is_not_booked_by_her_key(
    book, consultant, zhou_ke, qin_lan, group
):
    codes = ("scheduling.book", "scheduling.view", "customers.view")
    own = replace(consultant, grants=dict.fromkeys(codes, Grant(own=True)))
    with pytest.raises(NotFound):
        book("10:00", actor=own, advisor_id=zhou_ke.pk)
    assert count(group) == 0
    qin_lan.advisor = zhou_ke
    qin_lan.save()
    assert book("10:00", actor=own).customer == qin_lan


def test_a_time_beyond_all_calendars_is_refused(book, facial, zhou_ke, group, monday):
    with pytest.raises(Invalid):
        book(
            "10:00",
            item_id=facial.pk,
            doctor_id=None,
            starts_at=monday("10:00").replace(year=2200),
        )
    assert count(group) == 0


def test_one_person_may_advise_and_treat(book, dr_chen, group):
    booked = book("10:00", advisor_id=dr_chen.pk)
    assert (booked.doctor, booked.advisor) == (dr_chen, dr_chen)
    assert ResourceClaim.objects.of(group).filter(member=dr_chen).count() == 1
    with pytest.raises(SlotTaken):
        book("10:15", advisor_id=dr_chen.pk)


def test_nothing_is_booked_at_a_store_out_of_business(book, jingan, group):
    jingan.is_open = False
    jingan.save()
    with pytest.raises(OutOfBusiness):
        book("10:00")
    assert count(group) == 0


def test_nobody_under_age_is_booked_for_permanent_make_up(book, group, shelf, qin_lan, dr_chen):
    brows = item_of(
        group, shelf, "PMU", "半永久纹眉", kind="life", technique="care", department="life",
        needs=(CARER,), catalogue_name="",
    )  # fmt: skip
    qin_lan.birthday, qin_lan.guardian_name = date(2010, 1, 1), "秦母"
    qin_lan.save()
    with pytest.raises(RedLine) as told:
        book("10:00", item_id=brows.pk, doctor_id=None)
    assert told.value.rule_ids == ["MIN-02"]
    assert not Appointment.objects.of(group).exists()


def test_a_people_rule_with_a_new_fact_leaves_the_booking_form_standing(
    monkeypatch, dr_chen, botox, jingan, doctor
):
    """B15: the form names who may do it, whatever more a rule asks at the act itself."""
    needs = ("performer_post", "weather")
    late = replace(BY_ID["PRC-07"], needs=needs, condition=lambda facts: facts["weather"])
    monkeypatch.setattr("hebe.compliance.services.RULES", (*RULES, late))
    assert doctors_for(doctor, botox, jingan, date(2027, 1, 4)) == [dr_chen]
