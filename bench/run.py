"""Everything that is measured, in order, each against its alternative in the same run."""

import sys
import time

from bench import bookings, chain, imports, pages, row_security, search
from bench.rows import Row
from hebe.config.postgres import Cluster


def run(cluster: Cluster, customers: int) -> list[Row]:
    """Build the chain and return every measurement."""
    _say(f"founding a chain of {customers:,} customers")
    group = chain.found_chain()
    small = pages.queries(group)
    rows = imports.measure(cluster, group)
    chain.populate(group, customers)
    _say("customers are in; giving them a past")
    chain.multiply(cluster, group, customers)
    _say("measuring search, row security and bookings")
    rows += search.measure(cluster, group)
    rows += row_security.measure(cluster, group)
    rows += bookings.measure(cluster, group)
    _say("measuring pages at 8 clients")
    rows += pages.measure(group, small)
    return rows


def _say(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what} ...", file=sys.stderr, flush=True)
