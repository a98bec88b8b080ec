"""Addresses of sign-in and rights."""

from django.urls import path

from hebe.web.access import (
    audit,
    happened,
    keys,
    own_password,
    roles,
    security,
    stores,
    users,
    views,
)

app_name = "access"
urlpatterns = [
    path("sign-in/", views.enter, name="sign_in"),
    path("sign-in/code/", views.second_factor, name="second_factor"),
    path("sign-out/", views.leave, name="sign_out"),
    path("store/", views.switch_store, name="switch_store"),
    path("language/", views.language, name="language"),
    path("views/", views.save_view, name="save_view"),
    path("views/<int:view_id>/drop/", views.drop_view, name="drop_view"),
    path("log-ins/", users.users, name="users"),
    path("log-ins/new/", users.create, name="create_user"),
    path("log-ins/<int:user_id>/roles/", users.roles_of_user, name="user_roles"),
    path("log-ins/<int:user_id>/password/", users.password, name="user_password"),
    path(
        "log-ins/<int:user_id>/second-factor/", users.second_factor, name="user_second_factor"
    ),
    path("log-ins/<int:user_id>/switch/", users.switch, name="switch_user"),
    path("roles/", roles.roles, name="roles"),
    path("roles/new/", roles.create, name="create_role"),
    path("roles/<int:role_id>/", roles.edit, name="edit_role"),
    path("stores/", stores.stores, name="stores"),
    path("stores/words/", stores.words, name="words"),
    path("stores/new/", stores.create, name="create_store"),
    path("stores/<int:store_id>/", stores.edit, name="edit_store"),
    path("audit/", audit.trail, name="audit"),
    path("audit/export/", audit.export, name="export_audit"),
    path("audit/<int:audit_id>/", audit.entry, name="audit_entry"),
    path("events/", happened.events, name="events"),
    path("events/<int:event_id>/", happened.event, name="event"),
    path("events/failed/", happened.failed, name="failed"),
    path("events/failed/retry/", happened.retry, name="retry"),
    path("events/failed/dismiss/", happened.dismiss, name="dismiss"),
    path("api-keys/", keys.keys, name="api_keys"),
    path("api-keys/new/", keys.create, name="create_api_key"),
    path("api-keys/<int:key_id>/revoke/", keys.revoke, name="revoke_api_key"),
    path("security/", security.security, name="security"),
    path("security/own-password/", own_password.choose, name="own_password"),
    path("security/password/", security.password, name="change_password"),
    path("security/second-factor/begin/", security.begin, name="begin_second_factor"),
    path("security/second-factor/confirm/", security.confirm, name="confirm_second_factor"),
    path("security/second-factor/codes/", security.renew, name="renew_recovery_codes"),
    path("security/second-factor/drop/", security.drop, name="drop_second_factor"),
]
