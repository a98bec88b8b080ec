"""Addresses of records and treatments."""

from django.urls import path

from hebe.web.clinical import compare, mine, notes, records, treatments

app_name = "clinical"
urlpatterns = [
    path("records/", mine.mine, name="mine"),
    path("visits/<int:visit_id>/note/", notes.note, name="note"),
    path("visits/<int:visit_id>/notes/", notes.notes, name="notes"),
    path("visits/<int:visit_id>/record/", records.record, name="record"),
    path("visits/<int:visit_id>/record/draft/", records.autosave, name="autosave"),
    path("records/<int:record_id>/sign/", records.sign, name="sign"),
    path("records/<int:record_id>/amend/", records.amend, name="amend"),
    path("records/<int:record_id>/versions/", compare.versions, name="versions"),
    path("visits/<int:visit_id>/treat/checks/", treatments.checks, name="checks"),
    path("visits/<int:visit_id>/treat/", treatments.treat, name="treat"),
    path("treatments/<int:treatment_id>/finish/", treatments.finish, name="finish"),
    path(
        "customers/<int:customer_id>/treatments/", treatments.of_customer, name="treatments_of"
    ),
    path("customers/<int:customer_id>/records/", records.of_customer, name="of_customer"),
]
