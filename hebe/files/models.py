"""Stored files: encrypted at rest, checked on the way in."""

from django.db import models
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
    user_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
