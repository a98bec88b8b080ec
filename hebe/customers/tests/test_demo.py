"""The demo's customers can be entered, and entered people are whole."""

from random import Random

from hebe.customers import demo
from hebe.customers.queries import profile, search


def test_the_people_of_the_pictures_and_plausible_others(boss, jingan, zhou_ke, dr_chen):
    demo.make_words(boss)
    demo.make_words(boss)
    made = demo.make_named_customers(boss, jingan)
    she = profile(boss, made["张晓敏"].pk)
    assert (she.card.team, she.card.age, she.referrer) == ("陈静怡 + 周可", 34, "吴雅琳")
    assert [alert.kind for alert in she.alerts][:2] == ["allergy", "birthday"]
    someone = demo.make_customer(boss, Random(1), jingan, zhou_ke)
    assert search(boss, someone.phone)[0].card.id == someone.pk
