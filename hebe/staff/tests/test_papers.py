"""add_certificate and end_certificate."""

from datetime import date

import pytest

from hebe.access.errors import NotWholeGroup, NotYourStore
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.staff.models import Certificate
from hebe.staff.services import add_certificate, end_certificate
from hebe.tenancy.context import working_for

START, END = date(2024, 1, 1), date(2028, 12, 31)


@pytest.fixture
def certify(hr, jingan):
    def with_changes(member, actor=None, **changes):
        fields = {
            "licence": "lead_doctor",
            "department": "dermatology",
            "number": "主诊备案 2024-0117",
            "valid_from": START,
            "valid_to": END,
            "store_id": jingan.pk,
        }
        return add_certificate(actor or hr, member_id=member.pk, **fields | changes)

    return with_changes


@pytest.fixture
def fresh(group, jingan):
    from hebe.architecture.cast import member_of  # noqa: PLC0415

    return member_of(group, jingan, "王若溪", "doctor")


def test_a_lead_doctor_is_filed_for_a_department(certify, fresh):
    paper = certify(fresh)
    assert (paper.licence, paper.department, paper.valid_to) == (
        "lead_doctor", "dermatology", END,
    )  # fmt: skip


def test_a_physician_has_no_department_and_may_work_everywhere(certify, fresh):
    paper = certify(fresh, licence="physician", store_id=None)
    assert (paper.department, paper.store_id) == ("", None)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"licence": "wizard"}, "licence"),
        ({"licence": "nurse"}, "licence"),
        ({"department": ""}, "department"),
        ({"department": "life"}, "department"),
        ({"number": " "}, "number"),
        ({"valid_to": date(2023, 1, 1)}, "valid_to"),
    ],
)
def test_what_does_not_fit_is_named(certify, fresh, group, changes, field):
    with pytest.raises(Invalid) as told:
        certify(fresh, **changes)
    assert told.value.field == field
    assert Certificate.objects.of(group).count() == 0


def test_a_licence_can_end_early(certify, fresh, hr):
    paper = certify(fresh)
    end_certificate(hr, certificate_id=paper.pk, valid_to=date(2026, 6, 30))
    paper.refresh_from_db()
    assert paper.valid_to == date(2026, 6, 30)
    with pytest.raises(Invalid):
        end_certificate(hr, certificate_id=paper.pk, valid_to=date(2020, 1, 1))


@pytest.mark.parametrize("who", ["doctor", "director", "stranger"])
def test_few_may_edit(request, who, certify, fresh, group):
    actor = request.getfixturevalue(who)
    paper = certify(fresh)
    with pytest.raises(Forbidden):
        certify(fresh, actor)
    with pytest.raises(Forbidden):
        end_certificate(actor, certificate_id=paper.pk, valid_to=START)
    assert Certificate.objects.of(group).get().valid_to == END


def test_a_neighbour_finds_nothing_to_change(certify, fresh, rival):
    paper = certify(fresh)
    with working_for(rival.group_id):
        with pytest.raises(NotFound):
            certify(fresh, rival)
        with pytest.raises(NotFound):
            end_certificate(rival, certificate_id=paper.pk, valid_to=START)


def test_a_manager_certifies_for_her_own_store_alone(certify, fresh, manager, xuhui, group):
    theirs = certify(fresh, store_id=xuhui.pk)
    with pytest.raises(NotYourStore):
        end_certificate(manager, certificate_id=theirs.pk, valid_to=END)
    theirs.delete()
    with pytest.raises(NotYourStore):
        certify(fresh, actor=manager, store_id=xuhui.pk)
    assert not Certificate.objects.of(group).filter(member=fresh).exists()


def test_a_licence_for_every_store_is_entered_by_whose_right_reaches_them_all(
    certify, fresh, manager, group
):
    with pytest.raises(NotWholeGroup):
        certify(fresh, actor=manager, store_id=None)
    everywhere = certify(fresh, store_id=None)
    with pytest.raises(NotWholeGroup):
        end_certificate(manager, certificate_id=everywhere.pk, valid_to=START)
    assert Certificate.objects.of(group).get(member=fresh).valid_to == END
