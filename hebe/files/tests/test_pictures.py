"""Small pictures: upright, without what cameras add, and never a bomb."""

from io import BytesIO

import pytest
from PIL import Image

from hebe.files.errors import FileNotWhatItSays
from hebe.files.models import StoredFile
from hebe.files.pictures import small
from hebe.files.purposes import PURPOSES, Purpose, keep_files_for
from hebe.files.services import content_of, forget_file, small_picture, store_file


def photo(width=1200, height=800, **exif):
    marks = Image.Exif()
    marks[0x0112] = 6  # turned by a quarter, as phones write it
    marks[0x8825] = {1: "N"}
    out = BytesIO()
    Image.new("RGB", (width, height), "pink").save(out, "JPEG", exif=marks)
    return out.getvalue()


@pytest.fixture
def album(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    purpose = Purpose("album", ("jpg", "txt"), readable=lambda actor, _file: actor.name != "x")
    monkeypatch.setitem(PURPOSES, "album", purpose)
    return purpose


def test_a_small_picture_is_upright_and_says_nothing_of_where():
    with Image.open(BytesIO(small(photo()))) as made:
        assert made.height == 320
        assert made.width < made.height
        assert not made.getexif()


@pytest.mark.parametrize("content", [b"\xff\xd8\xff", b"", b"GIF89a", photo()[:200]])
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(FileNotWhatItSays):
        small(content)


def test_a_picture_that_unfolds_to_gigabytes_is_refused(monkeypatch):
    monkeypatch.setattr("hebe.files.pictures.MOST_PIXELS", 1000)
    with pytest.raises(FileNotWhatItSays):
        small(photo())


def test_it_is_read_by_whoever_reads_the_original_and_goes_with_it(
    album, manager, gm, group, django_capture_on_commit_callbacks
):
    content = photo()
    stored = store_file(manager, name="脸.jpg", content=content, purpose="album")
    made = small_picture(manager, stored, content)

    assert content_of(gm, made.pk)[0].origin_id == stored.pk
    forget_file(stored)
    assert not StoredFile.objects.of(group).exists()


def test_what_is_no_picture_has_no_small_form(album, manager):
    stored = store_file(manager, name="a.txt", content=b"words", purpose="album")
    assert small_picture(manager, stored, b"words") is None


def test_a_purpose_is_registered_once_and_knows_its_kinds(album):
    with pytest.raises(ValueError, match="already"):
        keep_files_for(Purpose("import", ("csv",)))
    with pytest.raises(ValueError, match="exe"):
        keep_files_for(Purpose("programs", ("exe",)))
