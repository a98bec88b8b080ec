"""Acts on bundles: marketing designs what is sold together."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.catalog import events, rules
from hebe.catalog.errors import BundleTooSmall, CodeTaken, PieceNotOnOffer
from hebe.catalog.models import Bundle, BundleLine, Item, Product
from hebe.catalog.queries import whole_bundles
from hebe.catalog.services.rows import (
    MISSING,
    OUT_OF_RANGE,
    fill,
    give_code,
    plain,
    retire,
    tell_changes,
)
from hebe.journal.publish import publish
from hebe.kernel.errors import Invalid
from hebe.kernel.freshness import merged
from hebe.kernel.violations import refusing

BUNDLE_CODE = {"one_bundle_per_code": CodeTaken("code")}


class Piece(NamedTuple):
    """What a bundle holds of one thing: an item or a product, and how many."""

    item_id: int | None = None
    product_id: int | None = None
    quantity: int = 1


class BundleFields(TypedDict, total=False):
    """What a bundle may be given; money in fen, `lines` in their order."""

    code: str
    name: str
    price_fen: int
    valid_from: date | None
    valid_to: date | None
    is_active: bool
    lines: Sequence[Piece]


@requires("catalog.bundles")
@transaction.atomic
def create_bundle(actor: Actor, **fields: Unpack[BundleFields]) -> Bundle:
    """Design a bundle; without a code it gets the next one.

    On offer at once unless `is_active` is False. Refuses BundleTooSmall, PieceNotOnOffer,
    CodeTaken, and Invalid for what does not fit.
    """
    bundle = Bundle(group_id=actor.group_id, price_fen=0)
    made = _settle(actor, bundle, {"lines": (), **fields})
    publish(actor, events.BundleCreated(made.pk), subject=made, after=plain(made))
    return made


@requires("catalog.bundles")
@transaction.atomic
def update_bundle(
    actor: Actor, *, bundle_id: int, seen: str = "", **fields: Unpack[BundleFields]
) -> Bundle:
    """Change a bundle, also to put it back on offer; what was sold stays as sold.

    Refuses what `create_bundle` refuses. `seen` are the `marks_of` what a form was opened with:
    ChangedMeanwhile when somebody else changed the same field since.
    """
    bundle: Bundle = Bundle.objects.of(actor).locked().one(bundle_id)
    before = plain(bundle)
    changed = _settle(actor, bundle, merged(fields, before, seen))
    tell_changes(actor, events.BundleChanged(changed.pk), changed, before)
    return changed


@requires("catalog.bundles")
@transaction.atomic
def retire_bundle(actor: Actor, *, bundle_id: int) -> Bundle:
    """Take a bundle off the offer; what was sold stays."""
    bundle: Bundle = Bundle.objects.of(actor).locked().one(bundle_id)
    retire(actor, bundle, events.BundleRetired(bundle.pk))
    return bundle


def _settle(actor: Actor, bundle: Bundle, fields: dict[str, Any]) -> Bundle:
    pieces = fields.pop("lines", None)
    fill(bundle, fields)
    give_code(actor, bundle)
    bundle.name_key = rules.search_key(bundle.name)
    _refuse_unfit(bundle)
    with refusing(BUNDLE_CODE):
        bundle.save()
    if pieces is not None:
        _put(actor, bundle, pieces)
    settled: Bundle = whole_bundles(actor).get(pk=bundle.pk)
    if settled.is_active and settled.missing:
        raise PieceNotOnOffer(name=settled.missing[0])
    return settled


def _refuse_unfit(bundle: Bundle) -> None:
    if not bundle.name:
        raise Invalid("name", MISSING)
    if not 0 < bundle.price_fen <= rules.HIGHEST_PRICE_FEN:
        raise Invalid("price_fen", OUT_OF_RANGE)
    if bundle.valid_from and bundle.valid_to and bundle.valid_to < bundle.valid_from:
        raise Invalid("valid_to", _("The last day is before the first."))


def _put(actor: Actor, bundle: Bundle, pieces: Sequence[Piece]) -> None:
    rows = [_line(actor, bundle, n, Piece(*piece)) for n, piece in enumerate(pieces)]
    if len(rows) > rules.MOST_LINES:
        raise Invalid("lines", OUT_OF_RANGE)
    if sum(row.quantity for row in rows) < 2:
        raise BundleTooSmall
    BundleLine.objects.of(actor).filter(bundle=bundle).delete()
    BundleLine.unscoped.bulk_create(rows)


def _line(actor: Actor, bundle: Bundle, position: int, piece: Piece) -> BundleLine:
    if (piece.item_id is None) == (piece.product_id is None):
        raise Invalid("lines", _("Choose one item or one product in every line."))
    if not 1 <= piece.quantity <= rules.MOST_OF_ONE:
        raise Invalid("lines", OUT_OF_RANGE)
    model, column = (Item, "item") if piece.item_id is not None else (Product, "product")
    sold = model.objects.of(actor).one(piece.item_id or piece.product_id)
    facts = {"quantity": piece.quantity, "position": position}
    return BundleLine(group_id=actor.group_id, bundle=bundle, **{column: sold}, **facts)
