"""Where contents lie: a folder of this machine, or a bucket of S3-compatible storage.

Names are `ab/abcdef...`; what is written under them is sealed already.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages
from storages.backends.s3 import S3Storage

from hebe.kernel.outside import going_outside

Lying = Iterator[tuple[str, datetime]]


class Folder(FileSystemStorage):
    """A folder in which a file is whole or absent: written beside its place and renamed."""

    def _save(self, name: str, content: Any) -> str:
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = path.with_suffix(".part")
        with part.open("wb") as out:
            out.write(content.read())
            out.flush()
            os.fsync(out.fileno())
        part.rename(path)
        return name

    def lying(self) -> Lying:
        """Yield every file with the moment it was written, unfinished ones too."""
        for path in Path(self.location).glob("??/*"):
            with suppress(FileNotFoundError):  # renamed or forgotten meanwhile
                written = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
                yield str(path.relative_to(self.location)), written


class Bucket(S3Storage):  # type: ignore[misc]
    """A bucket; whoever waits for it lets others go first."""

    def _save(self, name: str, content: Any) -> str:
        going_outside()
        return str(super()._save(name, content))

    def _open(self, name: str, mode: str = "rb") -> Any:
        going_outside()
        return super()._open(name, mode)

    def delete(self, name: str) -> None:
        """Delete what lies under a name; nothing when it is gone."""
        going_outside()
        super().delete(name)

    def lying(self) -> Lying:
        """Yield every object with the moment it was written."""
        going_outside()
        prefix = f"{self.location}/" if self.location else ""
        for found in self.bucket.objects.filter(Prefix=prefix):
            yield found.key.removeprefix(prefix), found.last_modified


def store() -> Any:
    """Return the store of this installation (HEBE_FILES)."""
    return storages["files"]


def name_of(key: str) -> str:
    """Return the name under which a file of that key lies.

    >>> name_of("abcdef")
    'ab/abcdef'
    """
    return f"{key[:2]}/{key}"


def write(key: str, sealed: bytes) -> None:
    """Write sealed contents; they are whole or absent."""
    store().save(name_of(key), ContentFile(sealed))


def read(key: str) -> bytes:
    """Return sealed contents; FileNotFoundError when they are gone."""
    with store().open(name_of(key)) as file:
        return bytes(file.read())


def forget(key: str) -> None:
    """Delete contents; those that are gone do no harm."""
    store().delete(name_of(key))
