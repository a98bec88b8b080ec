"""Addresses of the customers' screens."""

from django.urls import path

from hebe.web.advanced import advanced
from hebe.web.customers import (
    attachments,
    batches,
    entering,
    finding,
    lists,
    pages,
    settings,
    touches,
)

app_name = "customers"
urlpatterns = [
    path("customers/", lists.customer_list, name="list"),
    path("customers/pick/", finding.pick, name="pick"),
    path("customers/filter/", advanced("customers", "customers:list"), name="filter"),
    path("customers/export/", batches.export, name="export"),
    path("customers/batch/tag/", batches.batch_tag, name="batch_tag"),
    path("customers/batch/advisor/", batches.batch_advisor, name="batch_advisor"),
    path("customers/batch/carer/", batches.batch_carer, name="batch_carer"),
    path("customers/new/", entering.create, name="create"),
    path("customers/tags/", settings.tags, name="tags"),
    path("customers/tags/<int:tag_id>/", settings.tag, name="tag"),
    path("customers/fields/new/", settings.own_field, name="own_field"),
    path("customers/fields/<int:field_id>/", settings.edit_own_field, name="edit_own_field"),
    path("customers/channels/", settings.channels, name="channels"),
    path("customers/<int:customer_id>/", pages.detail, name="detail"),
    path("customers/<int:customer_id>/timeline/", pages.timeline, name="timeline"),
    path("customers/<int:customer_id>/changes/", pages.changes, name="changes"),
    path("customers/<int:customer_id>/edit/", entering.edit, name="edit"),
    path("customers/<int:customer_id>/team/", touches.team, name="team"),
    path("customers/<int:customer_id>/tags/", touches.tags, name="of_tags"),
    path("customers/<int:customer_id>/contacts/", touches.contacts, name="contacts"),
    path(
        "customers/<int:customer_id>/contacts/<int:contact_id>/remove/",
        touches.drop_contact,
        name="drop_contact",
    ),
    path("customers/<int:customer_id>/files/", attachments.of_customer, name="attachments"),
    path("customers/<int:customer_id>/files/new/", attachments.attach, name="attach"),
    path(
        "customers/<int:customer_id>/files/<int:attachment_id>/",
        attachments.download,
        name="attachment",
    ),
    path(
        "customers/<int:customer_id>/files/<int:attachment_id>/picture/",
        attachments.picture,
        name="attachment_picture",
    ),
    path(
        "customers/<int:customer_id>/files/<int:attachment_id>/remove/",
        attachments.remove,
        name="remove_attachment",
    ),
    path("customers/<int:customer_id>/key/", touches.key, name="key"),
    path("customers/<int:customer_id>/confirm/", touches.confirm, name="confirm"),
    path("customers/<int:customer_id>/receive/", touches.receive, name="receive"),
    path("customers/<int:customer_id>/reveal/<slug:field>/", touches.reveal, name="reveal"),
]
