"""Any piece of human work with an owner and a deadline."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hebe.access.models import User
from hebe.customers.models import Customer
from hebe.kernel.fields import SealedTextField
from hebe.staff.models import Member
from hebe.tenancy.models import GroupModel, Store
from hebe.todos.choices import Kind, State


class Todo(GroupModel):
    """One piece of work; `source` makes its creation idempotent."""

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.TASK)
    title = models.CharField(_("title"), max_length=120)
    detail = SealedTextField(_("detail"), max_length=300, blank=True)
    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    supervisor = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    due_at = models.DateTimeField(_("due"))
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    source = models.CharField(max_length=80)
    link = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    outcome = SealedTextField(_("outcome"), blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("group", "source"), name="one_todo_per_source"),
        )
        indexes = (
            models.Index(
                fields=("group", "owner", "due_at"), name="open_todos_of_a_person",
                condition=models.Q(state="open"),
            ),
            models.Index(
                fields=("group", "store", "due_at"), name="open_todos_of_a_store",
                condition=models.Q(state="open"),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.title


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
