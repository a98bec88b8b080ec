"""One discount that waits for the manager: a consultant asks for more than she may give."""

from hebe.access.actor import Actor
from hebe.billing.models import DiscountRequest
from hebe.billing.services import Wanted, offer_price, open_order
from hebe.config.demo.stage import Stage
from hebe.customers.models import Customer
from hebe.tenancy.context import working_for
from hebe.todos.choices import State

WHO, STORE = "周可", "jingan"


def ask(stage: Stage) -> None:
    """Let the consultant ask for a fifth off; nothing while another request waits."""
    with working_for(stage.group.pk):
        open_ones = DiscountRequest.objects.of(stage.group).filter(
            approval__todo__state=State.OPEN
        )
        if WHO in stage.members and not open_ones.exists():
            _ask(stage.actor_of(stage.members[WHO], stage.stores[STORE]), stage)


def _ask(actor: Actor, stage: Stage) -> None:
    store, who = stage.stores[STORE], stage.members[WHO]
    customers = Customer.objects.of(stage.group).filter(home_store=store).order_by("pk")
    customer = customers.filter(advisor=who).first() or customers.first()
    item = next(
        (i for i in stage.items.values() if i.is_active and i.price_fen >= 100_000), None
    )
    if customer is None or item is None:
        return
    order = open_order(
        actor, store_id=store.pk, customer_id=customer.pk, lines=[Wanted(item.pk)]
    )
    price_fen = item.price_fen * 4 // 5 // 100 * 100
    offer_price(
        actor, line_id=order.lines.get().pk, price_fen=price_fen, reason="老客户续做，第三次"
    )
