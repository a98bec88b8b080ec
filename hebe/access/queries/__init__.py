"""Reads about people who sign in, their rights and stores."""

from hebe.access.queries.actors import (
    actor_for,
    actor_for_key,
    digest_of,
    grant_given,
    grants_of,
    my_store,
    my_stores,
    stores_in_reach,
)
from hebe.access.queries.log_ins import (
    api_key_list,
    get_role,
    get_user,
    is_within,
    key_holders,
    role_list,
    roles_to_give,
    user_list,
)
from hebe.access.queries.own import (
    authenticator_address,
    my_user,
    recovery_codes_left,
    saved_views,
)
from hebe.access.queries.stores import get_store, store_list, store_names

__all__ = [
    "actor_for",
    "actor_for_key",
    "api_key_list",
    "authenticator_address",
    "digest_of",
    "get_role",
    "get_store",
    "get_user",
    "grant_given",
    "grants_of",
    "is_within",
    "key_holders",
    "my_store",
    "my_stores",
    "my_user",
    "recovery_codes_left",
    "role_list",
    "roles_to_give",
    "saved_views",
    "store_list",
    "store_names",
    "stores_in_reach",
    "user_list",
]
