"""Files on a customer's page: kept sealed, seen by right, taken away with a reason."""

from io import BytesIO

import pytest
from PIL import Image

from hebe.customers.models import Attachment
from hebe.customers.queries import attachments, open_attachment
from hebe.customers.services import attach_file, remove_attachment
from hebe.files.errors import FileKindRefused, FileNotWhatItSays, FileTooBig
from hebe.files.models import StoredFile
from hebe.files.services import content_of
from hebe.journal.models import Audit, TimelineEntry
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.tenancy.context import working_for


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture():
    out = BytesIO()
    Image.new("RGB", (900, 600), "pink").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def report(frontdesk, qin_lan):
    return attach_file(
        frontdesk, customer_id=qin_lan.pk, name="检查报告.pdf", content=b"%PDF-1.7 ...",
        note="blood count",
    )  # fmt: skip


def test_a_file_is_kept_told_of_and_opened_by_who_may(report, doctor, group):
    (found,) = attachments(doctor, report.customer_id)
    stored, content = open_attachment(doctor, found.pk)

    assert (stored.name, content, found.note) == (
        "检查报告.pdf",
        b"%PDF-1.7 ...",
        "blood count",
    )
    assert TimelineEntry.objects.of(group).filter(name="FileAttached").count() == 1
    opened = Audit.objects.of(group).get(act="AttachmentOpened")
    assert opened.subject == f"customers.attachment:{report.pk}"


def test_of_a_picture_a_small_form_is_shown_and_not_kept_as_opened(frontdesk, qin_lan, group):
    made = attach_file(frontdesk, customer_id=qin_lan.pk, name="脸.png", content=picture())
    stored, content = open_attachment(frontdesk, made.pk, is_small=True)

    with Image.open(BytesIO(content)) as small:
        assert small.width == 320
    assert stored.origin_id == made.file_id
    assert not Audit.objects.of(group).filter(act="AttachmentOpened").exists()


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("a.exe", b"MZ", FileKindRefused),
        ("a.png", b"MZ", FileNotWhatItSays),
        ("a.png", b"\x89PNG\r\n\x1a\n broken", FileNotWhatItSays),
        ("a.pdf", b"%PDF-1.7" + bytes(21 * 2**20), FileTooBig),
    ],
)
def test_what_is_refused_leaves_nothing(frontdesk, qin_lan, group, name, content, refusal):
    with pytest.raises(refusal):
        attach_file(frontdesk, customer_id=qin_lan.pk, name=name, content=content)
    assert not Attachment.objects.of(group).exists()
    assert not StoredFile.objects.of(group).exists()


def test_taken_away_it_is_gone_for_everybody_and_the_reason_is_kept(report, frontdesk):
    with pytest.raises(Invalid):
        remove_attachment(frontdesk, attachment_id=report.pk, reason=" ")
    gone = remove_attachment(frontdesk, attachment_id=report.pk, reason="another customer's")

    assert attachments(frontdesk, report.customer_id) == []
    for read in (
        lambda: open_attachment(frontdesk, report.pk),
        lambda: content_of(frontdesk, report.file_id),
        lambda: remove_attachment(frontdesk, attachment_id=report.pk, reason="again"),
    ):
        with pytest.raises(NotFound):
            read()
    assert gone.removed_because == "another customer's"


def test_who_may_not(report, stranger, rival, group, qin_lan):
    with pytest.raises(Forbidden):
        attachments(stranger, qin_lan.pk)
    with pytest.raises(NotFound):
        content_of(stranger, report.file_id)
    with working_for(rival.group_id), pytest.raises((Forbidden, NotFound)):
        open_attachment(rival, report.pk)
