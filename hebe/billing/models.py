"""What was sold, at which price, and why at that price. All money in fen."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hebe.access.models import Role
from hebe.billing.choices import State
from hebe.catalog.models import Bundle, Item, Product
from hebe.customers.models import Channel, Customer
from hebe.staff.models import Member
from hebe.tenancy.models import GroupModel, Store
from hebe.tenancy.reach import Reach
from hebe.todos.models import Approval


class Order(GroupModel):
    """A bill: its total is the sum of its lines, its paid sum that of its tenders.

    A deferred trigger keeps the total equal to the lines. `came_for` names the items she had
    come for when that is known; what goes beyond them is a second sale.
    """

    reached_by = Reach(
        own="advisor__user_id doctor__user_id created_by_id "
        "customer__advisor__user_id customer__doctor__user_id"
    )

    number = models.CharField(_("order number"), max_length=48)
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    advisor = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    doctor = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    channel = models.ForeignKey(
        Channel, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    came_for = ArrayField(models.BigIntegerField(), null=True, blank=True)
    total_fen = models.BigIntegerField(default=0)
    paid_fen = models.BigIntegerField(default=0)
    day = models.DateField()
    paid_at = models.DateTimeField(null=True, blank=True)
    created_by_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("group", "number"), name="one_order_per_number"),
            models.CheckConstraint(
                condition=Q(paid_fen__lte=F("total_fen")), name="order_is_not_overpaid"
            ),
            models.CheckConstraint(condition=Q(paid_fen__gte=0), name="paid_is_not_negative"),
        )
        indexes = (
            models.Index(fields=("group", "store", "day"), name="orders_of_a_day"),
            models.Index(fields=("group", "store", "paid_at"), name="orders_by_payment"),
            models.Index(fields=("group", "-day", "-id"), name="orders_latest_day_first"),
            models.Index(fields=("group", "customer", "-day"), name="orders_of_a_customer"),
            models.Index(
                fields=("group", "store", "created_at"),
                name="open_orders_of_a_store",
                condition=Q(state="open"),
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def due_fen(self) -> int:
        """Return what is still to pay."""
        return self.total_fen - self.paid_fen


class OrderLine(GroupModel):
    """One thing sold; `explain` tells its amount step by step: [[step, fen, note], ...].

    The steps are `choices.PriceStep`; their fen add up to the amount. A line that was sold in
    a bundle keeps the bundle's name of that day, and which sale on the order it belongs to.
    """

    reached_by = Order.reached_by.through("order")

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", null=True)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+", null=True)
    name = models.CharField(max_length=80)
    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, related_name="+", null=True)
    bundle_name = models.CharField(max_length=80, blank=True)
    bundle_sale = models.PositiveSmallIntegerField(default=0, db_default=0)
    quantity = models.PositiveIntegerField(_("quantity"), default=1)
    list_fen = models.BigIntegerField()
    price_fen = models.BigIntegerField()
    amount_fen = models.BigIntegerField()
    explain = models.JSONField(default=list)
    is_second_sale = models.BooleanField(_("second sale"), default=False)
    executed = models.PositiveIntegerField(_("treated"), default=0)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(amount_fen=F("price_fen") * F("quantity")),
                name="line_amount_is_price_times_quantity",
            ),
            models.CheckConstraint(
                condition=Q(executed__lte=F("quantity")), name="line_is_not_overused"
            ),
            models.CheckConstraint(
                condition=Q(item__isnull=True) ^ Q(product__isnull=True),
                name="line_sells_an_item_or_a_product",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Cancellation(GroupModel):
    """Who called an order off, when and why."""

    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="cancellation")
    reason = models.CharField(_("reason"), max_length=200)
    who = models.CharField(max_length=60)
    user_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    withheld_rights = ("UPDATE", "DELETE")

    def __str__(self) -> str:
        return f"{self.order_id} {self.reason}"


class DiscountLimit(GroupModel):
    """How much off the list a role may give of its own accord, in per cent."""

    role = models.OneToOneField(Role, on_delete=models.CASCADE, related_name="+")
    percent = models.PositiveSmallIntegerField(_("per cent at most"))

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(percent__lte=100), name="limit_is_a_percentage"),
        )

    def __str__(self) -> str:
        return f"{self.role_id} {self.percent}"


class DiscountRequest(GroupModel):
    """A line waits, or waited, for a discount that somebody else decides."""

    line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="asked")
    approval = models.OneToOneField(Approval, on_delete=models.PROTECT, related_name="+")
    price_fen = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.line_id} {self.price_fen}"
