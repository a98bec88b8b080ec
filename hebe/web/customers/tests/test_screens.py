"""The customers' screens, as people open them."""

import json
import re
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from hebe.customers import services
from hebe.customers.models import Customer
from hebe.files.services import content_of
from hebe.jobs.models import Job
from hebe.jobs.services import run_job
from hebe.journal.models import Audit


@pytest.fixture
def tag(boss):
    return services.create_tag(boss, name="热玛吉高意向", tone="brand")


def test_the_list_shows_customers_with_masked_numbers(client_of, zhang):
    page = client_of("frontdesk").get("/customers/").content.decode()
    assert "张晓敏" in page
    assert "138****5086" in page
    assert "13800135086" not in page


@pytest.mark.parametrize(
    "query",
    [
        "q=zxm", "q=5086", "stage=lead", "mine=1", "sort=-visited", "sort=name_key", "size=50",
        "columns=name,birthday,created,channel,store",
        'where={"all":[{"field":"age","op":"at_least","value":20}]}',
        'where={"any":[{"field":"sign","op":"is","value":["leo","virgo"]},{"not":{"field":"key","op":"yes"}}]}',
    ],
)  # fmt: skip
def test_every_way_to_look_at_the_list_opens(client_of, zhang, query):
    assert client_of("frontdesk").get(f"/customers/?{query}").status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "where={",
        "where=[]",
        pytest.param("where=" + "[" * 9000, id="endless"),
        'where={"field":"phone","op":"is","value":1}',
        "stage=x",
    ],
)
def test_a_filter_that_makes_no_sense_is_refused_civilly(client_of, zhang, query):
    assert client_of("frontdesk").get(f"/customers/?{query}").status_code == 422


def queries_of(client, address):
    with CaptureQueriesContext(connection) as taken:
        assert client.get(address).status_code == 200
    return len(taken)


def test_the_number_of_queries_does_not_grow_with_the_rows(client_of, enter, boss, tag):
    client = client_of("frontdesk")
    first = enter("客人", "13800009999")
    services.tag_customer(boss, customer_id=first.pk, tag_id=tag.pk)
    few = queries_of(client, "/customers/")
    for number in range(12):
        she = enter(f"客人{number}", f"1380000{number:04d}", referrer_id=first.pk)
        services.tag_customer(boss, customer_id=she.pk, tag_id=tag.pk)
    assert queries_of(client, "/customers/") == few <= 28


def test_nor_does_that_of_a_file_grow_with_what_is_in_it(client_of, enter, boss, tag, zhang):
    client = client_of("frontdesk")
    at = f"/customers/{zhang.pk}/"
    services.tag_customer(boss, customer_id=zhang.pk, tag_id=tag.pk)
    enter("甲", "13800000001", referrer_id=zhang.pk)
    few = queries_of(client, at)
    for number in range(8):
        she = enter(f"友{number}", f"1380001{number:04d}", referrer_id=zhang.pk)
        services.tag_customer(boss, customer_id=she.pk, tag_id=tag.pk)
        services.add_contact(boss, customer_id=zhang.pk, kind="wechat", value=f"wx{number}")
        services.mark_key(boss, customer_id=zhang.pk, is_key=number % 2 == 0)
    assert queries_of(client, at) <= few + 2


def test_a_customer_is_entered_in_the_drawer(client_of, group):
    client = client_of("frontdesk")
    assert client.get("/customers/new/", headers={"HX-Request": "true"}).status_code == 200
    reply = client.post("/customers/new/", {"name": "邓婕", "phone": "13800136072"})
    she = Customer.objects.of(group).get()
    assert reply["Location"] == f"/customers/{she.pk}/"


def test_a_taken_number_says_whose_it_is_and_keeps_what_was_typed(client_of, zhang, group):
    reply = client_of("frontdesk").post(
        "/customers/new/", {"name": "李雷", "phone": "13800135086"}
    )
    page = reply.content.decode()
    assert reply.status_code == 422
    assert "张*敏" in page
    assert "李雷" in page
    assert Customer.objects.of(group).count() == 1


@pytest.mark.parametrize("tab", ["overview", "timeline", "file", "changes", "nonsense"])
def test_her_file_opens_at_every_tab(client_of, zhang, tab):
    reply = client_of("manager").get(f"/customers/{zhang.pk}/?tab={tab}")
    assert reply.status_code == 200
    assert "张晓敏" in reply.content.decode()


def test_earlier_moments_have_a_page_of_their_own(client_of, boss, zhang):
    for n in range(25):
        tag = services.create_tag(boss, name=f"标签 {n}")
        services.tag_customer(boss, customer_id=zhang.pk, tag_id=tag.pk)
    manager = client_of("manager")
    newest = manager.get(f"/customers/{zhang.pk}/?tab=timeline").content.decode()
    link = re.search(r'class="btn-text" href="([^"]+)"', newest).group(1).replace("&amp;", "&")
    earlier = manager.get(link).content.decode()
    assert "张晓敏" in earlier
    assert "标签 0" in earlier
    assert "标签 24" not in earlier
    assert manager.get(f"/customers/{zhang.pk}/?tab=timeline&before=x").status_code == 422


def test_looking_at_a_file_leaves_a_trace(client_of, zhang, group):
    client_of("frontdesk").get(f"/customers/{zhang.pk}/")
    row = Audit.objects.of(group).get(act="CustomerViewed")
    assert row.subject == f"customers.customer:{zhang.pk}"


def test_medical_text_is_for_doctors_and_nurses(client_of, zhang, boss):
    services.update_customer(boss, customer_id=zhang.pk, health="甲状腺结节")
    address = f"/customers/{zhang.pk}/?tab=file"
    assert "甲状腺结节" in client_of("doctor").get(address).content.decode()
    assert "甲状腺结节" not in client_of("frontdesk").get(address).content.decode()


def test_a_number_is_shown_for_a_reason(client_of, zhang, group):
    client = client_of("frontdesk")
    address = f"/customers/{zhang.pk}/reveal/phone/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": ""}).status_code == 422
    reply = client.post(address, {"reason": "确认明天的预约"})
    assert "13800135086" in reply.content.decode()
    row = Audit.objects.of(group).get(act="FieldRevealed")
    assert row.data["reason"] == "确认明天的预约"
    assert "13800135086" not in str(row.data)


def test_her_data_are_changed_and_her_masked_number_stays(client_of, zhang, jingan, group):
    client = client_of("frontdesk")
    page = client.get(f"/customers/{zhang.pk}/edit/").content.decode()
    assert "13800135086" not in page
    client.post(
        f"/customers/{zhang.pk}/edit/",
        {"name": "张小敏", "phone": "", "home_store_id": jingan.pk, "parking": "沪A12345"},
    )
    she = Customer.objects.of(group).get()
    assert (she.name, she.phone, she.parking) == ("张小敏", "13800135086", "沪A12345")


def test_tags_team_contacts_and_marks(client_of, zhang, tag, zhou_ke, dr_chen, group):
    client = client_of("frontdesk")
    at = f"/customers/{zhang.pk}"
    for part in ("tags", "team", "contacts"):
        assert client.get(f"{at}/{part}/").status_code == 200
    client.post(f"{at}/tags/", {"tag": tag.pk})
    client.post(f"{at}/team/", {"doctor_id": dr_chen.pk, "advisor_id": zhou_ke.pk})
    client.post(f"{at}/contacts/", {"kind": "landline", "value": "021-62345678"})
    client.post(f"{at}/key/", {"on": "1"})
    client.post(f"{at}/confirm/")
    she = Customer.objects.of(group).get()
    assert (she.doctor, she.advisor, she.is_key) == (dr_chen, zhou_ke, True)
    assert she.checked_at is not None
    page = client.get(f"{at}/").content.decode()
    assert "热玛吉高意向" in page
    assert "021-****5678" in page
    assert client.post(f"{at}/contacts/", {"kind": "email", "value": "x"}).status_code == 422


def test_many_are_tagged_at_once(client_of, enter, tag, boss):
    ids = [enter(f"客{n}", f"1380000000{n}").pk for n in range(3)]
    client = client_of("frontdesk")
    asked = client.post("/customers/batch/tag/", {"row": ids})
    assert asked.status_code == 200
    client.post("/customers/batch/tag/", {"all": "1", "matching": "", "choice": tag.pk})
    page = client.get(f"/customers/?tag={tag.pk}").content.decode()
    assert all(f"客{n}" in page for n in range(3))


def test_more_than_one_waits_for_are_changed_by_a_job_that_says_why_not_all(
    client_of, enter, zhou_ke, group, boss, monkeypatch
):
    monkeypatch.setattr("hebe.customers.services.many.AT_ONCE", 2)
    ids = [enter(f"客{n}", f"1380000000{n}").pk for n in range(3)]
    services.set_advisor(boss, customer_ids=ids[:1], advisor_id=zhou_ke.pk)
    reply = client_of("manager").post(
        "/customers/batch/advisor/", {"row": [*ids, 10**9], "choice": zhou_ke.pk}
    )
    job = Job.objects.of(group).get()
    assert reply["Location"] == f"/jobs/{job.pk}/"
    done = run_job(group_id=group.pk, job_id=job.pk)
    assert (done.state, done.done, done.total) == ("done", 4, 4)
    assert done.counts == {"changed": 2, "same": 1, "out_of_reach": 1}
    assert client_of("cashier").post("/customers/batch/carer/", {"row": ids}).status_code == 403


def test_what_matches_is_exported_as_a_job_masked_as_on_the_screen(
    client_of, zhang, group, director
):
    reply = client_of("director").post("/customers/export/", {"matching": "stage=lead"})
    assert reply.status_code == 302
    job = run_job(group_id=group.pk, job_id=Job.objects.of(group).get().pk)
    assert (job.state, job.counts) == ("done", {"written": 1})
    _file, content = content_of(director, job.result_id)
    (_headings, row) = (
        CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    )
    assert row[2] == "张晓敏"
    assert row[5] == "138****5086"
    assert Audit.objects.of(group).filter(act="ListExported").exists()
    empty = client_of("director").post("/customers/export/", {"matching": "stage=lost"})
    assert empty.status_code == 422


def test_search_from_everywhere(client_of, zhang):
    client = client_of("frontdesk")
    assert "张晓敏" in client.get("/search/?q=zxm").content.decode()
    assert "张晓敏" in client.get("/customers/pick/?q=zxm&name=customer").content.decode()
    assert "new/?q=" in client.get("/search/?q=王五").content.decode()


def test_the_filter_builder_and_its_count(client_of, zhang):
    client = client_of("frontdesk")
    assert client.get("/customers/filter/").status_code == 200
    where = json.dumps({"field": "stage", "op": "is", "value": ["lead"]})
    assert client.get("/customers/filter/", {"where": where, "count": 1}).json() == {
        "count": "1"
    }


def test_tags_and_channels_are_kept(client_of, boss, tag):
    client = client_of("gm")
    assert client.get("/customers/tags/").status_code == 200
    client.post("/customers/tags/", {"name": "怕痛"})
    client.post("/customers/channels/", {"name": "新氧"})
    client.post(f"/customers/tags/{tag.pk}/", {"name": "热玛吉意向", "tone": "info"})
    page = client.get("/customers/tags/").content.decode()
    assert all(word in page for word in ("怕痛", "新氧", "热玛吉意向"))
    assert client.post("/customers/tags/", {"name": "怕痛"}).status_code == 422


def test_the_second_of_two_tabs_sees_how_the_first_one_renamed_a_tag(client_of, boss):
    client, tag = client_of("gm"), services.create_tag(boss, name="怕痛")
    address, seen = f"/customers/tags/{tag.pk}/", services.tag_marks(tag)
    client.post(address, {"name": "很怕痛", "tone": "", "seen": seen})
    late = client.post(address, {"name": "怕疼", "tone": "wait", "seen": seen})
    page = late.content.decode()
    assert (late.status_code, "现为：很怕痛" in page) == (422, True)
    assert 'value="怕疼"' in page
    tag.refresh_from_db()
    assert (tag.name, tag.tone) == ("很怕痛", "")


def test_another_stores_customer_is_received_by_her_full_number(client_of, enter, xuhui):
    she = enter("马蕊", "13800131111", home_store_id=xuhui.pk)
    client = client_of("frontdesk")
    at = f"/customers/{she.pk}/"
    assert client.get(at).status_code == 404
    assert client.post(f"{at}receive/", {"number": "1111"}).status_code == 409
    assert client.get(at).status_code == 404
    assert client.post(f"{at}receive/", {"number": "138 0013 1111"}).status_code == 302
    assert client.get(at).status_code == 200


def test_wrong_numbers_at_the_reception_rest_like_wrong_passwords(client_of, enter, xuhui):
    she = enter("马蕊", "13800131111", home_store_id=xuhui.pk)
    client = client_of("frontdesk")
    at, right = f"/customers/{she.pk}/receive/", {"number": "13800131111"}
    for key in range(6):
        assert client.post(at, {"number": f"HB0000{key}"}).status_code == 409
    rests = client.post(at, right)
    assert rests.status_code == 429
    assert "输错次数过多" in rests.content.decode()
    assert "一刻钟" in rests.content.decode()
    assert client.get(f"/customers/{she.pk}/").status_code == 404
    assert client_of("frontdesk").post(at, right).status_code == 429


def test_the_rival_finds_nothing_here(client_of, zhang):
    client = client_of("rival")
    assert "张晓敏" not in client.get("/customers/").content.decode()
    for part in ("", "edit/", "timeline/", "team/", "tags/", "contacts/", "reveal/phone/"):
        assert client.get(f"/customers/{zhang.pk}/{part}").status_code == 404


def test_the_search_box_names_a_day_at_the_desk_and_no_more(
    client_of, boss, xuhui, monkeypatch
):
    monkeypatch.setattr("hebe.customers.services.reception.MOST", 1)
    services.create_customer(boss, name="马蕊蕊", phone="13800131111", home_store_id=xuhui.pk)
    services.create_customer(boss, name="单晓曦", phone="13800132222", home_store_id=xuhui.pk)
    client = client_of("frontdesk")
    assert "马蕊蕊" in client.get("/search/?q=13800131111").content.decode()
    refused = client.get("/search/?q=13800132222")
    page = refused.content.decode()
    assert (refused.status_code, "单晓曦" in page) == (429, False)
    assert "您今天已经凭号码查到 1 位同事的客户" in page
