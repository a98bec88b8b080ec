"""Many customers, written in bulk."""

from hebe.customers.models import Customer
from hebe.customers.tokens import phone_digest


def plenty(group, store, count):
    """Write customers with the mobiles 13700000000 and up; return their keys."""
    rows = [
        Customer(
            group_id=group.pk, home_store=store, name=f"客{number}", name_key=f"ke {number}",
            phone=f"137{number:08d}", phone_digest=phone_digest(f"137{number:08d}"),
            member_no=f"HB2{number:05d}",
        )
        for number in range(count)
    ]  # fmt: skip
    return [row.pk for row in Customer.unscoped.bulk_create(rows, batch_size=1000)]
