"""Who may do which item: the judgement that booking and treatment use."""

from datetime import date

import pytest

from hebe.architecture.cast import item_of, member_of
from hebe.compliance.cases import Case
from hebe.compliance.choices import Trigger
from hebe.compliance.services import judge
from hebe.staff.errors import NotSkilled
from hebe.staff.models import Certificate, Shift
from hebe.staff.queries import (
    doctors_for,
    ensure_skilled,
    leads_on_duty,
    performers_for,
    qualified,
)
from hebe.staff.services import set_skills

DAY = date(2027, 1, 4)


@pytest.fixture
def wang(group, jingan):
    """A physician who is not filed as lead doctor."""
    return member_of(group, jingan, "王若溪", "doctor", licence="physician")


def booking(member, item, store):
    return Case(store=store, item=item, performer=member, on=DAY)


def broken_by(member, item, store, **more):
    return [rule.id for rule in qualified(member, item, store, DAY, **more).rules]


def test_a_lead_doctor_does_the_items_of_the_department(dr_chen, botox, jingan):
    assert qualified(dr_chen, botox, jingan, DAY).is_given
    ensure_skilled(dr_chen, botox)


def test_a_skin_lead_doctor_does_no_eyelids(dr_chen, surgery_item, jingan):
    assert broken_by(dr_chen, surgery_item, jingan) == ["PRC-02"]


def test_a_physician_works_under_a_lead_doctor_of_the_store(wang, botox, jingan, request):
    assert broken_by(wang, botox, jingan) == ["PRC-03"]
    request.getfixturevalue("dr_chen")
    assert broken_by(wang, botox, jingan) == []


def test_a_certificate_counts_where_and_while_it_is_valid(dr_chen, botox, jingan, xuhui, group):
    assert broken_by(dr_chen, botox, xuhui) == ["PRC-01", "PRC-03"]
    Certificate.objects.of(group).filter(member=dr_chen).update(valid_to=date(2027, 1, 3))
    assert broken_by(dr_chen, botox, jingan) == ["PRC-01", "PRC-03"]


def test_a_nurse_does_light_but_not_needles(nurse_fang, dr_chen, laser, botox, jingan):
    assert broken_by(nurse_fang, laser, jingan) == []
    assert broken_by(nurse_fang, botox, jingan) == ["PRC-06"]


def test_an_advisor_does_nothing_medical(zhou_ke, dr_chen, laser, facial, jingan):
    assert broken_by(zhou_ke, laser, jingan) == ["PRC-01"]
    assert broken_by(zhou_ke, facial, jingan) == []


def test_where_skills_are_listed_only_the_skilled_do_it(
    dr_chen, dr_lin, hr, botox, laser, jingan
):
    set_skills(hr, member_id=dr_lin.pk, item_ids=[botox.pk])
    assert not qualified(dr_chen, botox, jingan, DAY).is_given
    assert qualified(dr_lin, botox, jingan, DAY).is_given
    assert qualified(dr_chen, laser, jingan, DAY).is_given
    with pytest.raises(NotSkilled):
        ensure_skilled(dr_chen, botox)
    ensure_skilled(dr_lin, botox)


def test_the_doctors_of_an_item_cost_a_constant_number_of_queries(
    doctor, dr_chen, dr_lin, wang, botox, surgery_item, jingan, django_assert_num_queries
):
    assert botox.needs_doctor  # what it takes is read once
    with django_assert_num_queries(3):
        found = doctors_for(doctor, botox, jingan, DAY)
    assert {m.name for m in found} == {"陈静怡", "林泽", "王若溪"}
    assert doctors_for(doctor, surgery_item, jingan, DAY) == []


def test_performers_follow_what_the_item_needs(
    doctor, dr_chen, nurse_fang, zhou_ke, facial, group, shelf, jingan
):
    peel = item_of(
        group, shelf, "PEEL", "果酸焕肤", technique="care", catalogue_name="化学剥脱"
    )
    names = [m.name for m in performers_for(doctor, peel, jingan, DAY)]
    assert sorted(names) == ["方晴", "陈静怡"]
    names = [m.name for m in performers_for(doctor, facial, jingan, DAY)]
    assert sorted(names) == ["周可", "方晴"]


def test_a_named_supervisor_on_duty_stands_behind(
    wang, dr_chen, dr_lin, botox, jingan, group, monday, django_assert_num_queries
):
    for member in (wang, dr_chen):
        Shift.objects.of(group).create(
            group_id=group.pk, member=member, store=jingan, day=DAY,
            starts_at=monday("09:00"), ends_at=monday("18:30"),
        )  # fmt: skip

    def behind(supervisor, at="10:00"):
        case = booking(wang, botox, jingan).also(supervisor=supervisor, at=monday(at))
        return case["supervisor_lead_departments"]

    with django_assert_num_queries(2):
        assert behind(dr_chen) == ["dermatology"]
    assert behind(dr_chen, at="18:30") == []
    assert (behind(dr_lin), behind(wang), behind(None)) == ([], [], [])
    assert list(leads_on_duty(jingan, monday("10:00"))) == [dr_chen]
    assert leads_on_duty(jingan, monday("08:59")) == {}


def test_a_booking_is_judged_with_and_without_a_doctor(dr_chen, qin_lan, botox, jingan):
    case = booking(dr_chen, botox, jingan).also(customer=qin_lan, guardian_present=False)
    assert judge(Trigger.BOOKING, case) == []
    assert judge(Trigger.BOOKING, case.also(performer=None)) == []


def test_a_lapsed_licence_takes_the_filing_with_it(dr_chen, botox, jingan, group):
    paper = Certificate.objects.of(group).create(
        group_id=group.pk, member=dr_chen, licence="physician", store=jingan, number="P1",
        valid_from=date(2020, 1, 1), valid_to=date(2027, 1, 3),
    )  # fmt: skip
    assert broken_by(dr_chen, botox, jingan) == ["PRC-01", "PRC-03"]
    assert doctors_for(dr_chen, botox, jingan, DAY) == []
    Certificate.objects.of(group).filter(pk=paper.pk).update(valid_to=None)
    assert broken_by(dr_chen, botox, jingan) == []


def test_who_has_left_is_qualified_for_nothing(dr_chen, dr_lin, wang, botox, jingan):
    for member in (dr_chen, dr_lin):
        member.left_on = date(2027, 1, 3)
        member.save()
    case = booking(dr_chen, botox, jingan)
    assert (case["performer_is_physician"], case["performer_lead_departments"]) == (False, [])
    assert booking(wang, botox, jingan)["supervisor_lead_departments"] == []
