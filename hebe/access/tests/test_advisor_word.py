"""What a group calls its advisors (ORG-04)."""

import pytest

from hebe.access.errors import NotYourStore
from hebe.access.queries import actor_for
from hebe.access.services import rename_advisors
from hebe.architecture.cast import user_of
from hebe.journal.models import Audit
from hebe.kernel.errors import Forbidden, Invalid
from hebe.staff.choices import Post
from hebe.tenancy.models import Group


def test_the_groups_word_is_spoken_everywhere(admin, group, jingan, founded):
    assert str(Post.ADVISOR.label) == "顾问"
    rename_advisors(admin, word=" 体验师 ")
    actor_for(user_of(group, "consultant", jingan))
    assert (str(Post.ADVISOR.label), dict(Post.choices)["advisor"]) == ("体验师", "体验师")
    row = Audit.objects.of(group).get(act="AdvisorsRenamed")
    assert row.data["after"] == {"word": "体验师"}
    assert Group.objects.get(pk=founded[1].pk).advisor_label == ""
    rename_advisors(admin, word="")
    assert str(Post.ADVISOR.label) == "顾问"


def test_only_who_runs_the_whole_group_chooses_the_word(admin, manager, frontdesk, group):
    with pytest.raises((Forbidden, NotYourStore)):
        rename_advisors(manager, word="体验师")
    with pytest.raises(Forbidden):
        rename_advisors(frontdesk, word="体验师")
    with pytest.raises(Invalid):
        rename_advisors(admin, word="长" * 21)
    group.refresh_from_db()
    assert group.advisor_label == ""


def test_it_is_chosen_on_screen_and_shown_on_a_customers_file(client_of, qin_lan, group):
    client = client_of("admin")
    assert client.get("/stores/words/").status_code == 200
    assert client.post("/stores/words/", {"word": "体验师"}).status_code == 302
    assert "体验师" in client.get(f"/customers/{qin_lan.pk}/").content.decode()
    assert client_of("frontdesk").get("/stores/words/").status_code == 403
