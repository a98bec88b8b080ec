"""Files on a customer's page."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hebe.customers.models.people import Customer
from hebe.files.models import StoredFile
from hebe.kernel.fields import SealedTextField
from hebe.tenancy.models import GroupModel


class Attachment(GroupModel):
    """A file kept with a customer; taken away, its row says by whom and why."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    small = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    note = SealedTextField(_("what it is"), max_length=120, blank=True)
    by = models.CharField(max_length=60)
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.CharField(max_length=60, blank=True)
    removed_because = SealedTextField(max_length=200, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=("group", "customer", "-id"), name="files_of_a_customer"),
        )

    def __str__(self) -> str:
        return str(self.file)
