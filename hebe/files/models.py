"""Stored files: encrypted at rest, checked on the way in."""

from django.db import models
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from hebe.tenancy.models import GroupModel


class StoredFile(GroupModel):
    """One immutable file; `key` is its place in the file store."""

    name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    key = models.CharField(max_length=120, unique=True)
    purpose = models.CharField(max_length=30)
    origin = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    user_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    @property
    def shown_headers(self) -> dict[str, str]:
        """Return what an answer says that shows a picture made here inside a page."""
        return self.headers | {"Content-Disposition": "inline"}

    @property
    def headers(self) -> dict[str, str]:
        """Return what an answer says that hands the file out.

        It is saved under its name, never shown inside a page, and kept by nobody on the way.
        """
        named = content_disposition_header(as_attachment=True, filename=self.name)
        return {
            "Content-Type": self.content_type,
            "Content-Disposition": named or "attachment",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        }
