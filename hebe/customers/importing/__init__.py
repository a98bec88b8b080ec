"""Bring an old list of customers in: one file, one transaction, as often as one likes."""

from hebe.customers.importing.reading import Reading, read_list
from hebe.customers.importing.run import import_customers, plan_customers
from hebe.customers.importing.saved import save_mapping, saved_mapping

__all__ = [
    "Reading",
    "import_customers",
    "plan_customers",
    "read_list",
    "save_mapping",
    "saved_mapping",
]
