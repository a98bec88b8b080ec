"""The people, items and customers that every test knows."""

import json
from datetime import date

import pytest
from django.test import Client

from hebe.access.actor import EVERYWHERE, Actor, Grant
from hebe.access.choices import BuiltinRole
from hebe.access.models import Assignment, Role, User
from hebe.access.queries import actor_for
from hebe.access.registry import PERMISSIONS
from hebe.access.services import create_api_key
from hebe.catalog.models import Category, Item
from hebe.catalog.services import Need, Piece, create_bundle
from hebe.customers.models import Customer
from hebe.kernel.crypto import blind
from hebe.staff.models import Certificate, Member, StoreMember
from hebe.tenancy.context import working_for

PASSWORD = "hebe-demo"
NAMES = {
    "admin": "顾明", "gm": "沈立群", "director": "陈静怡", "manager": "许雯",
    "frontdesk": "江雨桐",
    "callcenter": "何欣", "consultant": "周可", "advisor": "沈佳", "doctor": "林泽",
    "nurse": "方晴", "cashier": "唐悦", "warehouse": "陆平", "marketing": "乔安",
    "quality": "秦岚", "hr": "白露", "finance": "钱进",
}  # fmt: skip
WIDE = {"admin", "gm", "director", "quality", "hr", "finance", "marketing", "callcenter"}


def user_of(group, login, store):
    """Make a log-in with its built-in role, in the group or at one store."""
    user = User.objects.of(group).filter(login=login).first()
    if user:
        return user
    user = User(group_id=group.pk, login=login, name=NAMES.get(login, login), store=store)
    user.set_password(PASSWORD)
    user.save()
    role = Role.objects.of(group).get(code=login if login in BuiltinRole.values else "admin")
    place = None if login in WIDE or login == "rival" else store
    Assignment.objects.of(group).create(group_id=group.pk, user=user, role=role, store=place)
    return user


@pytest.fixture
def actor_named(group, jingan):
    """Return the actor of a log-in, by its name."""
    return lambda login: actor_for(user_of(group, login, jingan))


def _actor_fixture(login):
    @pytest.fixture(name=login)
    def actor(actor_named):
        return actor_named(login)

    return actor


for _login in NAMES:
    globals()[f"_{_login}"] = _actor_fixture(_login)


@pytest.fixture
def boss(group, jingan):
    """Return an actor who may do everything everywhere."""
    return Actor(
        None, "Boss", group.pk, dict.fromkeys(PERMISSIONS, EVERYWHERE), store_id=jingan.pk
    )


@pytest.fixture
def stranger(group, jingan):
    """Return somebody of the group without any right."""
    return Actor(None, "Stranger", group.pk, {}, store_id=jingan.pk)


@pytest.fixture
def rival(founded):
    """Return the administrator of the other group."""
    theirs = founded[1]
    with working_for(theirs.pk):
        return actor_for(user_of(theirs, "rival", None))


def only(actor, *codes, stores=None):
    """Return the actor with just these rights."""
    grant = Grant(frozenset(stores) if stores else None)
    return Actor(
        actor.user_id, actor.name, actor.group_id, dict.fromkeys(codes, grant), actor.store_id
    )


def allow(group, role, code):
    """Give a right to a role that does not have it out of the box."""
    kept = Role.objects.of(group).get(code=role)
    kept.permissions = [*kept.permissions, code]
    kept.save()


def member_of(group, store, name, post, *, user=None, licence="", department=""):
    """Put a person at work, with a certificate when a licence is named."""
    member = Member.objects.of(group).create(
        group_id=group.pk, name=name, name_key=name, post=post, user=user
    )
    StoreMember.objects.of(group).create(group_id=group.pk, member=member, store=store)
    if licence:
        Certificate.objects.of(group).create(
            group_id=group.pk, member=member, licence=licence, department=department,
            store=store, number=f"1103100{member.pk:08d}", valid_from=date(2020, 1, 1),
            valid_to=date(2035, 1, 1),
        )  # fmt: skip
    return member


@pytest.fixture
def dr_chen(group, jingan):
    user = user_of(group, "director", jingan)
    return member_of(
        group, jingan, "陈静怡", "doctor", user=user, licence="lead_doctor",
        department="dermatology",
    )  # fmt: skip


@pytest.fixture
def dr_lin(group, jingan):
    user = user_of(group, "doctor", jingan)
    return member_of(
        group, jingan, "林泽", "doctor", user=user, licence="lead_doctor",
        department="dermatology",
    )  # fmt: skip


@pytest.fixture
def zhou_ke(group, jingan):
    return member_of(
        group, jingan, "周可", "advisor", user=user_of(group, "consultant", jingan)
    )


@pytest.fixture
def nurse_fang(group, jingan):
    user = user_of(group, "nurse", jingan)
    return member_of(group, jingan, "方晴", "nurse", user=user, licence="nurse")


@pytest.fixture
def jiang(group, jingan):
    """The front desk as a staff member."""
    return member_of(
        group, jingan, "江雨桐", "frontdesk", user=user_of(group, "frontdesk", jingan)
    )


@pytest.fixture
def shelf(group):
    return Category.objects.of(group).create(group_id=group.pk, name="注射")


DOCTOR = Need("person", "doctor", is_named=True)
CARER = Need("person", "carer")


def item_of(group, shelf, code, name, *, needs=(DOCTOR,), **facts):
    """Put an item on the shelf, with what it takes."""
    facts = {
        "department": "dermatology", "price_fen": 280_000, "duration_minutes": 30,
        "turnaround_minutes": 10, "catalogue_name": "A型肉毒毒素美容注射",
    } | facts  # fmt: skip
    item = Item.objects.of(group).create(
        group_id=group.pk, category=shelf, code=code, name=name, name_key=name, **facts
    )
    for position, need in enumerate(needs):
        item.needs.create(group_id=group.pk, position=position, **need._asdict())
    return item


@pytest.fixture
def botox(group, shelf):
    return item_of(group, shelf, "BTX", "肉毒毒素·除皱", technique="toxin")


@pytest.fixture
def laser(group, shelf):
    return item_of(
        group, shelf, "PICO", "皮秒祛斑", technique="energy", catalogue_name="激光治疗",
        price_fen=198_000, needs=(DOCTOR, Need("room", "laser"), Need("device", "pico")),
    )  # fmt: skip


@pytest.fixture
def facial(group, shelf):
    return item_of(
        group, shelf, "FAC", "补水护理", kind="life", technique="care", department="life",
        needs=(CARER,), price_fen=38_000, catalogue_name="",
    )  # fmt: skip


@pytest.fixture
def surgery_item(group, shelf):
    return item_of(
        group, shelf, "EYE", "双眼皮", technique="surgery", department="surgery", level=1,
        catalogue_name="重睑成形术", price_fen=980_000, duration_minutes=90,
    )  # fmt: skip


@pytest.fixture
def glow(boss, botox, facial):
    """One injection and three facials, which cannot be shared out evenly."""
    pieces = [Piece(botox.pk), Piece(facial.pk, quantity=3)]
    return create_bundle(boss, name="焕颜套餐", price_fen=350_000, lines=pieces)


def customer_of(group, store, name, phone, **facts):
    """Register a customer."""
    return Customer.objects.of(group).create(
        group_id=group.pk, name=name, name_key=name, phone=phone,
        phone_digest=blind(phone, "phone"), member_no=f"HB{phone[-6:]}",
        home_store=store, **facts,
    )  # fmt: skip


@pytest.fixture
def qin_lan(group, jingan):
    return customer_of(group, jingan, "秦兰", "13800138001", birthday=date(1990, 8, 8))


@pytest.fixture
def li_siyu(group, jingan):
    return customer_of(group, jingan, "李思雨", "13800131834", birthday=date(1988, 3, 2))


@pytest.fixture
def client_of(founded, jingan):
    """Return a browser signed in as a log-in of the cast (or `rival`)."""

    def sign_in(login):
        ours, theirs = founded
        whose = theirs if login == "rival" else ours
        with working_for(whose.pk):
            user = user_of(whose, login, jingan if whose is ours else None)
        client = Client()
        reply = client.post("/sign-in/", {"login": user.login, "password": PASSWORD})
        assert reply.status_code == 302, reply.content[:500]
        return client

    return sign_in


class ApiClient:
    """A small client of the API with a Bearer key."""

    def __init__(self, secret):
        self.client, self.secret = Client(), secret

    def __call__(self, method, address, body=None, **headers):
        return self.client.generic(
            method.upper(),
            f"/api/v1{address}",
            data=b"" if body is None else json.dumps(body),
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.secret}"} | headers,
        )


@pytest.fixture
def api_of(founded, jingan):
    """Return a callable API client of a log-in: `api("post", "/customers", {...})`."""

    def key_of(login):
        ours, theirs = founded
        whose = theirs if login == "rival" else ours
        with working_for(whose.pk):
            user = user_of(whose, login, jingan if whose is ours else None)
            boss = Actor(None, "Boss", whose.pk, {"access.api_keys": EVERYWHERE})
            _key, secret = create_api_key(boss, user_id=user.pk, name="test", scopes=[])
        return ApiClient(secret)

    return key_of
