"""Receipts on paper: 80 mm and A4, typeset from plain data."""

import io
import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import segno
import typst
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hebe.access.actor import Actor, requires
from hebe.billing.choices import PriceStep, State
from hebe.billing.models import Order, OrderLine
from hebe.billing.queries import get_order, lines_of
from hebe.kernel import clock
from hebe.kernel.errors import Invalid
from hebe.kernel.money import yuan
from hebe.payments.models import Tender
from hebe.payments.queries import tenders_of
from hebe.tenancy.models import Store
from hebe.tenancy.words import advisor_word

PAPER = Path(__file__).with_name("paper")
SIZES = ("80mm", "a4")
Kind = Literal["pdf", "png"]


@requires("billing.view")
def receipt_pdf(actor: Actor, *, order_id: int, size: str = "80mm") -> bytes:
    """Return the receipt of an order as PDF; `size` is 80mm or a4.

    Raises NotFound for an order out of the actor's reach, Invalid for another size.
    """
    if size not in SIZES:
        raise Invalid("size", _("Choose 80 mm or A4."))
    return typeset(f"receipt_{size}.typ", receipt_facts(actor, get_order(actor, order_id)))


def typeset(template: str, facts: dict[str, Any], *, kind: Kind = "pdf") -> bytes:
    """Set a template of `paper/`; facts travel as JSON, so nothing in them is ever markup."""
    compiler = typst.Compiler(
        PAPER / template,
        root=PAPER,
        font_paths=_fonts(),
        sys_inputs={"receipt": json.dumps(facts, ensure_ascii=False)},
    )
    pages = compiler.compile(format=kind, ppi=144)
    return pages if isinstance(pages, bytes) else b"".join(pages or [])


@cache
def _fonts() -> Any:
    found = find_spec("manimgx_fonts_cjk")
    places = [Path(place) for place in ((found and found.submodule_search_locations) or ())]
    places.append(PAPER / "fonts")  # of scripts that the Chinese font lacks (assets.toml)
    return typst.Fonts(font_paths=places, include_system_fonts=False)


def receipt_facts(actor: Actor, order: Order) -> dict[str, Any]:
    """Return everything a receipt says, as text ready to print."""
    store: Store = order.store
    lines, tenders = lines_of(actor, order), tenders_of(actor, order)
    listed_fen = sum(line.list_fen * line.quantity for line in lines)
    saved_fen = listed_fen - order.total_fen
    return {
        "lang": (get_language() or "zh")[:2],
        "title": _title(order),
        "store": store.name,
        "address": store.address,
        "phone": store.phone,
        "number": order.number,
        "facts": _header(order, store, tenders),
        "heads": [_("No."), _("Item"), _("Quantity"), _("Unit price"), _("Amount")],
        "lines": [_line(line) for line in lines],
        "tenders": [_tender(tender) for tender in tenders],
        "listed": yuan(listed_fen),
        "saved": yuan(saved_fen) if saved_fen else "",
        "total": yuan(order.total_fen),
        "paid": yuan(order.paid_fen),
        "due": yuan(order.due_fen) if order.state == State.OPEN and order.due_fen else "",
        "labels": _labels(),
        "thanks": _("Thank you. We look forward to seeing you again."),
        "note": _("Keep this receipt. It does not replace an invoice."),
        "code": _code(order.number),
    }


def _title(order: Order) -> str:
    if order.state == State.CANCELLED:
        return str(order.get_state_display())
    return _("Receipt") if order.state == State.PAID else _("Bill")


def _labels() -> dict[str, str]:
    return {
        "listed": _("List price in all"),
        "saved": _("Discounts in all"),
        "total": _("Amount to pay"),
        "paid": _("Money received"),
        "due": _("Still due"),
        "customer_signs": _("Customer's signature"),
        "cashier_signs": _("Cashier's signature"),
    }


def _header(order: Order, store: Store, tenders: list[Tender]) -> list[list[str]]:
    last = tenders[-1] if tenders else None
    at = (last.received_at if last else clock.now()).astimezone(ZoneInfo(store.timezone))
    people = [
        [str(advisor_word), order.advisor.name if order.advisor else ""],
        [_("Doctor"), order.doctor.name if order.doctor else ""],
        [_("Cashier"), last.received_by if last else ""],
    ]
    rows = [
        [_("Order"), order.number],
        [_("Time"), f"{date_format(at, 'Y-m-d')} {at:%H:%M}"],
        [_("Customer"), f"{order.customer.name} {order.customer.member_no}"],
    ]
    return rows + [[label, name] for label, name in people if name]


def _line(line: OrderLine) -> dict[str, Any]:
    return {
        "name": line.name,
        "bundle": _("Bundle: %(name)s") % {"name": line.bundle_name} if line.bundle_id else "",
        "quantity": line.quantity,
        "unit": line.item.unit if line.item else line.product.unit if line.product else "",
        "list": yuan(line.list_fen),
        "amount": yuan(line.amount_fen),
        "steps": [
            [str(PriceStep(step).label), signed(int(fen))]
            for step, fen, _note in line.explain
            if step != PriceStep.LIST
        ],
    }


def _tender(tender: Tender) -> dict[str, str]:
    reference = f"…{tender.reference[-6:]}" if tender.reference else ""
    return {
        "method": tender.get_method_display(),
        "reference": reference,
        "amount": signed(tender.amount_fen),
    }


def signed(fen: int) -> str:
    """Return an amount with its currency and, for money out, a true minus.

    >>> signed(123450), signed(-5)
    ('¥1,234.50', '−¥0.05')
    """
    return f"{'−' if fen < 0 else ''}¥{yuan(abs(fen))}"


def _code(number: str) -> str:
    out = io.BytesIO()
    segno.make(number, error="m").save(out, kind="svg", border=0)
    return out.getvalue().decode()
