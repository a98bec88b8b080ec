"""Groups, stores, and the row scope that keeps groups apart."""

from typing import Any, ClassVar, Protocol, Self

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from hebe.kernel.errors import NotFound
from hebe.tenancy.choices import Department, Institution
from hebe.tenancy.reach import Reach


class HasGroup(Protocol):
    """Anything that works for one group: an actor, a job, a group's own row."""

    @property
    def group_id(self) -> int: ...


class Reacher(HasGroup, Protocol):
    """Somebody whose rights reach some rows of the group: an actor."""

    def scope(self, permission: str, reach: Reach) -> models.Q:
        """Return the rows that a permission reaches."""
        ...

    def own_scope(self, permission: str, reach: Reach) -> models.Q:
        """Return everything, unless a permission reaches own rows only: then those."""
        ...


class Unscoped(RuntimeError):
    """A query forgot to say whose rows it wants."""


class Group(models.Model):
    """One business, the tenant; every other row belongs to exactly one."""

    name = models.CharField(_("name"), max_length=120)
    code = models.SlugField(_("code"), max_length=40, unique=True)
    advisor_label = models.CharField(_("what advisors are called"), max_length=20, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    rights_offered = ArrayField(models.CharField(max_length=80), default=list, editable=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("name",), name="one_group_per_name"),)

    def __str__(self) -> str:
        return self.name

    @property
    def group_id(self) -> int:
        """Return its own key, so that a group can stand where an actor does."""
        return int(self.pk)


class GroupQuerySet(models.QuerySet[Any]):
    """Rows of one group."""

    def locked(self) -> Self:
        """Lock these rows, always in the same order, until the transaction ends."""
        return self.order_by("pk").select_for_update(of=("self",), no_key=True)

    def one(self, pk: int | None) -> Any:
        """Return the row with this key, or raise NotFound."""
        row = self.filter(pk=pk).first()
        if row is None:
            raise NotFound
        return row

    def at(self, store: "Store") -> Self:
        """Return the rows of a store, each of which has it at hand, as `store.rows` would."""
        return self.filter(store=store).knowing(store)

    def knowing(self, store: "Store") -> Self:
        """Give these rows, which are a store's and not asked for yet, the store itself."""
        known = {self.model._meta.get_field("store"): {store.pk: store}}
        self._known_related_objects = known
        return self

    def chosen(self, pk: int | None) -> Any:
        """Return None where nothing was chosen, else the row with this key, as `one`."""
        return None if pk is None else self.one(pk)

    def reached(self, actor: Reacher, permission: str) -> Self:
        """Return those of these rows that the actor's permission reaches."""
        return self.filter(actor.scope(permission, self.model.reached_by))

    def to_act_on(self, actor: Reacher, permission: str) -> Self:
        """Return these rows, or her own where the permission reaches no others.

        The act says which store was wrong: `actor.check(permission, row.store_id)` follows.
        """
        return self.filter(actor.own_scope(permission, self.model.reached_by))


class GroupManager(models.Manager[Any]):
    """A door that opens one group at a time."""

    def get_queryset(self) -> GroupQuerySet:
        """Refuse: say `.of(actor)` first."""
        raise Unscoped(self.model.__name__)

    def of(self, whose: HasGroup) -> GroupQuerySet:
        """Return the rows of the group that `whose` works for."""
        return GroupQuerySet(self.model, using=self._db).filter(group_id=whose.group_id)

    def reached(self, actor: Reacher, permission: str) -> GroupQuerySet:
        """Return the rows that the actor's permission reaches: the one way to ask for them."""
        return self.of(actor).reached(actor, permission)


class GroupModel(models.Model):
    """Base of every table a group owns.

    `hebe.tenancy.schema.secure` puts row-level security on it and adds a composite
    foreign key (group, id) beside every reference to another group's table, so a
    neighbour's row cannot even be passed in. A table whose rows are a store's, or somebody's,
    says in `reached_by` how a right gets at them.
    """

    reached_by: ClassVar[Reach | None] = None

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")

    unscoped: models.Manager[Any] = models.Manager()  # first, so Django's plumbing uses it
    objects = GroupManager()

    class Meta:
        abstract = True


def every_department() -> list[str]:
    """Return the departments a full licence names."""
    return [Department.DERMATOLOGY.value, Department.LIFE.value]


class Store(GroupModel):
    """One licensed place of a group."""

    reached_by = Reach(store="pk")

    name = models.CharField(_("name"), max_length=80)
    code = models.SlugField(_("code"), max_length=20)
    city = models.CharField(_("city"), max_length=40, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    area_m2 = models.PositiveIntegerField(_("area (m²)"), default=0)
    timezone = models.CharField(_("time zone"), max_length=40, default="Asia/Shanghai")
    jurisdiction = models.CharField(_("jurisdiction"), max_length=20, default="CN")
    opens_at = models.TimeField(_("opens at"), default="09:00")
    closes_at = models.TimeField(_("closes at"), default="21:00")
    institution = models.CharField(
        _("licensed as"), max_length=24, choices=Institution, default=Institution.CLINIC
    )
    licence_no = models.CharField(_("licence number"), max_length=60, blank=True)
    licence_valid_to = models.DateField(_("licence valid to"), null=True, blank=True)
    licensed_departments = ArrayField(
        models.CharField(max_length=16, choices=Department),
        verbose_name=_("licensed departments"),
        default=every_department,
    )
    filed_projects = ArrayField(
        models.CharField(max_length=60),
        verbose_name=_("items filed with the authority"),
        default=list,
        blank=True,
    )
    consult_stage = models.BooleanField(_("visits have a consult stage"), default=True)
    accepts_minors = models.BooleanField(
        _("treats minors with their guardian's consent"), default=False
    )
    is_open = models.BooleanField(_("in business"), default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("group", "code"), name="one_store_per_code"),
            models.UniqueConstraint(fields=("group", "name"), name="one_store_per_name"),
        )

    def __str__(self) -> str:
        return self.name


class Counter(GroupModel):
    """The last number given out in one series of a group; gapless, since it rolls back."""

    series = models.CharField(max_length=60)
    last = models.BigIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("group", "series"), name="one_counter_per_series"),
        )

    def __str__(self) -> str:
        return f"{self.series}: {self.last}"


def next_number(whose: HasGroup, series: str, *, count: int = 1) -> int:
    """Return the first of `count` new numbers of a series, in one round trip.

    The row stays locked until the transaction ends, which makes the series gapless.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO tenancy_counter (group_id, series, last) VALUES (%s, %s, %s)"
            " ON CONFLICT ON CONSTRAINT one_counter_per_series"
            " DO UPDATE SET last = tenancy_counter.last + EXCLUDED.last RETURNING last",
            [whose.group_id, series, count],
        )
        row = cursor.fetchone()
    return int(row[0]) - count + 1
