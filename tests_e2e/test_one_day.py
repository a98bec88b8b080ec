"""One whole day of a customer, from the old Excel to the after-care, all of it on screens."""

from datetime import timedelta
from io import BytesIO

import pytest
import xlsxwriter
from playwright.sync_api import expect

from hebe.catalog.models import Product
from hebe.clinical.models import Treatment
from hebe.payments.models import Tender
from hebe.todos.models import Todo
from hebe.visits.models import Visit
from tests_e2e.person import EVERY_SIZE

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("size", EVERY_SIZE),
]
OLD_LIST = [
    ["静安旗舰店 客户档案导出"],
    ["客户姓名", "性别", "手机号", "出生日期", "储值余额", "备注"],
    ["单晓曦(VIP)", "女", "+86 138 0013 6072", "1994年5月6日", 1200, "怕痛"],
    ["马蕊", "女", "１３９００１３８８８８", "1990.7.1", 0, ""],
    ["单晓曦", "女", 13800136072.0, "", 0, "系统导出重复行"],
    ["邓婕", "女", "1380013", "1988-03-02", 0, ""],
    ["合计", "", "", "", 1200, ""],
]


@pytest.fixture
def clinic(clinic):
    """The clinic with its botulinum toxin in the cupboard."""
    Product.objects.of(clinic).create(
        group_id=clinic.pk, code="BTXA", name="注射用A型肉毒毒素 100U", unit="支"
    )
    return clinic


def workbook(rows):
    book = BytesIO()
    with xlsxwriter.Workbook(book, {"in_memory": True}) as made:
        sheet = made.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return {"name": "old.xlsx", "mimeType": "application/zip", "buffer": book.getvalue()}


def import_the_old_list(manager, worker):
    manager.goes("/import/")
    manager.page.set_input_files("[name=file]", workbook(OLD_LIST))
    manager.press(".im-drop button.btn-primary")
    manager.reads("客户姓名")
    manager.press("a[href$='/problems/']")
    manager.reads("邓婕")
    manager.press("a[href*='/rows/6/']")
    manager.types(value="13700136666")
    manager.press("#drawer button.btn-primary")
    manager.press("form[action$='/run/'] button")
    manager.press("#confirm button.btn-danger")
    manager.page.wait_for_url("**/report/")
    worker()
    manager.reads("3 位")


def find_her(desk, typed="sxx"):
    if desk.by_thumb:
        desk.press("[data-palette]")
    else:
        desk.page.keyboard.press("/")
    desk.page.keyboard.type(typed)
    desk.press("#palette-results a", has_text="单晓曦")
    desk.reads("138****6072")


def book_her(desk):
    desk.press("main a[href*='/calendar/book/?customer=']")
    desk.chooses("item", "肉毒毒素")
    desk.sees("[name=doctor]")
    desk.chooses("doctor", "林泽")
    desk.sees(".sc-slots:not(.wide)")
    desk.chooses("companion", "周可")
    desk.page.wait_for_load_state("networkidle")
    desk.press(".sc-slots:not(.wide) label", has_text="10:00")
    desk.press("#drawer footer button.btn-primary")
    desk.is_told("单晓曦")


def register_her(desk):
    desk.goes("/")
    desk.press("main a[href*='/visits/arrive/?appointment=']")
    desk.press("#drawer footer button.btn-primary")
    desk.page.wait_for_url("**/board/**")
    desk.sees("#lane-arrived .h-visit", has_text="A001")


def hand_her_to(desk, stage, owner):
    desk.press(".h-visit a.b-over")
    desk.page.locator("#drawer [name=stage]").select_option(stage)
    desk.sees("#drawer [name=owner]")
    desk.page.wait_for_load_state("networkidle")
    desk.chooses("owner", owner)
    desk.press("#drawer footer button.btn-primary")
    desk.sees(f"#lane-{stage} .h-visit", has_text=owner)


def note_her_wishes(advisor):
    advisor.goes("/")
    advisor.press("main a[href$='/note/']")
    advisor.types(wishes="想淡化眉间纹，怕痛", budget="5000 以内")
    advisor.press("#drawer footer button.btn-primary")
    advisor.reads("想淡化眉间纹")


def sign_her_record(doctor):
    doctor.goes("/records/")
    doctor.press("main a[href$='/record/']")
    doctor.types(
        complaint="眉间动态纹 2 年", findings="皱眉肌收缩明显", diagnosis="眉间纹",
        advice="肉毒毒素注射 20U",
    )  # fmt: skip
    doctor.chooses("item", "肉毒毒素")
    doctor.types(plan_note="20U")
    doctor.press("button[name=sign]")
    doctor.reads("已签")


def pay_by_two_tenders(cashier):
    cashier.goes("/till/")
    cashier.press("form[action$='/bill/'] button")
    cashier.page.wait_for_url("**/orders/*/")
    cashier.reads("¥2,800.00")
    wechat = "[data-tender=wechat]"
    cashier.sees(f"{wechat} [name=amount]").fill("2000")
    cashier.sees(f"{wechat} [name=reference]").fill("4200001234")
    cashier.press("[data-tender=cash] [data-fill]")
    expect(cashier.sees("[data-sum]")).to_have_text("¥2,800.00")
    cashier.press("button.till-go")
    cashier.is_told("¥2,800.00")


def open_the_receipts(cashier):
    for size in ("80mm", "a4"):
        with cashier.page.context.expect_event(
            "response", lambda reply, size=size: reply.url.endswith(f"/{size}.pdf")
        ) as opened:
            cashier.press(f"a[href$='/receipt/{size}.pdf']")
        assert opened.value.headers["content-type"] == "application/pdf"


def treat_her(doctor):
    doctor.goes("/records/")
    doctor.press("main a[href$='/treat/']")
    doctor.chooses("performer", "林泽")
    doctor.press("form[action$='/treat/'] button.btn-primary")
    doctor.sees("[name$=parameters]").fill("眉间 5 点共 20U")
    doctor.press("form[action$='/finish/'] button.btn-primary")
    doctor.reads("EMR-16")
    doctor.sees("select[name$='m0-product']").select_option(index=1)
    doctor.sees("[name$='m0-lot']").fill("C3709")
    doctor.sees("[name$='m0-quantity']").fill("0.2")
    doctor.press("form[action$='/finish/'] button.btn-primary")
    doctor.sees(".stack", has_text="20U")


def see_her_off(desk):
    desk.goes("/board/")
    desk.press(".h-visit .who a", has_text="单晓曦")
    desk.press("form[action$='/leave/'] button")
    desk.page.wait_for_url("**/board/**")
    expect(desk.page.locator("#lane-left")).to_contain_text("单晓曦")


def ask_how_she_is(advisor):
    advisor.goes("/")
    advisor.press("main a[href^='/follow-ups/']")
    advisor.types(recovery="没有淤青，很满意")
    advisor.press("#drawer .scores label", has_text="5")
    advisor.press("#drawer footer button.btn-primary")
    advisor.is_told("回访已记录")


def test_from_the_old_excel_to_the_after_care(people, clinic, worker, today, monday):
    import_the_old_list(people("manager"), worker)
    desk = people("frontdesk")
    find_her(desk)
    book_her(desk)
    today.move_to(monday("09:58"))
    register_her(desk)
    hand_her_to(desk, "consult", "周可")
    note_her_wishes(people("consultant"))
    hand_her_to(desk, "face_consult", "林泽")
    doctor = people("doctor")
    sign_her_record(doctor)
    hand_her_to(desk, "cashier", "江雨桐")
    cashier = people("cashier")
    pay_by_two_tenders(cashier)
    open_the_receipts(cashier)
    treat_her(doctor)
    see_her_off(desk)
    worker()
    manager = people("manager")
    manager.goes("/numbers/")
    manager.reads("¥2,800")
    today.move_to(monday("09:30") + timedelta(days=1))
    ask_how_she_is(people("consultant"))
    follow_ups = Todo.objects.of(clinic).filter(kind="follow_up").order_by("due_at")
    assert [todo.state for todo in follow_ups] == ["done", "open", "open"]
    assert [t.amount_fen for t in Tender.objects.of(clinic).order_by("pk")] == [200_000, 80_000]
    assert Treatment.objects.of(clinic).get().state == "done"
    assert Visit.objects.of(clinic).get().left_at is not None
