"""What an import keeps besides names and balances, and of whom it knew before."""

from datetime import date

import pytest

from hebe.customers.importing import import_customers
from hebe.customers.importing.run import EnteredMeanwhile
from hebe.customers.models import Customer, ImportRun, OpeningFact, SearchEntry
from hebe.customers.queries import profile
from hebe.customers.services import create_customer, index_customers

HEADINGS = "姓名,手机,身份证号,首次到院日期,到院次数,介绍人,介绍人手机,微信,座机,会员号"
ROWS = """
李一,13900000001,310101199001011234,2024-05-01,3,王二,13900000002,wx_li,021-62345678,
王二,13900000002,,,,张三,13911112222,,,A77
"""
LIST = (HEADINGS + ROWS).encode()


@pytest.fixture
def bring(manager, jingan):
    def act(content=LIST, **more):
        return import_customers(
            manager, content=content, file_name="old.csv", store_id=jingan.pk, **more
        )

    return act


@pytest.fixture
def person(group):
    return lambda name: Customer.objects.of(group).get(name=name)


def facts(customer):
    return {(fact.kind, fact.what, fact.amount) for fact in customer.opening.all()}


def test_identity_numbers_are_kept_and_sealed(bring, person, db_text):
    bring()
    assert person("李一").id_number == "310101199001011234"
    assert db_text("SELECT id_number FROM customers_customer").startswith("k")


def test_visits_of_before_are_kept(bring, person):
    bring()
    assert person("李一").first_visit_on == date(2024, 5, 1)
    assert facts(person("李一")) == {("visits", "", 3)}


def test_a_referrer_is_linked_by_her_phone_also_within_the_file(bring, person):
    bring()
    assert person("李一").referrer == person("王二")


def test_a_referrer_whom_nobody_knows_stays_a_fact_with_a_sealed_number(bring, person, db_text):
    bring()
    (fact,) = person("王二").opening.all()
    assert (fact.kind, fact.what, fact.said) == ("referrer", "张三", "13911112222")
    assert db_text("SELECT said FROM customers_openingfact WHERE said <> ''").startswith("k")


def test_who_may_not_see_numbers_sees_them_masked(bring, person, frontdesk, manager):
    bring()
    desk = profile(frontdesk, person("王二").pk)
    assert "张三 139****2222" in [line.what for line in desk.opening]
    assert profile(frontdesk, person("李一").pk).id_number == "310****1234"
    assert profile(manager, person("李一").pk).id_number == "310101199001011234"


def test_bulk_rows_are_found_by_the_same_fragments_as_single_ones(bring, group, manager):
    bring()
    written = {e.customer_id: (set(e.tokens), e.rank) for e in SearchEntry.objects.of(group)}
    index_customers(manager, written)
    again = {e.customer_id: (set(e.tokens), e.rank) for e in SearchEntry.objects.of(group)}
    assert written == again


def test_a_second_list_fills_gaps_kind_by_kind(bring, person, group):
    bring()
    headings = "姓名,手机,身份证号,储值余额,到院次数,微信,标签"
    more = f"{headings}\n李一,13900000001,99,300,9,wx_new,怕痛\n"
    run, _plan = bring(more.encode())
    she = person("李一")
    assert run.report["new"] == 0
    assert she.id_number == "310101199001011234"
    assert ("principal", "", 30_000) in facts(she)
    assert ("visits", "", 3) in facts(she)
    assert [contact.value for contact in she.contacts.filter(kind="wechat")] == ["wx_li"]
    assert [mark.tag.name for mark in she.tags.all()] == ["怕痛"]
    before = OpeningFact.objects.of(group).count()
    bring(more.encode())
    assert OpeningFact.objects.of(group).count() == before


def test_a_member_number_that_is_taken_gives_way_to_a_new_one(bring, person):
    bring()
    bring("姓名,手机,会员号\n赵四,13900000004,A77\n孙五,13900000005,B1\n".encode())
    assert (person("王二").member_no, person("孙五").member_no) == ("A77", "B1")
    assert person("赵四").member_no.startswith("HB1")


def test_texts_with_quotes_and_backslashes_arrive_as_they_were(bring, person):
    bring('姓名,手机,备注\n李一,13900000001,"说""疼""{1,2} C:\\x NULL"\n'.encode())
    assert person("李一").note == '说"疼"{1,2} C:\\x NULL'


def test_a_customer_entered_meanwhile_stops_the_import(bring, group, boss):
    def interfere(done, _total):
        if not done:
            create_customer(boss, name="快手", phone="13900000001")

    with pytest.raises(EnteredMeanwhile):
        bring(tell=interfere)
    assert ImportRun.objects.of(group).count() == 0


def test_an_import_asks_the_same_number_of_questions_however_long(
    bring, django_assert_max_num_queries
):
    rows = "".join(f"客{n},1390000{n:04d},,,,,,,,\n" for n in range(400))
    with django_assert_max_num_queries(45):
        bring(f"{HEADINGS}\n{rows}".encode())


@pytest.fixture
def db_text(group):
    from django.db import connection  # noqa: PLC0415

    def read(query):
        with connection.cursor() as cursor:
            cursor.execute(f"{query} ORDER BY 1 DESC LIMIT 1")
            return cursor.fetchone()[0]

    return read
