"""What happens to the person served. No phone and no medical text travels here."""

from dataclasses import dataclass

from hebe.kernel.events import Event, gettext_noop


@dataclass(frozen=True)
class CustomerCreated(Event):
    """A customer was entered for the first time."""

    customer_id: int
    store_id: int
    channel: str = ""

    timeline = gettext_noop("Customer created")
    icon = "user-plus"
    tone = "good"


@dataclass(frozen=True)
class CustomerUpdated(Event):
    """Something in her data changed; the audit row holds what."""

    customer_id: int
    changed: tuple[str, ...] = ()

    timeline = gettext_noop("Data updated")
    icon = "edit"


@dataclass(frozen=True)
class CustomerTeamChanged(Event):
    """Somebody else cares for her now."""

    customer_id: int
    doctor: str = ""
    advisor: str = ""
    carer: str = ""
    detail: str = ""

    timeline = gettext_noop("Care team changed")
    icon = "user-share"


@dataclass(frozen=True)
class CustomerTagged(Event):
    """A tag was put on."""

    customer_id: int
    tag_id: int
    tag: str

    timeline = gettext_noop("Tagged: %(tag)s")
    icon = "tag"


@dataclass(frozen=True)
class CustomerUntagged(Event):
    """A tag was taken off."""

    customer_id: int
    tag_id: int
    tag: str

    timeline = gettext_noop("Tag removed: %(tag)s")
    icon = "tag"


@dataclass(frozen=True)
class CustomerMarked(Event):
    """She became a key customer, or no longer is one."""

    customer_id: int
    is_key: bool

    icon = "star"


@dataclass(frozen=True)
class ContactAdded(Event):
    """A further way to reach her was added."""

    customer_id: int
    contact_id: int


@dataclass(frozen=True)
class ContactRemoved(Event):
    """A way to reach her was removed."""

    customer_id: int
    contact_id: int


@dataclass(frozen=True)
class FieldRevealed(Event):
    """Somebody looked at one masked value in full, with a reason."""

    customer_id: int
    field: str
    reason: str


@dataclass(frozen=True)
class CustomerDataConfirmed(Event):
    """Somebody went through her data with her."""

    customer_id: int

    timeline = gettext_noop("Data confirmed with the customer")
    icon = "circle-check"


@dataclass(frozen=True)
class CustomerReceived(Event):
    """Somebody opened a colleague's customer by her full number."""

    customer_id: int
    store_id: int | None

    timeline = gettext_noop("Received by a colleague, found by her full number")
    icon = "door-enter"


@dataclass(frozen=True)
class CustomerStageChanged(Event):
    """Her life-cycle stage changed."""

    customer_id: int
    stage: str
    was: str = ""

    timeline = gettext_noop("Life-cycle stage: %(stage)s")
    icon = "refresh"


@dataclass(frozen=True)
class TagCreated(Event):
    """The group has a further tag."""

    tag_id: int


@dataclass(frozen=True)
class TagEdited(Event):
    """A tag was renamed or recoloured."""

    tag_id: int


@dataclass(frozen=True)
class ChannelCreated(Event):
    """The group has a further channel."""

    channel_id: int


@dataclass(frozen=True)
class OwnFieldSaved(Event):
    """The group asks something of its own, or asks it differently."""

    field_id: int


@dataclass(frozen=True)
class CustomersImported(Event):
    """An old list was brought in."""

    run_id: int
    store_id: int
    made: int
    rejected: int


@dataclass(frozen=True)
class FileAttached(Event):
    """A file was put on her page."""

    customer_id: int
    attachment_id: int
    store_id: int
    timeline = gettext_noop("A file was added")
    kind = "profile"
    icon = "paperclip"


@dataclass(frozen=True)
class AttachmentRemoved(Event):
    """A file was taken off her page."""

    customer_id: int
    attachment_id: int
    store_id: int
    timeline = gettext_noop("A file was taken away")
    kind = "profile"
    icon = "paperclip"
