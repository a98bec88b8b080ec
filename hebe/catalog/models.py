"""What a group offers: items done to a customer, products handed over, bundles of both."""

from datetime import date
from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _

from hebe.catalog.choices import Kind, NeedKind, Role, RoomType, Technique
from hebe.tenancy.choices import Department
from hebe.tenancy.models import GroupModel


class Category(GroupModel):
    """A shelf of the catalogue; further service lines (hair care, dental) are shelves too."""

    name = models.CharField(_("name"), max_length=40)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("group", "name"), name="one_category_per_name"),
        )

    def __str__(self) -> str:
        return self.name


class Item(GroupModel):
    """Something done to a customer. Money in fen, durations in minutes."""

    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=80)
    name_key = models.CharField(max_length=160, db_index=True)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.TREATMENT)
    technique = models.CharField(
        _("technique"), max_length=12, choices=Technique, default=Technique.NONE
    )
    department = models.CharField(_("department"), max_length=16, choices=Department)
    level = models.PositiveSmallIntegerField(_("surgical level"), default=0)
    catalogue_name = models.CharField(_("official catalogue name"), max_length=60, blank=True)
    duration_minutes = models.PositiveSmallIntegerField(_("duration (minutes)"), default=30)
    turnaround_minutes = models.PositiveSmallIntegerField(_("turnaround (minutes)"), default=0)
    price_fen = models.BigIntegerField(_("price"), default=0)
    unit = models.CharField(_("unit"), max_length=10, default="次")
    is_active = models.BooleanField(_("on offer"), default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("group", "code"), name="one_item_per_code"),
            models.CheckConstraint(
                condition=models.Q(price_fen__gte=0), name="item_price_is_not_negative"
            ),
            models.CheckConstraint(
                condition=models.Q(level__lte=4), name="item_level_is_at_most_four"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_medical(self) -> bool:
        """Say whether only a licensed institution may do it."""
        return self.kind == Kind.TREATMENT

    @cached_property
    def needed(self) -> "list[ItemNeed]":
        """Return whose and what time it takes, in order; an act sets it before it saves."""
        return list(self.needs.all())

    @property
    def needs_doctor(self) -> bool:
        """Say whether a doctor takes part."""
        return any(need.is_doctor for need in self.needed)


class ItemNeed(GroupModel):
    """Whose or what time an item takes: how many, from which minute, for how many minutes.

    `what` is a role, a kind of room or a kind of device. `for_minutes` of 0 lasts to the end.
    A named need is filled by whom somebody chose; any other by whoever is free.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="needs")
    kind = models.CharField(_("kind"), max_length=8, choices=NeedKind)
    what = models.CharField(_("what"), max_length=40)
    quantity = models.PositiveSmallIntegerField(_("quantity"), default=1)
    from_minute = models.PositiveSmallIntegerField(_("from minute"), default=0)
    for_minutes = models.PositiveSmallIntegerField(_("for minutes"), default=0)
    is_named = models.BooleanField(_("chosen by name"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0), name="item_need_is_at_least_one"
            ),
        )

    def __str__(self) -> str:
        many = f" × {self.quantity}" if self.quantity > 1 else ""
        return f"{self.label}{many}"

    @property
    def is_doctor(self) -> bool:
        """Say whether it takes a doctor's time."""
        return self.kind == NeedKind.PERSON and self.what == Role.DOCTOR

    @property
    def label(self) -> str:
        """Return in words whom or what it takes."""
        words = {NeedKind.PERSON: Role, NeedKind.ROOM: RoomType}.get(NeedKind(self.kind))
        known = words is not None and self.what in words.values
        return str(words(self.what).label) if words and known else self.what

    def until_minute(self, duration: int) -> int:
        """Return the minute at which it ends, of an item that lasts so many."""
        return self.from_minute + self.for_minutes if self.for_minutes else duration


class Product(GroupModel):
    """Something handed over or used up: drug, filler, skin care."""

    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=80)
    unit = models.CharField(_("unit"), max_length=10)
    price_fen = models.BigIntegerField(_("price"), default=0)
    registration_no = models.CharField(_("registration number"), max_length=60, blank=True)
    is_active = models.BooleanField(_("on offer"), default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("group", "code"), name="one_product_per_code"),
        )

    def __str__(self) -> str:
        return self.name


class Bundle(GroupModel):
    """Items and products sold together at one price in fen, for a while or until retired."""

    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=80)
    name_key = models.CharField(max_length=160, db_index=True)
    price_fen = models.BigIntegerField(_("price"))
    valid_from = models.DateField(_("sold from"), null=True, blank=True)
    valid_to = models.DateField(_("sold until"), null=True, blank=True)
    is_active = models.BooleanField(_("on offer"), default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("group", "code"), name="one_bundle_per_code"),
            models.CheckConstraint(
                condition=models.Q(price_fen__gt=0), name="bundle_price_is_positive"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__gte=models.F("valid_from")),
                name="bundle_ends_after_it_began",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def listed_fen(self) -> int:
        """Return what its pieces cost by the list."""
        return sum(line.sold.price_fen * line.quantity for line in self.lines.all())

    @property
    def saving_fen(self) -> int:
        """Return what the customer saves; negative when the pieces cost less."""
        return self.listed_fen - self.price_fen

    @property
    def missing(self) -> list[str]:
        """Return the names of its pieces that have left the offer."""
        return [line.sold.name for line in self.lines.all() if not line.sold.is_active]

    def is_valid_on(self, day: date) -> bool:
        """Say whether its days of sale hold a day."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)


class BundleLine(GroupModel):
    """What a bundle holds: an item or a product, and how many."""

    bundle = models.ForeignKey(Bundle, on_delete=models.CASCADE, related_name="lines")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", null=True)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+", null=True)
    quantity = models.PositiveSmallIntegerField(_("quantity"), default=1)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(item__isnull=True) ^ models.Q(product__isnull=True),
                name="bundle_line_is_an_item_or_a_product",
            ),
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0), name="bundle_line_is_at_least_one"
            ),
        )

    def __str__(self) -> str:
        return f"{self.sold} × {self.quantity}"

    @property
    def sold(self) -> Item | Product:
        """Return the item or the product."""
        sold = self.item or self.product
        assert sold is not None
        return sold
