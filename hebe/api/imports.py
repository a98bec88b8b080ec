"""Bring an old customer list in: upload, check the columns, mend rows, import as a job."""

from typing import Annotated, Any

from django.conf import settings
from django.http import HttpResponse
from ninja import File, Form, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field

from hebe.api.auth import ApiRequest
from hebe.api.jobs import JobOut
from hebe.api.routing import FILE, Router, needs
from hebe.api.schemas import Key, Sent, Text
from hebe.api.told import told
from hebe.customers import importing
from hebe.customers.legacy.errors import MappingIncomplete
from hebe.customers.legacy.mapping import Column, ColumnMapping
from hebe.customers.models import ImportDraft
from hebe.jobs.choices import State

router = Router(tags=["imports"])
RowNo = Annotated[int, Field(ge=1, le=2_000_000)]


@told(Column)
class ColumnOut(Schema):
    """A column of the file and the field it goes to ("" for none)."""


class ImportOut(Schema):
    """A list on its way in; `report` is the dry run, absent while a column is missing.

    While `checking`, the list is being read: columns and report are absent, or from before. A
    check that failed says so in `problem`. `sheets` are the rows of people by sheet, `sheet`
    the chosen one, "*" for all.
    """

    id: int
    file_name: str
    store_id: int
    job_id: int | None
    columns: list[ColumnOut]
    checking: bool
    problem: str = ""
    sheet: str = ""
    sheets: dict[str, int] = {}
    missing: str = ""
    report: dict[str, Any] | None = None


class ProblemOut(Schema):
    """One cell that needs a look; phone digits are hidden."""

    row: int
    customer: str
    code: str
    field: str
    value: str
    severity: str
    message: str
    outcome: str
    advice: str
    fix: str


class ColumnsIn(Sent):
    """Fields by column index; "" leaves a column out."""

    fields: Annotated[dict[Annotated[int, Field(ge=0, le=1000)], Text], Field(max_length=500)]


class SheetIn(Sent):
    """The sheet that holds the list, or "*" for all that hold people."""

    sheet: Annotated[Text, Field(min_length=1)]


class MendIn(Sent):
    """Text to import instead of a row's cells, by field.

    `same_phone` decides where somebody else has the row's mobile: `own` (her own file, which
    shares the mobile) or `same` (they are one person).
    """

    fields: Annotated[dict[Text, Text], Field(max_length=50)]


class SkipIn(Sent):
    """Whether the row stays out."""

    skip: bool


def _out(draft: ImportDraft) -> dict[str, Any]:
    outlook = importing.outlook_on(draft)
    found: dict[str, Any] = {
        "id": draft.pk,
        "file_name": draft.source.name,
        "store_id": draft.store_id,
        "job_id": draft.job_id,
        "columns": draft.mapping.get("columns", []),
        "checking": not draft.is_checked and not _problem(draft),
        "problem": _problem(draft),
        "sheet": draft.sheet,
        "sheets": outlook.people if outlook else {},
        "report": outlook.report if outlook else None,
    }
    try:
        ColumnMapping.from_json(draft.mapping or {"columns": []}).complete()
    except MappingIncomplete as missing:
        found["missing"] = str(missing) if outlook else ""
    return found


def _problem(draft: ImportDraft) -> str:
    job = draft.checking
    has_failed = not draft.is_checked and job is not None and job.state == State.FAILED
    return str(job.problem) if job and has_failed else ""


@router.post("/imports", response={201: ImportOut})
def upload_list(
    request: ApiRequest, store_id: Annotated[Key, Form()], file: Annotated[UploadedFile, File()]
) -> Status[Any]:
    """Upload a list (.xlsx, .xls, .csv); the answer holds proposed columns and a dry run."""
    draft = importing.upload_list(
        request.actor,
        name=str(file.name),
        content=file.read(settings.HEBE_UPLOAD_BYTES + 1),
        store_id=store_id,
    )
    return Status(201, _out(draft))


@router.get("/imports/{draft_id}", response=ImportOut)
@needs("customers.import")
def get_import(request: ApiRequest, draft_id: Key) -> Any:
    """Show a list on its way in, with its dry run."""
    return _out(importing.get_draft(request.actor, draft_id))


@router.get("/imports/{draft_id}/problems", response=list[ProblemOut])
@needs("customers.import")
def list_import_problems(
    request: ApiRequest, draft_id: Key, code: Text = "", after_row: int = 0
) -> list[Any]:
    """List problems by row, at most 200 after `after_row`; of one code when it is given."""
    draft = importing.get_draft(request.actor, draft_id)
    rows = importing.problems_of(request.actor, draft, code=code).filter(row_no__gt=after_row)
    return [importing.problem_in(row).as_row() for row in rows[:200]]


@router.get("/imports/{draft_id}/rejected", response=FILE)
def get_rejected_rows(request: ApiRequest, draft_id: Key) -> HttpResponse:
    """Fetch the rows that would stay out, as Excel with reasons; 404 when there are none."""
    stored, book = importing.get_rejected_rows(request.actor, draft_id=draft_id)
    return HttpResponse(book, headers=stored.headers)


@router.put("/imports/{draft_id}/columns", response=ImportOut)
def map_columns(request: ApiRequest, draft_id: Key, data: ColumnsIn) -> Any:
    """Say which field columns go to; remembered for files with the same headings."""
    importing.map_columns(request.actor, draft_id=draft_id, fields=data.fields)
    return _out(importing.get_draft(request.actor, draft_id))


@router.put("/imports/{draft_id}/sheet", response=ImportOut)
def choose_sheet(request: ApiRequest, draft_id: Key, data: SheetIn) -> Any:
    """Say which sheet holds the list; what was typed instead of cells is forgotten."""
    importing.choose_sheet(request.actor, draft_id=draft_id, sheet=data.sheet)
    return _out(importing.get_draft(request.actor, draft_id))


@router.put("/imports/{draft_id}/rows/{row_no}", response={204: None})
def mend_row(request: ApiRequest, draft_id: Key, row_no: RowNo, data: MendIn) -> Status[None]:
    """Import other text than the cells of a row hold."""
    importing.mend_row(request.actor, draft_id=draft_id, row_no=row_no, typed=data.fields)
    return Status(204, None)


@router.put("/imports/{draft_id}/rows/{row_no}/skip", response={204: None})
def skip_row(request: ApiRequest, draft_id: Key, row_no: RowNo, data: SkipIn) -> Status[None]:
    """Leave a row out, or take it back in."""
    importing.skip_row(request.actor, draft_id=draft_id, row_no=row_no, skip=data.skip)
    return Status(204, None)


@router.post("/imports/{draft_id}/start", response={202: JobOut})
def start_import(request: ApiRequest, draft_id: Key) -> Status[Any]:
    """Import the list as a job, whole or not at all; watch it under /jobs."""
    return Status(202, importing.start_import(request.actor, draft_id=draft_id))


@router.delete("/imports/{draft_id}", response={204: None})
@needs("customers.import")
def discard_import(request: ApiRequest, draft_id: Key) -> Status[None]:
    """Give up a list that was not imported."""
    importing.discard_draft(request.actor, draft_id=draft_id)
    return Status(204, None)
