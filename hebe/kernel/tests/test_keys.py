"""One key, kept privately, from which every secret comes."""

import base64
import threading

import pytest

from hebe.config import key_copy
from hebe.kernel import keys


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("HEBE_DATA", str(tmp_path))
    monkeypatch.delenv("HEBE_MASTER_KEY", raising=False)
    return tmp_path


def test_the_first_use_makes_a_private_file_that_stays(folder):
    first = keys.master_key()

    assert keys.key_file().stat().st_mode & 0o777 == 0o600
    keys._from_file.cache_clear()
    assert keys.master_key() == first


def test_of_many_first_uses_all_get_the_same_key(folder):
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(keys.master_key())) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(found)) == 1
    assert [path.name for path in keys.key_file().parent.iterdir()] == ["master.key"]


def test_the_environment_comes_before_the_file(folder, monkeypatch):
    monkeypatch.setenv("HEBE_MASTER_KEY", base64.b64encode(b"k" * 32).decode())

    assert keys.master_key() == b"k" * 32
    assert not keys.key_file().exists()


@pytest.mark.parametrize("text", ["", "not base64!", base64.b64encode(b"short").decode()])
def test_what_is_no_key_is_refused(text):
    with pytest.raises(keys.KeyProblem):
        keys.decoded(text, "here")


def test_no_new_key_is_made_beside_a_database_that_needs_the_old_one(folder):
    (folder / "postgres" / "data").mkdir(parents=True)

    with pytest.raises(keys.KeyProblem, match="Put the copy of the key back"):
        keys.master_key()


def test_labels_give_unrelated_secrets(folder):
    secrets = {keys.derive("a"), keys.derive("b"), keys.master_key()}

    assert len(secrets) == 3
    assert keys.derive("a") == keys.derive("a")
    assert keys.app_password() != keys.owner_password()


def test_a_good_copy_is_remembered_and_a_wrong_one_is_not(folder):
    keys.master_key()
    copy = folder / "copy"
    assert not key_copy.confirm(copy)  # it is not there yet
    copy.write_text(base64.b64encode(b"x" * 32).decode())
    assert not key_copy.confirm(copy)
    assert not key_copy.is_confirmed()

    copy.write_text(keys.key_file().read_text())
    assert key_copy.confirm(copy)
    assert key_copy.is_confirmed()


def test_the_key_itself_is_no_copy(folder):
    keys.master_key()

    assert not key_copy.confirm(keys.key_file())


@pytest.mark.parametrize("name", ["a-file/below", "x" * 300, "/proc/hebe"])
def test_a_folder_that_cannot_be_written_is_named_with_what_to_do(tmp_path, monkeypatch, name):
    (tmp_path / "a-file").write_text("")
    monkeypatch.setenv("HEBE_DATA", str(tmp_path / name))

    with pytest.raises(keys.KeyProblem, match="Set HEBE_DATA"):
        keys.ensure_data_dir()
