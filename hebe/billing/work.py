"""The orders' kinds of long work."""

from hebe.billing.sheet import ORDERS
from hebe.jobs.exports import offer_sheet

offer_sheet(ORDERS)
