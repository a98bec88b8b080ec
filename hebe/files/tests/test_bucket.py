"""Files in S3-compatible storage, played by a local peer."""

from datetime import timedelta

import boto3
import pytest
from moto.server import ThreadedMotoServer

from hebe.config import values
from hebe.files import stores
from hebe.files.errors import FileLost
from hebe.files.services import content_of, forget_contents, store_file, sweep_strays
from hebe.kernel.outside import before_going_outside

LIST = "姓名,手机\n".encode()


@pytest.fixture(scope="module")
def peer():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(peer, settings, monkeypatch):
    monkeypatch.setenv("HEBE_FILES_KEY", "key")
    monkeypatch.setenv("HEBE_FILES_SECRET", "secret")
    client = boto3.client(
        "s3", endpoint_url=peer, region_name="us-east-1",
        aws_access_key_id="key", aws_secret_access_key="secret",
    )  # fmt: skip
    client.create_bucket(Bucket="clinic")
    place = f"s3://clinic/hebe?endpoint={peer}&region=us-east-1"
    settings.STORAGES = settings.STORAGES | {"files": values.file_store(place)}
    yield client
    for found in client.list_objects_v2(Bucket="clinic").get("Contents", []):
        client.delete_object(Bucket="clinic", Key=found["Key"])
    client.delete_bucket(Bucket="clinic")


def objects(client):
    return client.list_objects_v2(Bucket="clinic").get("Contents", [])


def test_a_file_lies_sealed_in_the_bucket_and_comes_back(bucket, manager):
    stored = store_file(manager, name="a.csv", content=LIST, purpose="import")

    (found,) = objects(bucket)
    assert found["Key"] == f"hebe/{stored.key[:2]}/{stored.key}"
    sealed = bucket.get_object(Bucket="clinic", Key=found["Key"])["Body"].read()
    assert "姓名".encode() not in sealed
    assert content_of(manager, stored.pk)[1] == LIST


def test_contents_that_are_gone_are_told_of(bucket, manager):
    stored = store_file(manager, name="a.csv", content=LIST, purpose="import")
    forget_contents([stored.key, stored.key])

    assert objects(bucket) == []
    with pytest.raises(FileLost):
        content_of(manager, stored.pk)


def test_strays_are_swept_there_too(bucket, manager, monkeypatch):
    stored = store_file(manager, name="a.csv", content=LIST, purpose="import")
    stores.write("ab" + "0" * 38, b"left behind")
    monkeypatch.setattr("hebe.files.services.STRAY_AFTER", -timedelta(days=1))

    assert sweep_strays() == 1
    assert content_of(manager, stored.pk)[1] == LIST


def test_who_waits_for_the_bucket_lets_others_go_first(bucket, manager, monkeypatch):
    heard = []
    monkeypatch.setattr("hebe.kernel.outside._LETTING_GO", [])
    before_going_outside(lambda: heard.append(1))

    stored = store_file(manager, name="a.csv", content=LIST, purpose="import")
    content_of(manager, stored.pk)

    assert len(heard) >= 2


@pytest.mark.parametrize("given", ["s3://", "https://clinic", "s3://clinic?bucket=x", "clinic"])
def test_a_place_that_cannot_be_read_is_refused_in_words(given):
    with pytest.raises(values.SettingProblem, match="HEBE_FILES cannot be read"):
        values.file_store(given)
