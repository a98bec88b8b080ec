"""Acts on log-ins, roles, keys and stores."""

from hebe.access.services.founding import appoint_administrator, found_clinic
from hebe.access.services.keys import create_api_key, revoke_api_key
from hebe.access.services.own import drop_view, note_sign_in, save_view, set_language
from hebe.access.services.roles import create_role, edit_role, role_marks, sync_roles
from hebe.access.services.second_factor import (
    begin_second_factor,
    confirm_second_factor,
    drop_second_factor,
    prove_second_factor,
    renew_recovery_codes,
    reset_second_factor,
)
from hebe.access.services.stores import (
    create_store,
    rename_advisors,
    store_marks,
    update_store,
)
from hebe.access.services.users import (
    assign_roles,
    change_password,
    create_user,
    reset_password,
    switch_user,
)

__all__ = [
    "appoint_administrator",
    "assign_roles",
    "begin_second_factor",
    "change_password",
    "confirm_second_factor",
    "create_api_key",
    "create_role",
    "create_store",
    "create_user",
    "drop_second_factor",
    "drop_view",
    "edit_role",
    "found_clinic",
    "note_sign_in",
    "prove_second_factor",
    "rename_advisors",
    "renew_recovery_codes",
    "reset_password",
    "reset_second_factor",
    "revoke_api_key",
    "role_marks",
    "save_view",
    "set_language",
    "store_marks",
    "switch_user",
    "sync_roles",
    "update_store",
]
