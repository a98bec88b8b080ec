"""What customers are found by."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from hebe.customers.models.people import Customer
from hebe.tenancy.models import GroupModel


class SearchEntry(GroupModel):
    """What one customer is found by: hashed fragments (see `tokens`), best rank first.

    Read only through the database function `customers_find`: row-level security would
    otherwise keep PostgreSQL from using the index on `tokens`.
    """

    customer = models.OneToOneField(
        Customer, on_delete=models.CASCADE, related_name="search_entry"
    )
    tokens = ArrayField(models.IntegerField())
    rank = models.IntegerField()

    class Meta:
        db_table = "customers_search"
        indexes = (
            GinIndex(fields=("tokens",), name="customers_by_fragment"),
            models.Index(fields=("group", "-rank"), name="customers_by_rank"),
        )

    def __str__(self) -> str:
        return f"{self.customer_id} {self.rank}"
