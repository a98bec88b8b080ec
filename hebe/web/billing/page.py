"""What the order page shows: one place, used by every act that comes back to it."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.billing.choices import PriceStep, State
from hebe.billing.models import DiscountRequest, Order, OrderLine
from hebe.billing.queries import get_order, lines_of, pending_discounts
from hebe.catalog.queries import bundle_list, item_list, product_list
from hebe.checkout.queries import visit_of
from hebe.customers.queries.alerts import alerts
from hebe.customers.queries.cards import cards_by_key
from hebe.kernel import clock
from hebe.payments.models import Tender
from hebe.payments.queries import tenders_of
from hebe.tenancy.words import advisor_word
from hebe.visits.queries import guardian_is_here
from hebe.web.billing.cells import TONES
from hebe.web.billing.forms import ICONS, TenderRow, blank_rows

FOUND = 8


def order_page(
    request: HttpRequest, actor: Actor, order_id: int, *, status: int = 200, **extra: Any
) -> HttpResponse:
    """Show an order; `extra` carries what was typed and what was wrong with it."""
    order = get_order(actor, order_id)
    context = order_context(actor, order, extra.pop("rows", None)) | extra
    return render(request, "billing/order.html", context, status=status)


def order_context(
    actor: Actor, order: Order, rows: list[TenderRow] | None = None
) -> dict[str, Any]:
    """Return everything the order page names."""
    lines = lines_of(actor, order)
    visit = visit_of(actor, order)
    is_open = order.state == State.OPEN
    may_sell = is_open and actor.may("billing.order", order.store_id)
    asked = {row.line_id: row for row in pending_discounts(actor, order)}
    card = cards_by_key(actor, [order.customer_id], at=[order.store_id]).get(order.customer_id)
    return {
        "order": order,
        "advisor_word": advisor_word,
        "tone": TONES[State(order.state)],
        "card": card,
        "alerts": alerts(actor, order.customer, at=[order.store_id]),
        "visit": visit,
        "lines": [_line(line, asked.get(line.pk), actor, may_sell=may_sell) for line in lines],
        "waits": bool(asked),
        "sums": _sums(lines),
        "second": [line for line in lines if line.is_second_sale],
        "tenders": _tenders(actor, order),
        "rows": blank_rows(order.due_fen) if rows is None else rows,
        "may_sell": may_sell,
        "may_pay": is_open
        and bool(lines)
        and not asked
        and actor.may("payments.take", order.store_id),
        "may_cancel": is_open
        and not order.paid_fen
        and not any(line.executed for line in lines)
        and actor.may("billing.cancel", order.store_id),
        "ask_guardian": bool(
            card and card.is_minor and not (visit and guardian_is_here(visit))
        ),
    }


def _line(
    line: OrderLine, asked: DiscountRequest | None, actor: Actor, *, may_sell: bool
) -> dict[str, Any]:
    listed_fen = line.list_fen * line.quantity
    return {
        "row": line,
        "asked": asked,
        "is_asker": asked is not None and asked.approval.asked_by_id == actor.user_id,
        "may_change": may_sell and line.bundle_id is None,
        "unit": line.item.unit if line.item else line.product.unit if line.product else "",
        "listed_fen": listed_fen if listed_fen != line.amount_fen else None,
        "steps": [(PriceStep(step).label, note, fen) for step, fen, note in line.explain],
    }


def _sums(lines: Iterable[OrderLine]) -> dict[str, Any]:
    """Return the bill's own explanation: each step over all lines, and what was saved."""
    steps: dict[str, int] = {}
    for line in lines:
        for step, fen, _note in line.explain:
            steps[step] = steps.get(step, 0) + fen
    saved_fen = -sum(fen for step, fen in steps.items() if step != PriceStep.LIST)
    return {
        "steps": [(PriceStep(step).label, fen) for step, fen in steps.items()],
        "saved_fen": saved_fen,
    }


def _tenders(actor: Actor, order: Order) -> list[dict[str, Any]]:
    today = clock.today(order.store.timezone)
    may_reverse = actor.may("payments.reverse", order.store_id)
    return [
        {
            "row": tender,
            "icon": ICONS[tender.method],
            "reversible": may_reverse and tender.day == today and not _is_undone(tender),
        }
        for tender in tenders_of(actor, order)
    ]


def _is_undone(tender: Tender) -> bool:
    return tender.amount_fen < 0 or hasattr(tender, "reversal")


def found_things(actor: Actor, text: str) -> list[dict[str, Any]]:
    """Return items, products and bundles that a typed text finds, as choices for an order."""
    if not text.strip():
        return []
    today = clock.today(actor.zone)
    bundles = [
        {"key": f"bundle-{row.pk}", "row": row, "kind": _("Bundle"), "listed": row.listed_fen}
        for row in bundle_list(actor, search=text, day=today)[:FOUND]
    ]
    items = [
        {"key": f"item-{row.pk}", "row": row, "kind": row.category.name}
        for row in item_list(actor, search=text)[:FOUND]
    ]
    products = [
        {"key": f"product-{row.pk}", "row": row, "kind": ""}
        for row in product_list(actor, search=text)[:FOUND]
        if row.price_fen
    ]
    return (bundles + items + products)[:FOUND]
