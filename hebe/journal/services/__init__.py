"""Deliver events, mend what failed, seal the audit chain and verify it."""

from hebe.journal.services.chain import (
    ChainReport,
    ChainState,
    chain_state,
    link,
    seal_audit,
    verify_chain,
)
from hebe.journal.services.delivering import (
    count_resting,
    deliver_event,
    forget_delivered,
    sweep_outbox,
)
from hebe.journal.services.resting import dismiss_delivery, retry_delivery

__all__ = [
    "ChainReport",
    "ChainState",
    "chain_state",
    "count_resting",
    "deliver_event",
    "dismiss_delivery",
    "forget_delivered",
    "link",
    "retry_delivery",
    "seal_audit",
    "sweep_outbox",
    "verify_chain",
]
