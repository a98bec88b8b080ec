"""The lines under the bell."""

from django.db import models

from hebe.access.models import User
from hebe.tenancy.models import GroupModel


class Notification(GroupModel):
    """A line under the bell."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=200)
    link = models.CharField(max_length=200, blank=True)
    tone = models.CharField(max_length=10, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=("group", "user", "-id"), name="notifications_newest_first"),
        )

    def __str__(self) -> str:
        return self.text
