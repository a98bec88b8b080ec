"""The people of the demo: who they are, what they are licensed for, when they work."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from hebe.access.actor import Actor
from hebe.access.models import User
from hebe.kernel import clock
from hebe.staff.models import Member, Shift
from hebe.staff.services import (
    add_certificate,
    create_member,
    remove_shift,
    roster_shifts,
)
from hebe.tenancy.models import Store

# log-in (or -) | name | post | stores | title | hired | weekdays off (Monday is 1)
PEOPLE = """
gm|沈立群|manager|jingan xuhui|总经理|2019-03-01|67
admin|顾明|manager|jingan xuhui|信息主管|2019-05-06|67
director|陈静怡|doctor|jingan xuhui|院长、皮肤科主诊医师|2019-03-01|3
manager|许雯|manager|jingan|店长|2020-06-15|2
doctor|林泽|doctor|jingan|皮肤科主诊医师|2020-09-01|1
-|王若溪|doctor|jingan|皮肤科医师|2023-04-10|4
-|叶蓁|doctor|xuhui|皮肤科主诊医师|2021-02-22|4
-|贺川|doctor|jingan|美容外科主诊医师|2021-11-08|15
-|温以宁|doctor|xuhui|皮肤科医师|2024-03-18|5
frontdesk|江雨桐|frontdesk|jingan|前台|2022-07-04|3
-|苏棠|frontdesk|jingan|前台|2023-09-11|5
-|夏晚晴|frontdesk|xuhui|前台|2023-02-20|2
consultant|周可|advisor|jingan|高级咨询师|2020-04-13|4
advisor|沈佳|advisor|jingan|体验师|2022-03-07|2
callcenter|何欣|callcenter|jingan xuhui|客服主管|2021-05-17|67
-|梁静姝|advisor|jingan|咨询师|2023-06-26|1
-|何沐|advisor|xuhui|咨询师|2021-08-16|3
-|孟苒|advisor|xuhui|体验师|2024-05-20|5
nurse|方晴|nurse|jingan|护士长|2019-08-19|4
-|姚岚|nurse|jingan|护士|2022-10-10|2
-|殷素|nurse|jingan|护士|2024-02-26|3
-|戚薇|nurse|xuhui|护士|2022-12-05|1
cashier|唐悦|cashier|jingan|收银|2021-09-13|5
-|毛小满|cashier|xuhui|收银|2023-07-03|4
warehouse|陆平|warehouse|jingan xuhui|库管|2020-11-02|67
marketing|乔安|marketing|jingan xuhui|市场主管|2021-03-15|67
quality|秦岚|quality|jingan xuhui|总部专家|2019-10-08|67
hr|白露|hr|jingan xuhui|人事主管|2020-01-06|67
finance|钱进|finance|jingan xuhui|财务主管|2019-06-03|67
"""
# name | licence | department | store (- is every one) | valid from | to (days from today)
PAPERS = """
陈静怡|physician||-|2012-07-01|
陈静怡|lead_doctor|dermatology|jingan|2019-03-01|1400
陈静怡|lead_doctor|dermatology|xuhui|2021-02-01|1400
林泽|physician||jingan|2015-08-01|
林泽|lead_doctor|dermatology|jingan|2020-09-01|900
王若溪|physician||jingan|2023-04-01|62
叶蓁|physician||xuhui|2014-06-01|
叶蓁|lead_doctor|dermatology|xuhui|2021-02-22|760
贺川|physician||jingan|2011-07-01|
贺川|lead_doctor|surgery|jingan|2021-11-08|640
温以宁|physician||xuhui|2024-03-01|1100
方晴|nurse||jingan|2019-08-01|1020
姚岚|nurse||jingan|2022-10-01|75
殷素|nurse||jingan|2024-02-01|1210
戚薇|nurse||xuhui|2022-12-01|-12
"""
OFFICE = frozenset(
    {"manager", "callcenter", "warehouse", "marketing", "quality", "hr", "finance"}
)
DESK_HOURS, HOURS, OFFICE_HOURS = (
    (time(9), time(21)),
    (time(9, 30), time(19)),
    (time(9), time(18)),
)


@dataclass(frozen=True, slots=True)
class Person:
    """A member with the weekdays she has off."""

    member: Member
    store_codes: tuple[str, ...]
    off: frozenset[int]


def load(
    actor: Actor,
    users: dict[str, User],
    stores: dict[str, Store],
    *,
    since: date | None = None,
    until: date | None = None,
) -> dict[str, Member]:
    """Employ the cast, certify and roster it; return the members by name.

    `users` are the log-ins by log-in name, `stores` the stores by code. Shifts run from `since`
    to `until` (default: last Monday to four weeks ahead).
    """
    people = [_hire(actor, line, users, stores) for line in PEOPLE.strip().splitlines()]
    members = {person.member.name: person.member for person in people}
    for number, line in enumerate(PAPERS.strip().splitlines(), start=1):
        _certify(actor, line, number, members, stores)
    today = clock.today(actor.zone)
    first = since or today - timedelta(days=today.weekday())
    last = until or today + timedelta(days=28)
    for person in people:
        _roster(actor, person, stores, first, last)
    return members


def roster(
    actor: Actor, members: dict[str, Member], stores: dict[str, Store], since: date, until: date
) -> None:
    """Plan the cast's shifts for another stretch, both days included."""
    for line in PEOPLE.strip().splitlines():
        _login, name, _post, places, _title, _hired, off = line.split("|")
        person = Person(members[name], tuple(places.split()), frozenset(map(int, off)))
        _roster(actor, person, stores, since, until)


def call_in(
    actor: Actor, members: dict[str, Member], stores: dict[str, Store], day: date
) -> None:
    """Have whoever has a log-in and would be off come in: nobody looks into an empty day."""
    on_duty = set(Shift.objects.of(actor).filter(day=day).values_list("member_id", flat=True))
    for line in PEOPLE.strip().splitlines():
        login, name, post, places, _title, _hired, _off = line.split("|")
        if login != "-" and post not in OFFICE and members[name].pk not in on_duty:
            person = Person(members[name], tuple(places.split()), frozenset())
            _roster(actor, person, stores, day, day)


def call_in_all_day(
    actor: Actor, members: dict[str, Member], stores: dict[str, Store], day: date
) -> None:
    """Have everybody of the floor there from midnight to midnight, at their first store."""
    for line in PEOPLE.strip().splitlines():
        _login, name, post, places, _title, _hired, _off = line.split("|")
        if post in OFFICE:
            continue
        for shift in Shift.objects.of(actor).filter(member=members[name], day=day):
            remove_shift(actor, shift_id=shift.pk)
        for starts, ends in ((time(0), time(12)), (time(12), time(0))):
            roster_shifts(
                actor, member_id=members[name].pk, store_id=stores[places.split()[0]].pk,
                days=[day], starts=starts, ends=ends,
            )  # fmt: skip


def _hire(actor: Actor, line: str, users: dict[str, User], stores: dict[str, Store]) -> Person:
    login, name, post, places, title, hired, off = line.split("|")
    user = users.get(login)
    tail = sum(ord(letter) * (7 + at) for at, letter in enumerate(name)) % 100_000_000
    member = create_member(
        actor,
        store_ids=[stores[code].pk for code in places.split()],
        name=name,
        post=post,
        title=title,
        phone=f"139{tail:08d}",
        hired_on=date.fromisoformat(hired),
        user_id=user.pk if user else None,
    )
    return Person(member, tuple(places.split()), frozenset(map(int, off)))


def _certify(
    actor: Actor, line: str, number: int, members: dict[str, Member], stores: dict[str, Store]
) -> None:
    name, licence, department, place, valid_from, days = line.split("|")
    today = clock.today(actor.zone)
    add_certificate(
        actor,
        member_id=members[name].pk,
        licence=licence,
        department=department,
        number=f"{valid_from[:4]}31099{number:09d}",
        store_id=None if place == "-" else stores[place].pk,
        valid_from=date.fromisoformat(valid_from),
        valid_to=today + timedelta(days=int(days)) if days else None,
    )


def _roster(
    actor: Actor, person: Person, stores: dict[str, Store], first: date, last: date
) -> None:
    """Let a person of two stores spend Thursdays and Fridays at the second one."""
    count = (last - first).days + 1
    every = [first + timedelta(days=n) for n in range(count)]
    days = [day for day in every if day.isoweekday() not in person.off]
    starts, ends = _hours(person.member.post)
    second = {4, 5} if len(person.store_codes) > 1 and person.member.post == "doctor" else set()
    for at, code in enumerate(person.store_codes[: 2 if second else 1]):
        here = [day for day in days if (day.isoweekday() in second) == bool(at)]
        for month in range(0, len(here), 90):
            roster_shifts(
                actor,
                member_id=person.member.pk,
                store_id=stores[code].pk,
                days=here[month : month + 90],
                starts=starts,
                ends=ends,
            )


def _hours(post: str) -> tuple[time, time]:
    if post in OFFICE:
        return OFFICE_HOURS
    return DESK_HOURS if post in {"frontdesk", "cashier"} else HOURS
