"""What care tells the rest of the house."""

from dataclasses import dataclass

from hebe.kernel.events import Event, gettext_noop


@dataclass(frozen=True)
class FollowUpsPlanned(Event):
    """After a treatment, somebody will ask how it is."""

    treatment_id: int
    customer_id: int
    store_id: int
    count: int


@dataclass(frozen=True)
class FollowUpDone(Event):
    """Somebody asked how it is."""

    follow_up_id: int
    customer_id: int
    store_id: int
    step: str
    satisfaction: int | None
    treatment_id: int | None = None
    step_id: int | None = None
    timeline = gettext_noop("Follow-up: %(step)s")
    kind = "talk"
    icon = "heart-handshake"
    tone = "wait"


@dataclass(frozen=True)
class StepChanged(Event):
    """A follow-up step was set."""

    step_id: int


@dataclass(frozen=True)
class StepStopped(Event):
    """A follow-up step is no longer asked."""

    step_id: int
