"""The tables of customers, one file per noun."""

from hebe.customers.models.files import Attachment
from hebe.customers.models.importing import (
    ImportDraft,
    ImportMapping,
    ImportProblem,
    ImportRun,
    OpeningFact,
)
from hebe.customers.models.own import OwnField, OwnValue
from hebe.customers.models.people import Channel, Contact, Customer, Reception
from hebe.customers.models.search import SearchEntry
from hebe.customers.models.tags import CustomerTag, Tag

__all__ = [
    "Attachment",
    "Channel",
    "Contact",
    "Customer",
    "CustomerTag",
    "ImportDraft",
    "ImportMapping",
    "ImportProblem",
    "ImportRun",
    "OpeningFact",
    "OwnField",
    "OwnValue",
    "Reception",
    "SearchEntry",
    "Tag",
]
