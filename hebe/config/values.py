"""What the environment says, read strictly: trimmed, normalised, or refused in plain words.

Plain Python without Django; settings, launcher and web server read their values here.
"""

import difflib
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, urlsplit

LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)", re.ASCII)
SWITCHES = {"1": True, "true": True, "yes": True, "on": True}
SWITCHES |= {"": False, "0": False, "false": False, "no": False, "off": False}
# What else may stand in the environment under our name: of tests, and of our own processes.
OTHERS = frozenset({"HEBE_SUPERVISED", "HEBE_TEST_DATA", "HEBE_TEST_OWNER"})


class SettingProblem(RuntimeError):
    """A setting cannot be understood; the message names it and says how it is written."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A setting that is a whole number between two bounds."""

    name: str
    default: int
    least: int
    most: int

    def read(self) -> int:
        """Return the number; SettingProblem for anything else than one within its bounds."""
        given = os.environ.get(self.name, "").strip()
        if not given:
            return self.default
        if not given.isascii() or not given.isdigit() or len(given) > 9:
            raise self._refused(given)
        if not self.least <= int(given) <= self.most:
            raise self._refused(given)
        return int(given)

    def _refused(self, given: str) -> SettingProblem:
        return SettingProblem(
            f"{self.name} is a whole number from {self.least} to {self.most}, not {given!r}."
        )


PORT = Whole("PORT", 8000, 1, 65535)
FIELD_KEY = Whole("HEBE_FIELD_KEY", 1, 1, 255)  # a sealed file keeps it in one byte
IDLE_MINUTES = Whole("HEBE_IDLE_MINUTES", 120, 1, 24 * 60)
WEB_WORKERS = Whole("HEBE_WEB_WORKERS", 2, 1, 64)
WEB_THREADS = Whole("HEBE_WEB_THREADS", 4, 1, 64)
NUMBERS = (PORT, FIELD_KEY, IDLE_MINUTES, WEB_WORKERS, WEB_THREADS)
ON_OR_OFF = {"HEBE_DEMO": True, "HEBE_HTTPS": False, "HEBE_DEBUG": False}
TEXTS = ("HEBE_DATA", "HEBE_HOSTS", "HEBE_ORIGINS", "HEBE_APP_ROLE", "HEBE_MASTER_KEY",
         "HEBE_FILES", "HEBE_FILES_KEY", "HEBE_FILES_SECRET")  # fmt: skip


def is_on(name: str) -> bool:
    """Say whether a switch is on: 1, yes, true or on; off by 0, no, false or off."""
    given = os.environ.get(name, "").strip().lower()
    if not given:
        return ON_OR_OFF[name]
    if given not in SWITCHES:
        raise SettingProblem(f"{name} is 1 or 0, not {given!r}.")
    return SWITCHES[given]


def hosts(given: str) -> list[str]:
    """Return the host names that a list names; a scheme or port around one is taken off.

    >>> hosts(" https://Clinic.example:8443/ , .hebe.lan,, [::1]:8000 ")
    ['clinic.example', '.hebe.lan', '[::1]']
    >>> hosts("*")
    ['*']
    >>> hosts("two words")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    hebe.config.values.SettingProblem: HEBE_HOSTS: 'two words' is no host name. Write ...
    """
    return [name if name == "*" else _host(name) for name in _listed(given)]


def _host(name: str) -> str:
    host = _bare_host(name)
    labels = host.removeprefix(".").split(".")
    if not host.startswith("[") and not all(LABEL.fullmatch(label) for label in labels):
        raise SettingProblem(
            f"HEBE_HOSTS: {name!r} is no host name. Write them as clinic.example,"
            " separated by commas."
        )
    return host


def _bare_host(name: str) -> str:
    try:
        place = urlsplit(name if "://" in name else f"//{name}")
        host, _port = place.hostname or "", place.port
    except ValueError:
        return ""
    return f"[{host}]" if ":" in host else host


def origins(given: str) -> list[str]:
    """Return the origins that a list names, each as `scheme://host` and a port if it has one.

    A path is taken off; without a scheme it is `https`, which every proxy of ours speaks.

    >>> origins("https://Clinic.example/login, clinic.lan:8443 , http://10.0.0.5")
    ['https://clinic.example', 'https://clinic.lan:8443', 'http://10.0.0.5']
    >>> origins("ftp://clinic.example")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    hebe.config.values.SettingProblem: HEBE_ORIGINS: 'ftp://clinic.example' is no address ...
    """
    return [_origin(name) for name in _listed(given)]


def _origin(name: str) -> str:
    wrong = SettingProblem(
        f"HEBE_ORIGINS: {name!r} is no address of a website. Write them as"
        " https://clinic.example, separated by commas."
    )
    try:
        place = urlsplit(name if "://" in name else f"https://{name}")
        host, port = place.hostname or "", place.port
    except ValueError:
        raise wrong from None
    shown = f"[{host}]" if ":" in host else host
    labels = host.removeprefix("*.").split(".")
    named = ":" in host or all(LABEL.fullmatch(label) for label in labels)
    if place.scheme not in {"http", "https"} or not named:
        raise wrong
    return f"{place.scheme}://{shown}{f':{port}' if port else ''}"


def _listed(given: str) -> Iterator[str]:
    return (name.strip() for name in given.split(",") if name.strip())


def file_store(given: str) -> dict[str, Any]:
    """Return where files lie, as Django's STORAGES says it: nothing given is a folder.

    `s3://BUCKET/PREFIX?endpoint=https://HOST&region=NAME` is a bucket of S3-compatible storage;
    its key comes from HEBE_FILES_KEY and HEBE_FILES_SECRET.

    >>> file_store("")["BACKEND"]
    'hebe.files.stores.Folder'
    >>> bucket = file_store("s3://clinic/hebe?endpoint=https://s3.lan&region=cn-north-1")
    >>> [bucket["OPTIONS"][name] for name in ("bucket_name", "location", "endpoint_url")]
    ['clinic', 'hebe', 'https://s3.lan']
    """
    if not given.strip():
        return {"BACKEND": "hebe.files.stores.Folder"}
    place = urlsplit(given.strip())
    more = dict(parse_qsl(place.query))
    if place.scheme != "s3" or not place.netloc or set(more) - {"endpoint", "region"}:
        raise SettingProblem(
            "HEBE_FILES cannot be read. Write it as"
            " s3://BUCKET/PREFIX?endpoint=https://HOST&region=NAME, or leave it away."
        )
    return {
        "BACKEND": "hebe.files.stores.Bucket",
        "OPTIONS": {
            "bucket_name": place.netloc,
            "location": place.path.strip("/"),
            "endpoint_url": more.get("endpoint"),
            "region_name": more.get("region"),
            "access_key": os.environ.get("HEBE_FILES_KEY"),
            "secret_key": os.environ.get("HEBE_FILES_SECRET"),
            "default_acl": None,
            "signature_version": "s3v4",
            "addressing_style": "path" if more.get("endpoint") else "auto",
        },
    }


def problems() -> list[str]:
    """Return what is wrong with the settings, each in plain words: nothing when all is well."""
    reads: list[Callable[[], object]] = [
        *(number.read for number in NUMBERS),
        *(partial(is_on, name) for name in ON_OR_OFF),
        partial(hosts, os.environ.get("HEBE_HOSTS", "")),
        partial(origins, os.environ.get("HEBE_ORIGINS", "")),
        partial(file_store, os.environ.get("HEBE_FILES", "")),
    ]
    return [wrong for read in reads if (wrong := _refusal(read))]


def _refusal(read: Callable[[], object]) -> str:
    try:
        read()
    except SettingProblem as problem:
        return str(problem)
    return ""


def misspelled() -> list[str]:
    """Return what is said of settings under our name that we do not have."""
    ours = [*(n.name for n in NUMBERS), *ON_OR_OFF, *TEXTS]
    strange = [
        n for n in os.environ if n.startswith("HEBE_") and n not in ours and n not in OTHERS
    ]
    return [_meant(name, difflib.get_close_matches(name, ours, 1)) for name in sorted(strange)]


def _meant(name: str, close: list[str]) -> str:
    return f"{name} (is {close[0]} meant?)" if close else name
