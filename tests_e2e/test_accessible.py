"""Axe finds nothing serious on the main screens."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from hebe.access.services import reset_password
from hebe.billing.services import Wanted, open_order
from hebe.scheduling.services import book_appointment
from hebe.visits.services import register_arrival

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
GRAVE = {"serious", "critical"}
SCREENS = {
    "frontdesk": (
        "/", "/customers/", "/customers/{customer}/", "/customers/new/", "/calendar/",
        "/calendar/book/?customer={customer}&item={item}", "/board/", "/visits/{visit}/",
        "/orders/", "/orders/{order}/", "/todos/",
    ),
    "doctor": ("/", "/visits/{visit}/record/", "/visits/{visit}/treat/"),
    "manager": (
        "/", "/numbers/", "/import/", "/catalog/", "/catalog/bundles/new/", "/staff/",
        "/staff/roster/",
    ),
    "admin": ("/", "/log-ins/", "/roles/", "/audit/", "/security/"),
}  # fmt: skip


@pytest.fixture
def busy(clinic, frontdesk, jingan, qin_lan, li_siyu, botox, dr_lin, monday):
    """Somebody is booked, somebody is here with a bill."""
    book_appointment(
        frontdesk, store_id=jingan.pk, customer_id=li_siyu.pk, item_id=botox.pk,
        doctor_id=dr_lin.pk, starts_at=monday("10:00"),
    )  # fmt: skip
    visit = register_arrival(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk)
    order = open_order(
        frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(botox.pk)]
    )
    return {"customer": qin_lan.pk, "visit": visit.pk, "order": order.pk, "item": botox.pk}


def grave_faults(page):
    found = Axe().run(page).response
    assert found["passes"], "axe looked at nothing"
    return [
        f"{page.url} {fault['id']}: {fault['help']} {[n['target'] for n in fault['nodes'][:3]]}"
        for fault in found["violations"]
        if fault["impact"] in GRAVE
    ]


@pytest.mark.parametrize(
    ("size", "logins"), [("desktop", sorted(SCREENS)), ("phone", ["frontdesk"])]
)
def test_axe_finds_nothing_serious(people, busy, logins):
    faults = []
    for login in logins:
        person, addresses = people(login), SCREENS[login]
        for address in addresses:
            person.goes(address.format(**busy))
            person.page.wait_for_load_state("networkidle")
            person.page.wait_for_timeout(100)
            faults += grave_faults(person.page)
    assert faults == []


def test_axe_finds_nothing_serious_before_signing_in(people, clinic):
    person = people("frontdesk", signed_in=False)
    person.goes("/sign-in/")
    assert grave_faults(person.page) == []


def test_axe_finds_nothing_serious_where_a_password_is_chosen(people, clinic, admin, nurse):
    reset_password(admin, user_id=nurse.user_id, password="hebe-first")
    person = people("nurse", signed_in=False)
    person.sign_in("nurse", "hebe-first")
    person.sees("[name=current]")
    assert grave_faults(person.page) == []
