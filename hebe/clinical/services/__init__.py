"""Acts of care: consult notes, records, treatments."""

from hebe.clinical.services.notes import write_consult_note
from hebe.clinical.services.records import amend_record, save_record, sign_record
from hebe.clinical.services.treatments import Used, finish_treatment, start_treatment

__all__ = [
    "Used",
    "amend_record",
    "finish_treatment",
    "save_record",
    "sign_record",
    "start_treatment",
    "write_consult_note",
]
