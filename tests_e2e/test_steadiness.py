"""What happens to people: double clicks, the back button, two tabs, an ended session."""

import re

import pytest

from hebe.billing.models import Order
from hebe.billing.services import Wanted, open_order
from hebe.customers.models import Customer
from hebe.jobs.models import Job
from hebe.payments.models import Tender
from hebe.scheduling.models import Appointment
from tests_e2e.person import EVERY_SIZE, NO_DRAWER

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
HER_FILE = re.compile(r"/customers/\d+/")


@pytest.fixture
def order(frontdesk, clinic, jingan, qin_lan, botox):
    return open_order(
        frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(botox.pk)]
    )


def enter(person, name="没写完的人", phone="13700137000"):
    person.types(name=name, phone=phone)
    person.page.locator("[name=name]").blur()


def test_a_double_click_makes_one_customer(people, clinic):
    desk = people("frontdesk")
    desk.goes("/customers/new/")
    enter(desk)
    desk.sees("main form button.btn-primary").dblclick()
    desk.page.wait_for_url(HER_FILE)
    assert Customer.objects.of(clinic).filter(name="没写完的人").count() == 1


def test_a_double_click_at_the_till_takes_the_money_once(people, order, clinic):
    cashier = people("cashier")
    cashier.goes(f"/orders/{order.pk}/")
    cashier.press("[data-tender=cash] [data-fill]")
    cashier.sees("button.till-go").dblclick()
    cashier.reads("已付清")
    assert Tender.objects.of(clinic).count() == 1


def test_going_back_and_sending_again_changes_nothing_twice(people, clinic):
    desk = people("frontdesk")
    desk.goes("/customers/new/")
    enter(desk)
    desk.press("main form button.btn-primary")
    desk.page.wait_for_url(HER_FILE)
    desk.page.go_back()
    desk.sees("[name=name]")
    enter(desk)
    desk.press("main form button.btn-primary")
    desk.reads("没有重复保存")
    assert Customer.objects.of(clinic).filter(name="没写完的人").count() == 1


def test_the_back_button_closes_a_drawer_and_stays_on_the_page(people, clinic):
    desk = people("frontdesk")
    desk.goes("/calendar/")
    desk.press("main a[data-drawer][href^='/calendar/book/']")
    desk.sees("#drawer[open]")
    desk.page.go_back()
    desk.page.wait_for_selector(NO_DRAWER, state="attached")
    assert "/calendar/" in desk.page.url


def test_a_mended_list_is_imported_once_and_going_back_shows_what_became_of_it(people, clinic):
    rows = "".join(f"客{n},1380000{n:04d}\n" for n in range(20))
    content = f"姓名,手机\n{rows}坏,123\n".encode("gb18030")
    boss = people("manager")
    boss.goes("/import/")
    boss.sees("[name=file]").set_input_files(
        {"name": "old.csv", "mimeType": "text/csv", "buffer": content}
    )
    boss.press("form.im-drop button.btn-primary")
    boss.press("a.btn-lg")
    boss.page.wait_for_url("**/problems/")
    boss.press("td a[data-drawer]")
    boss.types(value="13900000001")
    boss.press("#drawer footer button")
    boss.is_told("第 22 行已改好")
    boss.press(".im-acts button.btn-lg")
    boss.sees("dialog[open] .btn-danger").dblclick()
    boss.page.wait_for_url("**/report/")
    boss.page.go_back()
    boss.page.wait_for_url("**/report/")
    boss.reads("排队中")
    assert Job.objects.of(clinic).filter(kind="customers.import").count() == 1


def test_without_a_connection_no_drawer_opens_and_none_loses_a_word(people, clinic, qin_lan):
    desk = people("frontdesk")
    page, follow_up = desk.page, f"main a[href^='/todos/new/?customer={qin_lan.pk}']"
    desk.goes(f"/customers/{qin_lan.pk}/")
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    desk.press(follow_up)
    desk.reads("网络已断开", ".h-offline")
    page.wait_for_selector(NO_DRAWER, state="attached")
    page.context.set_offline(False)
    desk.press(follow_up)
    desk.types(title="问她周三来不来")
    page.context.set_offline(True)
    desk.press("#drawer button.btn-primary")
    desk.reads("没有保存", "#drawer .h-offline")
    assert desk.sees("[name=title]").input_value() == "问她周三来不来"
    page.context.set_offline(False)
    desk.press("#drawer button.btn-primary")
    desk.is_told("问她周三来不来")


def test_two_tabs_pay_one_order_once(people, order, clinic):
    cashier = people("cashier")
    cashier.goes(f"/orders/{order.pk}/")
    tab = cashier.another_tab()
    tab.goes(f"/orders/{order.pk}/")
    for person in (cashier, tab):
        person.press("[data-tender=cash] [data-fill]")
    cashier.press("button.till-go")
    cashier.is_told("¥2,800.00")
    tab.press("button.till-go")
    tab.sees(".h-note[data-tone=bad]")
    assert Tender.objects.of(clinic).count() == 1
    assert Order.objects.of(clinic).get().paid_fen == 280_000


@pytest.mark.parametrize("size", EVERY_SIZE)
def test_what_was_typed_survives_an_ended_session(people, clinic, today, monday):
    desk = people("frontdesk")
    desk.goes("/customers/new/")
    enter(desk)
    today.move_to(monday("11:30"))
    desk.press("main form button.btn-primary")
    desk.page.wait_for_url("**/sign-in/**")
    desk.reads("刚才填写的内容会恢复", ".h-door .h-note")
    desk.sign_in("frontdesk", "hebe-demo")
    assert desk.sees("[name=name]").input_value() == "没写完的人"
    desk.press("main form button.btn-primary")
    desk.page.wait_for_url(HER_FILE)
    assert Customer.objects.of(clinic).filter(name="没写完的人").count() == 1


def test_what_one_person_typed_is_not_shown_to_the_next(people, clinic, today, monday):
    desk = people("frontdesk")
    people("manager", signed_in=False)
    desk.goes("/customers/new/")
    enter(desk)
    today.move_to(monday("11:30"))
    desk.press("main form button.btn-primary")
    desk.page.wait_for_url("**/sign-in/**")
    desk.sign_in("manager", "hebe-demo")
    assert desk.sees("[name=name]").input_value() == ""
    enter(desk)
    desk.page.evaluate("document.querySelector('form[action=\"/sign-out/\"]').requestSubmit()")
    desk.page.wait_for_url("**/sign-in/**")
    assert (
        desk.page.evaluate("Object.keys(sessionStorage).filter(k => k.includes('draft'))") == []
    )


def test_a_bundle_half_designed_comes_back_with_every_row(people, clinic, botox, laser, facial):
    marketing = people("marketing")
    page, rows = marketing.page, marketing.page.locator("[data-row]")

    def chosen():
        boxes = rows.locator("select")
        return boxes.evaluate_all("all => all.map((one) => one.value.split('-').at(-1))")

    marketing.goes("/catalog/bundles/new/")
    for _row in range(2):
        marketing.press("[data-piece-more]")
    for at, thing in ((0, botox), (4, laser), (5, facial)):
        rows.nth(at).locator("select").select_option(f"item-{thing.pk}")
    marketing.press("[data-piece-less] >> nth=1")
    page.reload()
    assert chosen() == [str(botox.pk), "", "", str(laser.pk), str(facial.pk)]
    marketing.press(".h-draft button")
    assert chosen() == [""] * 4
    page.reload()
    marketing.sees("[data-row]")
    assert page.locator(".h-draft").count() == 0


def test_a_payment_half_typed_comes_back_with_every_tender(people, order, clinic):
    cashier = people("cashier")
    page, rows = cashier.page, cashier.page.locator("[data-tender]")

    def typed():
        return rows.evaluate_all(
            "all => all.map((row) => row.dataset.tender + ' '"
            " + row.querySelector('[name=amount]').value).filter((row) => /[0-9]/.test(row))"
        )

    cashier.goes(f"/orders/{order.pk}/")
    rows.first.locator("[name=amount]").fill("1000")
    cashier.press("[data-add-tender]")
    rows.nth(1).locator("[name=amount]").fill("800")
    rows.nth(1).locator("[name=reference]").fill("WX-2")
    cashier.press("[data-tender=cash] [data-fill]")
    page.reload()
    assert typed() == ["wechat 1000", "wechat 800", "cash 1,000.00"]
    assert rows.nth(1).locator("[name=reference]").input_value() == "WX-2"
    cashier.press(".h-draft button")
    assert typed() == ["wechat 2,800.00"]
    assert rows.count() == 4


def test_a_booking_survives_an_ended_session_in_its_drawer(
    people, clinic, qin_lan, today, monday
):
    desk = people("frontdesk")
    desk.goes(f"/customers/{qin_lan.pk}/")
    desk.press("main a[href*='/calendar/book/?customer=']")
    desk.chooses("item", "肉毒毒素")
    desk.press(".sc-slots label", has_text="15:00")
    desk.types(note="需要停车位")
    today.move_to(monday("11:30"))
    desk.press("#drawer footer button.btn-primary")
    desk.page.wait_for_url("**/sign-in/**")
    desk.sign_in("frontdesk", "hebe-demo")
    assert desk.sees("#drawer [name=note]").input_value() == "需要停车位"
    assert Appointment.objects.of(clinic).count() == 0
