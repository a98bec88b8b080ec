"""What DATABASE_URL says, as Django's settings want it."""

from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from hebe.config.postgres_folder import PostgresProblem

WORDS = {
    "NAME": "dbname", "HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password",
}  # fmt: skip


def place_of(url: str) -> dict[str, Any]:
    """Return the place that an address names; what else it says counts for each connection.

    Refuses with `PostgresProblem` what is no address, without repeating it: it may hold a
    password.

    >>> place_of("postgresql://anna:geheim@db.example/hebe?sslmode=verify-full")["OPTIONS"]
    {'sslmode': 'verify-full'}
    """
    try:
        said = conninfo_to_dict(url)
    except ProgrammingError:
        raise PostgresProblem(
            "DATABASE_URL cannot be read. Write it as postgresql://OWNER:PASSWORD@HOST:5432/NAME"
        ) from None
    place: dict[str, Any] = {name: str(said.pop(word, "")) for name, word in WORDS.items()}
    return place | {"OPTIONS": said}
