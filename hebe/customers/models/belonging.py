"""What the tables that an import fills have in common.

Every reference between two tables of groups is checked by one key over (group, id), which
`tenancy.schema` lays and which says more than a key of each column; a unique index over
(group, id) serves look-ups by group. Imports write a million of these rows, and every further
key or index would cost as much as the row: so the references here have none of their own,
unless a look-up needs it.
"""

from django.db import models

from hebe.tenancy.models import Group, GroupModel


class LeanGroupModel(GroupModel):
    """A row of a group whose other references prove the group."""

    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )

    class Meta:
        abstract = True
