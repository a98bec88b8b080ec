"""Lookups that Django does not bring."""

from typing import Any

from django.db.models import Lookup


class Among(Lookup):
    """`Q(Among(F("store_id"), keys))`: one of these keys.

    `__in` gives the database, and Django before it, a value of its own for every key; this
    gives one array, which costs no more for the hundred stores of a chain than for one.
    """

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Return the condition; the keys are whole numbers."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s::bigint[])", (*params, list(self.rhs))
