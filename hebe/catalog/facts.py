"""What the catalogue can tell the red lines about an item."""

from hebe.catalog import rules
from hebe.catalog.models import Item
from hebe.compliance.cases import fact


@fact
def kind(item: Item) -> str:
    """Consult, treatment or life beauty."""
    return item.kind


@fact
def medical(item: Item) -> bool:
    """Whether only a licensed institution may do it."""
    return item.is_medical


@fact
def needs_doctor(item: Item) -> bool:
    """Whether a doctor has to be there."""
    return item.needs_doctor


@fact
def department(item: Item) -> str:
    """The department it belongs to."""
    return item.department


@fact
def level(item: Item) -> int:
    """The surgical level, 0 for all that is no surgery."""
    return item.level


@fact
def technique(item: Item) -> str:
    """What is done to the skin."""
    return item.technique


@fact
def catalogue_name(item: Item) -> str:
    """The official name."""
    return item.catalogue_name


@fact
def is_tattoo(item: Item) -> bool:
    """Whether it marks the skin for good: a tattoo or permanent make-up, by its name."""
    return rules.is_tattoo(item.name)
