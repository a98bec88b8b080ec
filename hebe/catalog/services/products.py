"""Acts on products."""

from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.catalog import events, rules
from hebe.catalog.errors import CodeTaken
from hebe.catalog.models import Product
from hebe.catalog.services.rows import (
    MISSING,
    OUT_OF_RANGE,
    fill,
    give_code,
    plain,
    tell_changes,
)
from hebe.journal.publish import publish
from hebe.kernel.errors import Invalid
from hebe.kernel.freshness import merged
from hebe.kernel.violations import refusing

PRODUCT_CODE = {"one_product_per_code": CodeTaken("code")}


class ProductFields(TypedDict, total=False):
    """What a product may be given; money in fen."""

    code: str
    name: str
    unit: str
    price_fen: int
    registration_no: str
    is_active: bool


@requires("catalog.edit")
@transaction.atomic
def create_product(actor: Actor, **fields: Unpack[ProductFields]) -> Product:
    """Add a product; without a code it gets the next one."""
    product = Product(group_id=actor.group_id)
    fill(product, fields)
    give_code(actor, product)
    _save_product(product)
    publish(actor, events.ProductCreated(product.pk), subject=product, after=plain(product))
    return product


@requires("catalog.edit")
@transaction.atomic
def update_product(
    actor: Actor, *, product_id: int, seen: str = "", **fields: Unpack[ProductFields]
) -> Product:
    """Change a product, or take it off the offer with `is_active` False; `seen` as above."""
    product: Product = Product.objects.of(actor).locked().one(product_id)
    before = plain(product)
    fill(product, merged(fields, before, seen))
    _save_product(product)
    tell_changes(actor, events.ProductChanged(product.pk), product, before)
    return product


def _save_product(product: Product) -> None:
    for name in ("name", "unit"):
        if not getattr(product, name):
            raise Invalid(name, MISSING)
    if not 0 <= product.price_fen <= rules.HIGHEST_PRICE_FEN:
        raise Invalid("price_fen", OUT_OF_RANGE)
    if product.registration_no and not rules.is_registration_no(product.registration_no):
        raise Invalid(
            "registration_no",
            _("This is not a registration number as the authority writes them."),
        )
    with refusing(PRODUCT_CODE):
        product.save()
