"""What happens to the catalogue."""

from dataclasses import dataclass

from hebe.kernel.events import Event


@dataclass(frozen=True)
class CategoryCreated(Event):
    """A shelf was added."""

    category_id: int


@dataclass(frozen=True)
class ItemCreated(Event):
    """An item was added."""

    item_id: int


@dataclass(frozen=True)
class ItemChanged(Event):
    """An item was edited; the audit trail holds what changed."""

    item_id: int


@dataclass(frozen=True)
class ItemRetired(Event):
    """An item left the offer; what was booked and sold stays."""

    item_id: int


@dataclass(frozen=True)
class ProductCreated(Event):
    """A product was added."""

    product_id: int


@dataclass(frozen=True)
class ProductChanged(Event):
    """A product was edited or left the offer."""

    product_id: int


@dataclass(frozen=True)
class BundleCreated(Event):
    """A bundle was designed."""

    bundle_id: int


@dataclass(frozen=True)
class BundleChanged(Event):
    """A bundle was edited; the audit trail holds what changed."""

    bundle_id: int


@dataclass(frozen=True)
class BundleRetired(Event):
    """A bundle left the offer; what was sold stays."""

    bundle_id: int
