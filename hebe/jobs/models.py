"""Long work that people start, watch and leave."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hebe.files.models import StoredFile
from hebe.jobs.choices import State
from hebe.tenancy.models import GroupModel


class Job(GroupModel):
    """One import, export or batch act, with its progress and its result to download."""

    kind = models.CharField(max_length=40)
    title = models.CharField(_("title"), max_length=120)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    arguments = models.JSONField(default=dict)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    problem = models.TextField(blank=True)
    source = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    result = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    permission = models.CharField(max_length=80, blank=True)
    reach = models.JSONField(default=dict)
    refused = models.JSONField(default=list)
    user_id = models.BigIntegerField(null=True)
    store_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("group", "user_id", "-id"), name="jobs_newest_first"),)

    def __str__(self) -> str:
        return self.title

    @property
    def percent(self) -> int:
        """Return how much is done, 0 to 100."""
        return min(100, self.done * 100 // self.total) if self.total else 0
