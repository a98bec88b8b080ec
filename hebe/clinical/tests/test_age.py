"""MIN-01: no medical work on somebody of whom nobody knows whether she is of age."""

from datetime import date

import pytest

from hebe.billing.services import Wanted, open_order
from hebe.clinical.models import Treatment
from hebe.clinical.queries import checks_of
from hebe.clinical.services import start_treatment
from hebe.compliance.errors import RedLine
from hebe.customers.services import update_customer
from hebe.payments.services import take_payment


@pytest.fixture(autouse=True)
def _no_birthday(qin_lan):
    """She came over from the old list, which had none."""
    qin_lan.birthday = None
    qin_lan.save()


@pytest.fixture
def start(doctor, visit, dr_lin, signed, paid_line):
    def act():
        return start_treatment(
            doctor, visit_id=visit.pk, line_id=paid_line.pk, performer_id=dr_lin.pk
        )

    return act


def test_without_a_birthday_nothing_medical_starts(start, paid_line, group):
    with pytest.raises(RedLine) as told:
        start()
    assert told.value.rule_ids == ["MIN-01-AGE"]
    assert told.value.advice
    paid_line.refresh_from_db()
    assert (Treatment.objects.of(group).count(), paid_line.executed) == (0, 0)


def test_once_it_is_entered_she_is_treated(start, frontdesk, qin_lan):
    update_customer(frontdesk, customer_id=qin_lan.pk, birthday=date(1990, 8, 8))
    assert start().state == "running"


def test_a_birthday_that_makes_her_a_minor_asks_for_the_guardian(start, frontdesk, qin_lan):
    update_customer(frontdesk, customer_id=qin_lan.pk, birthday=date(2012, 1, 1))
    with pytest.raises(RedLine) as told:
        start()
    assert told.value.rule_ids == ["MIN-01"]


def test_a_facial_asks_nobodys_age(boss, doctor, visit, jingan, qin_lan, facial, dr_lin):
    order = open_order(
        boss, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(item_id=facial.pk)]
    )
    take_payment(boss, order_id=order.pk, tenders=[("cash", order.total_fen, "")])
    line = order.lines.get()
    begun = start_treatment(doctor, visit_id=visit.pk, line_id=line.pk, performer_id=dr_lin.pk)
    assert begun.state == "running"


def test_the_checks_say_it_beforehand(doctor, visit, signed, paid_line, dr_lin):
    found = checks_of(doctor, visit, line_id=paid_line.pk, performer_id=dr_lin.pk)
    assert [(check.rule_id, check.state) for check in found if check.state != "pass"] == [
        ("MIN-01-AGE", "stop")
    ]
