"""What happens to log-ins and rights."""

from dataclasses import dataclass

from hebe.kernel.events import Event


@dataclass(frozen=True)
class SignedIn(Event):
    """Somebody came in through the sign-in page."""

    user_id: int


@dataclass(frozen=True)
class UserCreated(Event):
    """A log-in was made."""

    user_id: int


@dataclass(frozen=True)
class UserSwitched(Event):
    """A log-in was closed or opened again."""

    user_id: int
    is_active: bool


@dataclass(frozen=True)
class PasswordChanged(Event):
    """A password was set."""

    user_id: int


@dataclass(frozen=True)
class RolesAssigned(Event):
    """Somebody's roles changed."""

    user_id: int


@dataclass(frozen=True)
class RoleEdited(Event):
    """What a role may do changed."""

    role_id: int


@dataclass(frozen=True)
class ApiKeyCreated(Event):
    """A key to the API was made."""

    key_id: int
    user_id: int


@dataclass(frozen=True)
class ApiKeyRevoked(Event):
    """A key to the API was revoked."""

    key_id: int


@dataclass(frozen=True)
class SecondFactorChanged(Event):
    """A second factor was switched on or off."""

    user_id: int
    on: bool


@dataclass(frozen=True)
class SecondFactorReset(Event):
    """Somebody's lost second factor was switched off for her."""

    user_id: int


@dataclass(frozen=True)
class RecoveryCodesRenewed(Event):
    """New recovery codes were told; the old ones are gone."""

    user_id: int


@dataclass(frozen=True)
class StoreSaved(Event):
    """A store was opened, or its facts changed."""

    store_id: int


@dataclass(frozen=True)
class AdvisorsRenamed(Event):
    """The group calls its advisors by another word."""

    word: str
