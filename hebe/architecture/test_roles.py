"""Every screen, with every role, a stranger, a rival and nobody."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver

from hebe.access.registry import PERMISSIONS
from hebe.architecture.cast import NAMES
from hebe.architecture.world import traces, undone

ANYBODY, SIGNED_IN = "anybody", "signed in"
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
SIGN_OUT = "sign-out/"  # would end the session that the table is walked with
FURTHER = {
    "staff/<int:member_id>/phone/": ("see.staff.phone", {"get", "post"}),
    "visits/<int:visit_id>/record/": ("clinical.write", {"post"}),
}  # a right besides the one that opens the screen


def addresses(patterns, prefix=""):
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern.url_patterns, path)
        elif "ninja" not in pattern.callback.__module__:
            yield path, getattr(pattern.callback, "permission", "")


SCREENS = [
    (path, needed)
    for path, needed in addresses(get_resolver().url_patterns)
    if not path.startswith("api/") and path != SIGN_OUT
]
INSIDE = [(path, needed) for path, needed in SCREENS if needed != ANYBODY]
GUARDED = [(path, needed) for path, needed in SCREENS if needed in PERMISSIONS]
# Another doctor's record is not hers to change or sign.
BY_WHOSE_RECORD = {"records/<int:record_id>/sign/", "visits/<int:visit_id>/record/draft/"}
WITH_KEYS = [(path, needed) for path, needed in SCREENS if "<int:" in path]


def real(path, world):
    """Fill in an address with keys of rows that are there."""
    return "/" + PARAMETER.sub(lambda found: str(world[found[1]]), path)


def ask(client, verb, address):
    return undone(lambda: getattr(client, verb)(address).status_code)


def test_every_screen_needs_a_declared_permission_or_a_sign_in():
    assert {needed for _path, needed in SCREENS} <= {*PERMISSIONS, ANYBODY, SIGNED_IN}
    assert len(GUARDED) > 100


@pytest.mark.parametrize("login", sorted(NAMES))
def test_a_role_opens_just_what_it_may(login, everything, client_of, actor_named, group):
    client, actor = client_of(login), actor_named(login)
    before, wrong = traces(group), []
    for path, needed in INSIDE:
        address = real(path, everything)
        besides, verbs = FURTHER.get(path, ("", ()))
        shown = 0
        for verb in ("get", "post"):
            may = needed == SIGNED_IN or actor.may(needed)
            may &= verb not in verbs or actor.may(besides)
            if may and shown == 200:
                continue  # its form is shown; what it does is said by the act's own tests
            status = shown = ask(client, verb, address)
            if status >= 500 or (not may and status not in {403, 405}):
                wrong.append((verb, address, status, needed))
            if may and status == 403 and path not in BY_WHOSE_RECORD:
                wrong.append((verb, address, status, f"{needed} is held"))
    assert not wrong, "\n".join(map(str, wrong))
    assert traces(group) == before


def test_the_keys_of_the_table_are_real(everything, client_of):
    """Without this, a rival's 404 would prove nothing."""
    clients = [client_of(login) for login in ("admin", "manager", "nurse", "doctor")]
    for path, _needed in WITH_KEYS:
        if "row_no" in path or path.endswith("result/"):  # there only when there is one
            continue
        found = {ask(client, verb, real(path, everything)) for client in clients
                 for verb in ("get", "post")}  # fmt: skip
        assert found - {403, 404, 405}, path


def test_a_rival_finds_no_row_of_ours(everything, client_of, group):
    client, wrong, before = client_of("rival"), [], traces(group)
    for path, _needed in WITH_KEYS:
        for verb in ("get", "post"):
            found = ask(client, verb, real(path, everything))
            if found not in {404, 405}:
                wrong.append((verb, path, found))
    assert not wrong, "\n".join(map(str, wrong))
    assert traces(group) == before


def test_a_rivals_lists_name_nobody_of_ours(everything, client_of):
    client = client_of("rival")
    for path, _needed in GUARDED:
        if "<" not in path:
            page = client.get(f"/{path}", everything).content.decode(errors="replace")
            assert not re.search("秦兰|李思雨|静安旗舰店|林泽", page), path


def test_a_stranger_opens_nothing_that_needs_a_right(
    everything, stranger_of_ours, client_of, group
):
    client = client_of(stranger_of_ours)
    before = traces(group)
    for path, _needed in GUARDED:
        for verb in ("get", "post"):
            assert ask(client, verb, real(path, everything)) in {403, 405}, (verb, path)
    assert traces(group) == before


# What all stores share, her own things, the numbers of her store, and a customer who is named
# in full (ORG-06).
SHARED = re.compile(
    r"<int:(item|product|bundle|tag|field|view|role|user|key)_id>|<str:rule|<slug:metric>|receive"
)


def test_all_rights_at_one_store_open_nothing_of_another(
    everything, elsewhere, client_of, group, jingan
):
    """She works at the other store by the right to book outside shifts, and by no other."""
    client = client_of(elsewhere)
    assert client.post("/store/", {"store": jingan.pk}).status_code == 302
    wrong, before = [], traces(group)
    for path, _needed in GUARDED:
        if "<" not in path or SHARED.search(path):
            continue
        for verb in ("get", "post"):
            found = ask(client, verb, real(path, everything))
            if found not in {403, 404, 405}:
                wrong.append((verb, path, found))
    for path, _needed in GUARDED:
        if "<" not in path:
            page = client.get(f"/{path}", everything).content.decode(errors="replace")
            if named := re.search("秦兰|李思雨|光电室", page):
                wrong.append(("get", path, named[0]))
    assert not wrong, "\n".join(map(str, wrong))
    assert traces(group) == before


def test_nobody_gets_in_without_signing_in(everything):
    client = Client()
    for path, _needed in INSIDE:
        for verb in ("get", "post"):
            reply = getattr(client, verb)(real(path, everything))
            assert reply.status_code in {302, 405}, (verb, path)
            assert reply.status_code == 405 or reply["Location"].startswith("/sign-in/"), path
