"""Any piece of human work with an owner and a deadline."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hebe.customers.models import Customer
from hebe.kernel.errors import Text
from hebe.kernel.fields import SealedTextField
from hebe.staff.choices import Post
from hebe.staff.models import Member
from hebe.tenancy.models import GroupModel, Store
from hebe.tenancy.reach import Reach
from hebe.todos.choices import State
from hebe.todos.kinds import TASK, label_of


class Todo(GroupModel):
    """One piece of work; `source` makes its creation idempotent.

    Work that nobody has waits for whoever holds `for_right` at its store, has the post
    `for_post` there, or (both empty) for everybody of the store; one of them claims it.
    """

    reached_by = Reach(own="owner__user_id")

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=40, default=TASK)
    title = models.CharField(_("title"), max_length=120)
    detail = SealedTextField(_("detail"), max_length=300, blank=True)
    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    for_right = models.CharField(max_length=80, blank=True)
    for_post = models.CharField(max_length=12, choices=Post, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
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
            models.Index(
                fields=("group", "for_right", "for_post", "store"),
                name="open_todos_that_nobody_has",
                condition=models.Q(state="open", owner=None),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def kind_label(self) -> Text:
        """Return what its kind is called."""
        return label_of(self.kind)


class Cancellation(GroupModel):
    """Who called a piece of work off, when and why."""

    todo = models.OneToOneField(Todo, on_delete=models.PROTECT, related_name="cancellation")
    reason = SealedTextField(_("reason"), max_length=200)
    who = models.CharField(max_length=60)
    user_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    withheld_rights = ("UPDATE", "DELETE")

    def __str__(self) -> str:
        return f"{self.todo_id} {self.who}"
