"""What the customer's file can tell the red lines."""

from datetime import date

from hebe.compliance.cases import fact
from hebe.compliance.rules import age_on
from hebe.customers.models import Customer


@fact
def age(customer: Customer, on: date) -> int | None:
    """Completed years of life on the day; None when the birthday is unknown."""
    return age_on(customer.birthday, on)
