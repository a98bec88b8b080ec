"""Log-ins, roles, keys to the API, and what people save for themselves."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from hebe.access.choices import BuiltinRole, Reach
from hebe.access.logins import login_key
from hebe.kernel.fields import SealedTextField
from hebe.tenancy.models import GroupModel, Store


class User(AbstractBaseUser, GroupModel):
    """A log-in. People at work are `staff.Member`; one may exist without the other."""

    login = models.CharField(_("log-in"), max_length=60, unique=True)
    login_key = models.CharField(max_length=240, editable=False)
    name = models.CharField(_("name"), max_length=60)
    language = models.CharField(_("language"), max_length=10, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    password_is_given = models.BooleanField(_("somebody else set the password"), default=False)
    totp_secret = SealedTextField(_("authenticator secret"), blank=True)
    totp_confirmed_at = models.DateTimeField(null=True, blank=True)
    totp_step = models.BigIntegerField(_("last half minute a code was used in"), default=0)
    totp_was_reset = models.BooleanField(default=False)
    store = models.ForeignKey(
        Store, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("login_key",), name="one_login_per_key"),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the key of the log-in name beside it."""
        self.login_key = login_key(self.login)
        super().save(*args, **kwargs)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Let open sessions end when the password or the second factor changes."""
        said = f"{self.password} {self.totp_confirmed_at or ''}"
        salt = "hebe.access.models.User"
        return salted_hmac(salt, said, secret=secret, algorithm="sha256").hexdigest()


class RecoveryCode(GroupModel):
    """A code that stands once for a lost second factor; only its keyed hash is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.BinaryField(max_length=16)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user_id}"


class Role(GroupModel):
    """A named set of permission codes; built-in ones carry their code."""

    code = models.SlugField(max_length=40)
    name = models.CharField(_("name"), max_length=60)
    permissions = ArrayField(models.CharField(max_length=80), default=list)
    is_builtin = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("group", "code"), name="one_role_per_code"),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Return its own name, or that of the built-in role it is."""
        return self.name or str(BuiltinRole(self.code).label)


class Assignment(GroupModel):
    """A role given to a user at one store, or (no store) in the whole group."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="assignments")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="assignments")
    store = models.ForeignKey(
        Store, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    reach = models.CharField(max_length=8, choices=Reach, default=Reach.ALL)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("user", "role", "store"),
                name="one_assignment_per_place",
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.role_id} {self.store_id}"


class ApiKey(GroupModel):
    """A Bearer key; only its hash is kept. `scopes` narrows the user's own rights."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=60)
    prefix = models.CharField(max_length=12)
    digest = models.BinaryField(max_length=32, unique=True)
    scopes = ArrayField(models.CharField(max_length=80), default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name} {self.prefix}"


class Submission(GroupModel):
    """A form or request that was carried out; the same token is never carried out twice."""

    token = models.CharField(max_length=80)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", null=True)
    address = models.CharField(max_length=300)
    fingerprint = models.CharField(max_length=64, blank=True)
    status = models.PositiveSmallIntegerField(default=0)
    body = SealedTextField(blank=True)
    location = SealedTextField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("group", "user", "token"), name="one_submission_per_token"
            ),
        )

    def __str__(self) -> str:
        return self.token


class SavedView(GroupModel):
    """A person's named filter, sort and columns of one list."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    table = models.CharField(max_length=60)
    name = models.CharField(_("name"), max_length=40)
    query = SealedTextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("user", "table", "name"), name="one_view_per_name"),
        )

    def __str__(self) -> str:
        return self.name
