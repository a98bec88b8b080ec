"""An external database is reached just as its address says, encrypted if it says so."""

import pytest

from hebe.config.database_url import place_of
from hebe.config.postgres_folder import PostgresProblem


def test_an_address_names_place_owner_and_password():
    place = place_of("postgresql://anna:p%40ss@db.example:5433/hebe")
    assert place == {
        "NAME": "hebe",
        "HOST": "db.example",
        "PORT": "5433",
        "USER": "anna",
        "PASSWORD": "p@ss",
        "OPTIONS": {},
    }


def test_what_it_says_about_encryption_is_kept():
    place = place_of("postgresql://anna@/hebe?host=/run/pg&sslmode=verify-full&sslrootcert=ca")
    assert (place["HOST"], place["PORT"]) == ("/run/pg", "")
    assert place["OPTIONS"] == {"sslmode": "verify-full", "sslrootcert": "ca"}


@pytest.mark.parametrize(
    "url", ["postgresql://a:geheim@h/x?nonsense=1", "geheim", "mysql://geheim"]
)
def test_what_is_no_address_is_told_of_without_repeating_it(url):
    with pytest.raises(PostgresProblem, match="DATABASE_URL cannot be read") as told:
        place_of(url)
    assert "geheim" not in str(told.value)
