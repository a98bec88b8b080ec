"""One whole day of a customer, from the door to the follow-up, as people do it."""

import pytest

from hebe.billing.models import Order
from hebe.clinical.models import RecordVersion, Treatment
from hebe.journal.models import Outbox
from hebe.journal.services import deliver_event
from hebe.todos.models import Todo
from hebe.visits.models import Visit

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def arrived(sign_in, qin_lan, group, zhou_ke, dr_lin, boss):
    """Register a walk-in on the screen."""
    page = sign_in("frontdesk")
    page.goto(f"/visits/arrive/?customer={qin_lan.pk}")
    page.locator("main form button.btn-primary").last.click()
    page.wait_for_url("**/board/**")
    assert "秦兰" in page.locator("main").inner_text()
    assert page.problems == []
    return Visit.objects.of(group).get()


def test_every_role_lands_on_todays_work(sign_in):
    for login in ("frontdesk", "doctor", "manager", "warehouse"):
        page = sign_in(login)
        assert "今日工作" in page.locator("main").inner_text()
        assert page.problems == []
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= page.viewport_size["width"], "the page is wider than the screen"


def test_from_the_door_to_the_follow_up(arrived, sign_in, group, botox, boss, dr_lin):
    doctor = sign_in("doctor")
    doctor.goto(f"/visits/{arrived.pk}/record/")
    for name, text in {
        "complaint": "眉间纹", "findings": "皱眉肌收缩明显", "diagnosis": "动态纹",
        "advice": "肉毒毒素 20U",
    }.items():  # fmt: skip
        doctor.fill(f"[name={name}]", text)
    doctor.locator("select[name=item]").first.select_option(str(botox.pk))
    doctor.locator("button[name=sign]").click()
    doctor.wait_for_load_state("networkidle")
    assert RecordVersion.objects.of(group).count() == 1

    till = sign_in("cashier")
    till.goto("/till/")
    reply = till.request.post(
        f"/till/visits/{arrived.pk}/bill/",
        form={"csrfmiddlewaretoken": _token(till)},
        headers={"Referer": till.url},
    )
    assert reply.ok
    order = Order.objects.of(group).get()
    till.goto(f"/orders/{order.pk}/")
    assert "2,800" in till.locator("main").inner_text()
    _pay(boss, order)

    doctor.goto(f"/visits/{arrived.pk}/treat/")
    doctor.locator("select[name=line]").first.select_option(index=0)
    doctor.locator("select[name=performer]").first.select_option(str(dr_lin.pk))
    doctor.locator("form[action$='/treat/'] button.btn-primary").click()
    doctor.wait_for_selector("form[action*='/finish/']")
    treatment = Treatment.objects.of(group).get()
    doctor.fill("[name$=parameters]", "眉间 5 点共 20U")
    doctor.locator(
        f"form[action*='treatments/{treatment.pk}/finish'] button.btn-primary"
    ).click()
    doctor.wait_for_load_state("networkidle")
    treatment.refresh_from_db()
    assert treatment.state == "done"

    from hebe.care.demo import load as follow_up_steps  # noqa: PLC0415

    follow_up_steps(boss)
    for event in Outbox.objects.of(group).filter(name="TreatmentFinished"):
        deliver_event(group_id=group.pk, event_id=event.pk)
    assert Todo.objects.of(group).filter(kind="follow_up").count() == 3
    assert doctor.problems == []


def _token(page):
    return page.locator("[name=csrfmiddlewaretoken]").first.input_value()


def _pay(boss, order):
    from hebe.checkout.services import pay_order  # noqa: PLC0415

    pay_order(boss, order_id=order.pk, tenders=[("cash", order.total_fen, "")])


def test_a_draft_survives_an_expired_session(sign_in, qin_lan, settings):
    page = sign_in("frontdesk")
    page.goto("/customers/new/")
    page.fill("[name=name]", "没写完的人")
    page.locator("[name=name]").blur()
    page.context.clear_cookies()
    page.goto("/customers/new/")
    page.fill("[name=login]", "frontdesk")
    page.fill("[name=password]", "hebe-demo")
    page.keyboard.press("Enter")
    page.wait_for_url("**/customers/new/")
    assert page.locator("[name=name]").input_value() == "没写完的人"
