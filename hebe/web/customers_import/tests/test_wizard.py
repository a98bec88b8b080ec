"""The import on screen: upload, columns, problems, import, report."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hebe.customers.importing import outlook_on
from hebe.customers.legacy.sheets import read_sheets
from hebe.customers.legacy.tests.test_awkward import FAMILY, HEAD, workbook
from hebe.customers.legacy.tests.xls import xls
from hebe.customers.models import Customer, ImportDraft
from hebe.jobs.models import Job
from hebe.jobs.services import run_job
from hebe.tenancy.context import working_for

FILE = Path(__file__).parents[3] / "customers/legacy/tests/data/legacy-customers.xlsx"
SMALL = """姓名,手机,储值余额
李一,13900000001,100
王二,13900000002/13900000009,0
欠,13900000003,-300
坏,123,
""".encode()


@pytest.fixture
def upload(client_of, jingan):
    def act(content=SMALL, name="old.csv", login="manager", store=None):
        client = client_of(login)
        reply = client.post(
            "/import/",
            {"file": SimpleUploadedFile(name, content), "store": (store or jingan).pk},
        )
        return client, reply

    return act


@pytest.fixture
def draft(group):
    return lambda: ImportDraft.objects.of(group).latest("pk")


def test_the_first_step_says_what_to_do_first(client_of):
    page = client_of("manager").get("/import/")
    assert page.status_code == 200
    assert "customers_import/import." in page.content.decode()


def test_the_sample_goes_through_all_steps(upload, draft, group):
    client, reply = upload(FILE.read_bytes(), FILE.name)
    row = draft()
    assert reply.url == f"/import/{row.pk}/columns/"
    assert "1953" in client.get(reply.url).content.decode().replace(",", "")
    page = client.get(f"/import/{row.pk}/problems/?reason=bad_phone").content.decode()
    assert page.count('/skip/?reason=bad_phone" hx-post=') == 21
    reply = client.post(f"/import/{row.pk}/run/")
    assert reply.url == f"/import/{row.pk}/report/"
    assert "every 1s" in client.get(reply.url).content.decode()
    assert run_job(group_id=group.pk, job_id=draft().job_id).state == "done"
    page = client.get(reply.url).content.decode()
    assert "every 1s" not in page
    assert Customer.objects.of(group).count() == 1953
    book = client.get(f"/jobs/{draft().job_id}/result/")
    assert book["Content-Disposition"].startswith("attachment")
    assert book.content[:2] == b"PK"


def test_rows_are_mended_and_left_out_before_the_import(upload, draft, group):
    client, _reply = upload()
    there = f"/import/{draft().pk}"
    assert client.post(f"{there}/rows/4/remedy/", {"field": "principal"}).status_code == 302
    assert client.post(f"{there}/rows/3/remedy/", {"field": "phone"}).status_code == 302
    drawer = client.get(f"{there}/rows/5/?field=phone", headers={"HX-Request": "true"})
    assert drawer.status_code == 200
    client.post(f"{there}/rows/5/?field=phone", {"value": "13900000005"})
    client.post(f"{there}/rows/2/skip/")
    client.post(f"{there}/run/")
    run_job(group_id=group.pk, job_id=draft().job_id)
    people = {c.name: c for c in Customer.objects.of(group)}
    assert set(people) == {"王二", "欠", "坏"}
    assert (people["王二"].phone, people["坏"].phone) == ("13900000009", "13900000005")
    assert people["欠"].opening.get().kind == "debt"


def test_a_corrected_column_is_kept_for_the_next_file(upload, draft):
    client, _reply = upload()
    there = f"/import/{draft().pk}/columns/"
    client.post(there, {"column_2": "bonus"})
    assert draft().mapping["columns"][2]["field"] == "bonus"
    upload()
    assert draft().mapping["columns"][2]["field"] == "bonus"


def test_without_a_phone_column_there_is_no_next_step(upload, draft):
    client, _reply = upload()
    there = f"/import/{draft().pk}"
    client.post(f"{there}/columns/", {"column_1": ""})
    assert f"{there}/problems/" not in client.get(f"{there}/columns/").content.decode()
    assert client.get(f"{there}/problems/").url == f"{there}/columns/"
    assert client.post(f"{there}/run/").status_code == 422
    assert draft().job_id is None


def test_pressing_import_twice_starts_one(upload, draft):
    client, _reply = upload()
    client.post(f"/import/{draft().pk}/run/")
    first = draft().job_id
    client.post(f"/import/{draft().pk}/run/")
    assert draft().job_id == first
    assert client.post(f"/import/{draft().pk}/rows/2/skip/").status_code == 409


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.xlsx", b"MZ\x90\x00" + bytes(50)),
        ("list.exe", b"MZ"),
        ("list.csv", b"nothing here"),
        ("big.csv", b"a" * (20 * 1024 * 1024 + 1)),
    ],
)
def test_what_is_no_list_is_refused_beside_the_field(upload, group, name, content):
    _client, reply = upload(content, name)
    assert reply.status_code == 422
    assert "id_file_error" in reply.content.decode()
    assert ImportDraft.objects.of(group).count() == 0


def test_a_store_of_another_group_cannot_be_chosen(upload, founded, group):
    from hebe.tenancy.models import Store  # noqa: PLC0415

    with working_for(founded[1].pk):
        across = Store.objects.of(founded[1]).get()
    _client, reply = upload(store=across)
    assert reply.status_code == 422
    assert ImportDraft.objects.of(group).count() == 0


@pytest.mark.parametrize("login", ["frontdesk", "doctor", "cashier", "nurse"])
def test_who_may_not(upload, client_of, group, login):
    _client, reply = upload(login=login)
    assert reply.status_code == 403
    assert client_of(login).get("/import/").status_code == 403
    assert ImportDraft.objects.of(group).count() == 0


def test_nobody_else_sees_a_list_on_its_way(upload, draft, client_of):
    upload()
    for login in ("gm", "rival"):
        page = client_of(login).get(f"/import/{draft().pk}/columns/")
        assert page.status_code == 404


def test_a_list_can_be_given_up(upload, draft, group):
    client, _reply = upload()
    assert client.get(f"/import/{draft().pk}/").url.endswith("/columns/")
    assert client.post(f"/import/{draft().pk}/discard/").status_code == 302
    assert ImportDraft.objects.of(group).count() == 0


@pytest.fixture
def large(monkeypatch):
    monkeypatch.setattr("hebe.customers.importing.checking.AT_ONCE_BYTES", 0)


def test_a_large_list_is_read_as_a_job_that_the_page_watches(upload, draft, group, large):
    client, reply = upload()
    page = client.get(reply.url).content.decode()
    assert "every 1s" in page
    assert "column_0" not in page
    assert client.get(f"/import/{draft().pk}/problems/").url == reply.url
    run_job(group_id=group.pk, job_id=draft().checking_id)
    page = client.get(reply.url).content.decode()
    assert "every 1s" not in page
    assert "column_0" in page


def test_while_a_large_list_is_counted_again_what_was_done_shows(upload, draft, group, large):
    client, _reply = upload()
    there = f"/import/{draft().pk}"
    run_job(group_id=group.pk, job_id=draft().checking_id)
    client.post(f"{there}/rows/4/remedy/", {"field": "principal"})
    client.post(f"{there}/rows/5/skip/")
    page = client.get(f"{there}/problems/").content.decode()
    assert "every 1500ms" in page
    assert page.count('name="back"') == 1
    assert " disabled" in page
    run_job(group_id=group.pk, job_id=draft().checking_id)
    page = client.get(f"{there}/problems/").content.decode()
    assert "every 1500ms" not in page
    assert " disabled" not in page


def test_a_large_file_that_cannot_be_read_says_why_and_can_be_given_up(
    upload, draft, group, large
):
    client, reply = upload("甲\n一\n".encode())
    run_job(group_id=group.pk, job_id=draft().checking_id)
    page = client.get(reply.url).content.decode()
    assert "h-note" in page
    assert f"/import/{draft().pk}/discard/" in page


def test_the_pages_ask_the_database_little_and_never_the_file(
    upload, draft, django_assert_max_num_queries, monkeypatch
):
    client, reply = upload(FILE.read_bytes(), FILE.name)
    monkeypatch.setattr("hebe.customers.importing.checking.content_of", None)
    for page in (reply.url, f"/import/{draft().pk}/problems/?page=3"):
        with django_assert_max_num_queries(16):
            assert client.get(page).status_code == 200


def test_without_rejected_rows_there_is_nothing_to_download(upload, draft):
    client, _reply = upload("姓名,手机\n李一,13900000001\n".encode())
    there = f"/import/{draft().pk}/rejected/"
    assert there not in client.get(f"/import/{draft().pk}/problems/").content.decode()
    assert client.get(there).status_code == 404


def test_while_the_list_is_counted_again_no_outdated_rows_are_handed_out(
    upload, draft, group, large
):
    client, _reply = upload()
    there = f"/import/{draft().pk}"
    run_job(group_id=group.pk, job_id=draft().checking_id)
    assert f"{there}/rejected/" in client.get(f"{there}/problems/").content.decode()
    client.post(f"{there}/rows/5/skip/")
    assert f"{there}/rejected/" not in client.get(f"{there}/problems/").content.decode()
    assert client.get(f"{there}/rejected/").status_code == 409
    run_job(group_id=group.pk, job_id=draft().checking_id)
    assert f"{there}/rejected/" in client.get(f"{there}/problems/").content.decode()


def test_the_rejected_rows_come_back_with_their_cells_and_reasons(upload, draft, monkeypatch):
    client, _reply = upload(FILE.read_bytes(), FILE.name)
    there = f"/import/{draft().pk}/rejected/"
    assert there in client.get(f"/import/{draft().pk}/problems/").content.decode()
    monkeypatch.setattr("hebe.customers.importing.rejected.rejected_workbook", None)
    answer = client.get(there)
    monkeypatch.undo()
    assert "legacy-customers-" in answer["Content-Disposition"]
    book = answer.content
    (sheet,) = read_sheets(book, "rejected.xlsx")
    assert len(sheet.rows) == 1 + 47
    assert sheet.rows[1][0] == "陆鹏"
    again, reply = upload(book, "rejected.xlsx")
    assert again.get(reply.url).status_code == 200


def test_what_is_kept_is_listed_before_anything_is_imported(upload, draft):
    client, _reply = upload(
        "姓名,手机,身份证号\n李一,13900000001,310101199001011234\n".encode()
    )
    page = client.get(f"/import/{draft().pk}/problems/").content.decode()
    assert "im-kept" in page
    assert "加密保存" in page
    assert "310101199001011234" not in page


def test_a_typed_number_that_is_none_is_refused_beside_the_field(upload, draft):
    client, _reply = upload()
    reply = client.post(f"/import/{draft().pk}/rows/5/?field=phone", {"value": "1390000"})
    assert reply.status_code == 422
    assert "id_value_error" in reply.content.decode()
    assert draft().edition == 0


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", b"", "空"),
        ("list.xls", xls([["姓名", "手机"]], password=True), "密码"),
        ("wide.xls", xls([["姓名", "手机", *["x"] * 198]]), "100 列"),
        ("none.csv", "甲,乙\n一,二\n".encode(), "没有找到"),
    ],
)
def test_a_wrong_file_is_named_in_plain_words(upload, group, name, content, said):
    _client, reply = upload(content, name)
    assert reply.status_code == 422
    assert said in reply.content.decode()
    assert ImportDraft.objects.of(group).count() == 0


def thousand_and_one(good):
    """Return a list of 1,001 rows, all good or all without a phone."""
    phones = (f"1390000{n:04d}" if good else "" for n in range(1001))
    return ("姓名,手机\n" + "".join(f"客{n},{p}\n" for n, p in enumerate(phones))).encode()


@pytest.mark.parametrize(("good", "language"), [(True, "zh-hans"), (False, "en")])
def test_every_page_separates_thousands(upload, draft, group, good, language):
    client, _reply = upload(thousand_and_one(good))
    client.cookies["hebe_language"] = language
    there = f"/import/{draft().pk}"
    pages = [client.get(f"{there}/columns/"), client.get(f"{there}/problems/")]
    client.post(f"{there}/run/")
    assert run_job(group_id=group.pk, job_id=draft().job_id).state == "done"
    pages += [client.get(f"{there}/report/"), client.get("/import/")]
    for page in pages:
        assert "1,001" in page.content.decode()
        assert not re.search(r"(?<![\d,])1001(?![\d,])", page.content.decode())


def test_work_that_nobody_takes_up_says_that_it_waits(upload, draft, large):
    client, reply = upload()
    words = "还在排队"
    assert words not in client.get(reply.url).content.decode()
    long_ago = draft().checking.created_at - timedelta(minutes=1)
    Job.objects.of(draft()).filter(pk=draft().checking_id).update(created_at=long_ago)
    page = client.get(reply.url).content.decode()
    assert words in page
    assert "every 1s" in page


def test_an_import_that_nobody_takes_up_says_that_it_waits(upload, draft):
    client, _reply = upload()
    client.post(f"/import/{draft().pk}/run/")
    page = client.get(f"/import/{draft().pk}/report/").content.decode()
    assert "排队中" in page
    assert "还在排队" not in page
    long_ago = draft().job.created_at - timedelta(minutes=1)
    Job.objects.of(draft()).filter(pk=draft().job_id).update(created_at=long_ago)
    assert "还在排队" in client.get(f"/import/{draft().pk}/report/").content.decode()


def test_a_list_with_headings_only_is_told_apart_from_no_list(upload, group):
    _client, reply = upload("姓名,手机,储值余额\n".encode(), "export.csv")
    assert reply.status_code == 422
    assert "下面没有客户" in reply.content.decode()
    assert ImportDraft.objects.of(group).count() == 0


def test_a_column_that_is_not_imported_any_more_stays_in_sight(upload, draft):
    client, _reply = upload()
    there = f"/import/{draft().pk}/columns/"
    client.post(there, {"column_0": ""})
    page = client.get(there).content.decode()
    assert 'name="column_0"' in page
    assert "各列已全部对好" not in page
    client.post(there, {"column_0": "name"})
    assert f"/import/{draft().pk}/problems/" in client.get(there).content.decode()


MANY = ("姓名,手机\n" + "".join(f"客{n},12{n:02d}\n" for n in range(60))).encode()


def test_who_mends_a_row_stays_where_she_was_in_the_table(upload, draft):
    client, _reply = upload(MANY)
    there, part = f"/import/{draft().pk}", "reason=bad_phone&page=2"
    page = client.get(f"{there}/problems/?{part}").content.decode()
    assert f"{there}/rows/30/?field=phone&amp;reason=bad_phone&amp;page=2" in page
    typed = {"value": "13900000030"}
    reply = client.post(f"{there}/rows/30/?field=phone&{part}", typed)
    assert reply.url == f"{there}/problems/?{part}"
    here = {
        "HX-Request": "true",
        "HX-Current-URL": f"http://testserver{there}/problems/?{part}",
    }
    reply = client.post(f"{there}/rows/31/skip/?{part}", headers=here)
    assert reply["HX-Refresh"] == "true"
    away = here | {"HX-Current-URL": f"http://testserver{there}/rows/32/"}
    reply = client.post(f"{there}/rows/32/skip/?{part}", headers=away)
    assert "HX-Refresh" not in reply
    assert reply["HX-Redirect"] == f"{there}/problems/?{part}"


def test_when_the_last_problem_of_a_kind_is_mended_the_others_are_shown(upload, draft):
    client, _reply = upload()
    there = f"/import/{draft().pk}"
    reply = client.post(
        f"{there}/rows/4/remedy/?reason=negative_balance", {"field": "principal"}
    )
    page = client.get(reply.url).content.decode()
    assert page.count('/skip/?reason=negative_balance" hx-post=') == 2


def test_the_phone_is_mended_with_the_keyboard_for_numbers(upload, draft):
    client, _reply = upload()
    page = client.get(f"/import/{draft().pk}/rows/5/?field=phone").content.decode()
    assert 'inputmode="tel"' in page


def test_a_list_that_was_handed_over_is_found_again(upload, draft, client_of, group):
    client, _reply = upload()
    there = f"/import/{draft().pk}/"
    client.post(f"{there}run/")
    page = client.get("/import/").content.decode()
    assert f'href="{there}"' in page
    assert f"{there}discard/" not in page
    assert "排队中" in page
    run_job(group_id=group.pk, job_id=draft().job_id)
    page = client.get("/import/").content.decode()
    assert f'href="{there}"' not in page
    assert f'href="{there}report/"' in page
    assert f"{there}report/" not in client_of("gm").get("/import/").content.decode()


def test_going_back_never_shows_a_step_that_is_over(upload, draft):
    client, _reply = upload()
    there = f"/import/{draft().pk}"
    for step in ("columns", "problems"):
        assert "no-store" in client.get(f"{there}/{step}/")["Cache-Control"]
    client.post(f"{there}/run/")
    assert "no-store" in client.get(f"{there}/report/")["Cache-Control"]
    for step in ("columns", "problems"):
        assert client.get(f"{there}/{step}/").url == f"{there}/report/"


def test_two_people_of_one_mobile_wait_for_a_decision(upload, draft, group):
    client, _reply = upload(FAMILY.encode(), "family.csv")
    row = draft()
    page = client.get(f"/import/{row.pk}/problems/").content.decode()
    assert page.count('name="remedy"') == 2
    address = f"/import/{row.pk}/rows/3/remedy/"
    assert client.post(address, {"field": "phone", "remedy": "9"}).status_code == 404
    client.post(address, {"field": "phone", "remedy": "0"})
    client.post(f"/import/{row.pk}/run/")
    run_job(group_id=group.pk, job_id=draft().job_id)
    mother, daughter = Customer.objects.of(group).order_by("birthday")
    assert (mother.phone, mother.allergies) == ("13944440001", "")
    assert (daughter.phone, daughter.allergies) == ("", "青霉素")


def test_several_sheets_are_shown_and_all_are_taken(upload, draft):
    people = [["甲", f"1390000010{n}", "", "", 1] for n in range(3)]
    book = workbook(("静安", [HEAD, *people[:2]], False), ("徐汇", [HEAD, people[2]], False))
    client, reply = upload(book, "list.xlsx")
    page = client.get(reply.url).content.decode()
    assert page.count('name="sheet"') == 3
    address = f"/import/{draft().pk}/sheet/"
    assert client.post(address, {"sheet": "没有"}).status_code == 422
    assert client.post(address, {"sheet": "*"}).status_code == 302
    assert outlook_on(draft()).report["new"] == 3
