"""store_file: checked on the way in, sealed at rest, handed to its owner only."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.db import transaction

from hebe.files.errors import FileKindRefused, FileLost, FileNotWhatItSays, FileTooBig
from hebe.files.models import StoredFile
from hebe.files.services import content_of, store_file, sweep_strays
from hebe.kernel import clock
from hebe.kernel.errors import NotFound
from hebe.tenancy.context import working_for

LIST = "姓名,手机\n".encode()


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def keep(actor, name="../客户\n列表.csv", content=LIST):
    return store_file(actor, name=name, content=content, purpose="import")


def test_it_comes_back_as_it_was_and_lies_sealed(manager):
    stored = keep(manager)
    found, content = content_of(manager, stored.pk)
    assert (found.name, content) == ("客户列表.csv", LIST)
    on_disk = [p for p in Path(settings.MEDIA_ROOT).rglob("*") if p.is_file()]
    assert len(on_disk) == 1
    assert "姓名".encode() not in on_disk[0].read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("a.xlsx", b"MZ\x90", FileNotWhatItSays),
        ("a.csv", b"PK\x03\x04", FileNotWhatItSays),
        ("a.exe", b"MZ", FileKindRefused),
        ("a.csv", b"a" * (20 * 1024 * 1024 + 1), FileTooBig),
    ],
)
def test_what_is_refused_is_not_stored(manager, group, name, content, refusal):
    with pytest.raises(refusal):
        keep(manager, name, content)
    assert StoredFile.objects.of(group).count() == 0
    assert not [p for p in Path(settings.MEDIA_ROOT).rglob("*") if p.is_file()]


def test_what_the_house_made_is_never_too_big(manager, settings):
    settings.HEBE_UPLOAD_BYTES = 10
    with pytest.raises(FileTooBig):
        keep(manager)
    stored = store_file(manager, name="a.csv", content=LIST, purpose="result")
    assert content_of(manager, stored.pk)[1] == LIST


def test_nobody_else_may_read_it(manager, gm, rival):
    stored = keep(manager)
    with pytest.raises(NotFound):
        content_of(gm, stored.pk)
    with working_for(rival.group_id), pytest.raises(NotFound):
        content_of(rival, stored.pk)


def test_contents_that_are_gone_are_told_of(manager):
    stored = keep(manager)
    for path in Path(settings.MEDIA_ROOT).glob("??/*"):
        path.unlink()
    with pytest.raises(FileLost):
        content_of(manager, stored.pk)


def test_what_a_refused_act_left_is_swept_after_a_day_and_nothing_else(manager, rival):
    ours = keep(manager)
    with working_for(rival.group_id):
        theirs = keep(rival)
    with transaction.atomic():
        keep(manager)
        transaction.set_rollback(True)
    assert sweep_strays() == 0
    with time_machine.travel(clock.now() + timedelta(days=2), tick=False):
        assert sweep_strays() == 1
    assert content_of(manager, ours.pk)[1] == LIST
    with working_for(rival.group_id):
        assert content_of(rival, theirs.pk)[1] == LIST
