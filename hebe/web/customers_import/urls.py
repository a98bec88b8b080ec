"""Addresses of the import."""

from django.urls import path

from hebe.web.customers_import import columns, finishing, mending, reading, uploading

app_name = "customers_import"
urlpatterns = [
    path("import/", uploading.start, name="start"),
    path("import/<int:draft_id>/", uploading.resume, name="resume"),
    path("import/<int:draft_id>/discard/", uploading.discard, name="discard"),
    path("import/<int:draft_id>/columns/", columns.columns, name="columns"),
    path("import/<int:draft_id>/sheet/", columns.sheet, name="sheet"),
    path("import/<int:draft_id>/check/", reading.check, name="check"),
    path("import/<int:draft_id>/problems/", mending.problems, name="problems"),
    path("import/<int:draft_id>/rejected/", mending.rejected, name="rejected"),
    path("import/<int:draft_id>/rows/<int:row_no>/", mending.row, name="row"),
    path("import/<int:draft_id>/rows/<int:row_no>/remedy/", mending.remedy, name="remedy"),
    path("import/<int:draft_id>/rows/<int:row_no>/skip/", mending.skip, name="skip"),
    path("import/<int:draft_id>/run/", finishing.run, name="run"),
    path("import/<int:draft_id>/report/", finishing.report, name="report"),
]
