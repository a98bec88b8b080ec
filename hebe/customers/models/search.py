"""What customers are found by."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from hebe.customers.models.belonging import LeanGroupModel
from hebe.customers.models.people import Customer


class SearchEntry(LeanGroupModel):
    """What one customer is found by: hashed fragments (see `tokens`), best rank first.

    Read only through the database function `customers_find`: row-level security would
    otherwise keep PostgreSQL from using the index on `tokens`.
    """

    customer = models.OneToOneField(
        Customer, models.CASCADE, related_name="search_entry", db_constraint=False
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
