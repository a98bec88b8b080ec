"""The gallery shows every component, in both languages."""

import re
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2]
COTTON = WEB / "templates" / "cotton"
PARTS = {
    "ui": "btn h-seg h-pill h-count icon h-note h-money h-field h-defs h-filters h-chip h-table"
    " h-batch h-pager h-empty h-toast h-job h-bar h-kpi h-card h-rows h-drawer h-dialog h-steps"
    " h-tabs h-menu",
    "customer": "h-ava h-person h-level h-tag h-alerts h-masked h-timeline",
    "the rest": "h-clock h-explain h-how h-tabbar h-nav",
}


@pytest.fixture
def gallery(client_of):
    client = client_of("frontdesk")

    def look(language):
        client.cookies["hebe_language"] = language
        return client.get("/_kit/")

    return look


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "组件"), ("en", "Components")])
def test_the_gallery_opens_in_both_languages(gallery, language, word):
    reply = gallery(language)
    assert reply.status_code == 200
    assert f"<h1>{word}</h1>" in reply.content.decode()


@pytest.mark.parametrize("family", PARTS)
def test_the_gallery_holds_every_part(gallery, family):
    page = gallery("en").content.decode()
    classes = {name for found in re.findall(r'class="([^"]*)"', page) for name in found.split()}
    assert set(PARTS[family].split()) - classes == set()


def test_the_gallery_names_every_component_by_the_name_to_write_it_with(gallery):
    page = gallery("en").content.decode()
    named = set(
        re.findall(r"[a-z]+/[a-z-]+", " ".join(re.findall(r"<code>(.*?)</code>", page)))
    )
    there = {
        f"{path.parent.name}/{path.stem.replace('_', '-')}" for path in COTTON.glob("*/*.html")
    }
    assert named <= there


def test_every_component_is_used_by_a_screen():
    screens = [path for path in WEB.rglob("*.html") if "kit" not in path.relative_to(WEB).parts]
    written = "".join(path.read_text() for path in screens)
    parts = (path.relative_to(COTTON).with_suffix("").parts for path in COTTON.glob("*/*.html"))
    names = {f"<c-{'.'.join(part)}".replace("_", "-") for part in parts}
    assert {name for name in names if not re.search(rf"{name}[\s>/]", written)} == set()


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get("/_kit/").status_code == 302


def test_a_drawer_is_a_page_without_javascript(client_of):
    client = client_of("frontdesk")
    assert "<main" in client.get("/_kit/drawer/").content.decode()
    fragment = client.get("/_kit/drawer/", headers={"HX-Request": "true"}).content.decode()
    assert "<main" not in fragment
    assert "<h2>" in fragment
