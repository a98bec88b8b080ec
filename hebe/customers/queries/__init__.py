"""Reads about customers, one file per question."""

from hebe.customers.queries.alerts import Alert, alerts, allergies_of
from hebe.customers.queries.cards import (
    CustomerCard,
    Glance,
    card_of,
    cards_by_key,
    cards_of,
    glance_of,
    with_card,
)
from hebe.customers.queries.changes import change_history
from hebe.customers.queries.files import attachments, open_attachment
from hebe.customers.queries.lists import (
    birthday_within,
    channel_list,
    customer_counts,
    customer_list,
    my_customers,
    tag_list,
)
from hebe.customers.queries.own import OwnLine, get_own_field, own_fields, own_lines
from hebe.customers.queries.profile import Profile, profile
from hebe.customers.queries.reach import (
    customers,
    get_customer,
    mine_of,
    name_from_afar,
)
from hebe.customers.queries.search import Hit, keys_named, search
from hebe.customers.queries.timeline import KINDS, Timeline, timeline
from hebe.customers.rules import allergies_said, days_to_birthday, is_minor

__all__ = [
    "KINDS",
    "Alert",
    "CustomerCard",
    "Glance",
    "Hit",
    "OwnLine",
    "Profile",
    "Timeline",
    "alerts",
    "allergies_of",
    "allergies_said",
    "attachments",
    "birthday_within",
    "card_of",
    "cards_by_key",
    "cards_of",
    "change_history",
    "channel_list",
    "customer_counts",
    "customer_list",
    "customers",
    "days_to_birthday",
    "get_customer",
    "get_own_field",
    "glance_of",
    "is_minor",
    "keys_named",
    "mine_of",
    "my_customers",
    "name_from_afar",
    "open_attachment",
    "own_fields",
    "own_lines",
    "profile",
    "search",
    "tag_list",
    "timeline",
    "with_card",
]
