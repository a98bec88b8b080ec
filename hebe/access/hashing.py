"""How passwords are hashed: argon2id as OWASP's Password Storage Cheat Sheet gives it.

Django's own parameters (100 MiB, eight lanes) are for a machine that does little else: fifty
people at nine o'clock, or one who tries names that do not exist, would hold up a store.
"""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """19 MiB, two passes, one lane; hashes of other parameters are renewed at sign-in."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
