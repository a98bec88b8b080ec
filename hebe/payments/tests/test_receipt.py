"""receipt_pdf: a real PDF of the right size that says what was bought and paid."""

import re
import zlib

import pytest
from django.utils import translation

from hebe.billing.services import Wanted, cancel_order, open_order
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.payments.receipt import receipt_facts, receipt_pdf, typeset
from hebe.payments.services import take_payment
from hebe.tenancy.words import speak_of_advisors_as

MM = 72 / 25.4


def streams(pdf):
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            yield zlib.decompress(found[1])
        except zlib.error:
            continue


def glyph_names(cmap):
    """Read one ToUnicode map: glyph number to text."""
    names = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for glyph, text in re.findall(rb"<(\w+)>\s*<(\w+)>", block):
            names[glyph.lower()] = bytes.fromhex(text.decode()).decode("utf-16-be")
    return names


def characters_of(pdf):
    """Return every character the PDF can show: its fonts are cut down to what it says."""
    maps = [glyph_names(s) for s in streams(pdf) if b"beginbfchar" in s]
    return {char for names in maps for text in names.values() for char in text}


def size_of(pdf):
    box = re.search(rb"/MediaBox\s*\[([^\]]+)\]", pdf)
    _x, _y, width, height = map(float, box[1].split())
    return round(width / MM), round(height / MM)


@pytest.fixture
def order(manager, cashier, jingan, qin_lan, botox, laser):
    order = open_order(
        manager,
        store_id=jingan.pk,
        customer_id=qin_lan.pk,
        lines=[
            Wanted(botox.pk, 2, 250_000, reason="老客户抹零"),
            Wanted(laser.pk),
        ],
    )
    take_payment(
        cashier,
        order_id=order.pk,
        tenders=[("cash", 98_000, ""), ("wechat", 600_000, "4200002026112109417")],
    )
    order.refresh_from_db()
    return order


@pytest.mark.parametrize(("size", "width"), [("80mm", 80), ("a4", 210)])
def test_it_is_a_pdf_of_the_right_width_with_the_words(cashier, order, size, width):
    pdf = receipt_pdf(cashier, order_id=order.pk, size=size)
    assert pdf.startswith(b"%PDF")
    assert size_of(pdf)[0] == width
    said = characters_of(pdf)
    assert set("静安旗舰店肉毒毒素除皱皮秒祛斑秦兰¥6,980.00") <= said


def test_the_facts_add_up(cashier, order):
    facts = receipt_facts(cashier, order)
    assert (facts["listed"], facts["saved"], facts["total"], facts["paid"], facts["due"]) == (
        "7,580.00", "600.00", "6,980.00", "6,980.00", "",
    )  # fmt: skip
    assert [(t["method"], t["reference"], t["amount"]) for t in facts["tenders"]] == [
        ("现金", "", "¥980.00"),
        ("微信支付", "…109417", "¥6,000.00"),
    ]
    assert facts["lines"][0]["steps"] == [["审批优惠", "−¥600.00"]]
    assert facts["code"].lstrip().startswith("<?xml")


def test_it_speaks_english_too(cashier, order):
    with translation.override("en"):
        facts = receipt_facts(cashier, order)
    assert (facts["title"], facts["labels"]["due"]) == ("Receipt", "Still due")


def test_it_calls_the_advisor_by_the_groups_own_word(cashier, order, zhou_ke):
    order.advisor = zhou_ke
    assert ["顾问", "周可"] in receipt_facts(cashier, order)["facts"]
    speak_of_advisors_as("医生")
    order.doctor = order.advisor
    facts = receipt_facts(cashier, order)["facts"]
    assert facts.count(["医生", "周可"]) == 2


def test_an_unpaid_order_prints_a_bill(frontdesk, cashier, jingan, qin_lan, botox):
    order = open_order(
        frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(botox.pk)]
    )
    facts = receipt_facts(cashier, order)
    assert (facts["title"], facts["due"]) == ("账单", "2,800.00")


@pytest.mark.parametrize("size", ["80mm", "a4"])
def test_what_came_from_a_bundle_says_so(frontdesk, cashier, jingan, qin_lan, glow, size):
    lines = [Wanted(bundle_id=glow.pk)]
    order = open_order(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk, lines=lines)
    facts = receipt_facts(cashier, order)
    assert {line["bundle"] for line in facts["lines"]} == {"套餐：焕颜套餐"}
    assert facts["lines"][0]["steps"] == [["套餐优惠", "−¥312.69"]]
    pdf = receipt_pdf(cashier, order_id=order.pk, size=size)
    assert set("套餐：焕颜") <= characters_of(pdf)


def test_names_are_never_read_as_markup(cashier, order):
    facts = receipt_facts(cashier, order)
    facts["lines"][0]["name"] = '#panic("x") $a$ *b* <script> #read("/etc/passwd") \\'
    assert typeset("receipt_80mm.typ", facts).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("name", "font"), [("ئايگۈل", b"NotoSansArabic"), ("བསོད་ནམས་", b"NotoSerifTibetan")]
)
def test_names_of_every_script_of_the_country_are_written(cashier, order, name, font):
    order.customer.name = name
    order.customer.save()
    pdf = receipt_pdf(cashier, order_id=order.pk)
    assert font in pdf
    assert set(name) <= characters_of(pdf) | {"་"}


def test_other_paper_is_refused(cashier, order):
    with pytest.raises(Invalid):
        receipt_pdf(cashier, order_id=order.pk, size="../../etc")


def test_strangers_and_rivals_get_no_receipt(stranger, rival, order):
    with pytest.raises(Forbidden):
        receipt_pdf(stranger, order_id=order.pk)
    with pytest.raises(NotFound):
        receipt_pdf(rival, order_id=order.pk)


def test_only_what_is_paid_is_called_a_receipt(frontdesk, cashier, jingan, qin_lan):
    order = open_order(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk)
    assert receipt_facts(cashier, order)["title"] == "账单"


def test_a_cancelled_order_asks_for_no_money(frontdesk, cashier, jingan, qin_lan, botox):
    order = open_order(
        frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(botox.pk)]
    )
    facts = receipt_facts(cashier, cancel_order(cashier, order_id=order.pk, reason="改天"))
    assert (facts["title"], facts["due"]) == ("已取消", "")
