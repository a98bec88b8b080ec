"""Field encryption and blind indexes: AES-256-GCM with key ids, HMAC-SHA256.

A sealed value reads `k<id>.<base64url(nonce + ciphertext + tag)>`; the associated
data is `table.column:k<id>`, so a value copied to another column does not open.
Keys derive from the installation's master key (HKDF), one per key id. To rotate,
raise `HEBE_FIELD_KEY` and run `hebe manage rotate_keys`.
"""

import hashlib
import hmac
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from hebe.kernel.keys import derive

NONCE_BYTES = 12


@lru_cache(maxsize=16)
def _cipher(key_id: int) -> AESGCM:
    return AESGCM(derive(f"field-{key_id}", 32))


@lru_cache(maxsize=8)
def _index_key(purpose: str) -> bytes:
    return derive(f"blind-{purpose}", 32)


def current_key_id() -> int:
    """Return the id of the key that seals new values."""
    return int(settings.HEBE_FIELD_KEY)


def seal(value: str, place: str) -> str:
    """Encrypt `value` for the column `place` (`table.column`)."""
    key_id = current_key_id()
    nonce = os.urandom(NONCE_BYTES)
    sealed = _cipher(key_id).encrypt(nonce, value.encode(), f"{place}:k{key_id}".encode())
    return f"k{key_id}.{urlsafe_b64encode(nonce + sealed).decode()}"


def unseal(sealed: str, place: str) -> str:
    """Decrypt what `seal` made for the same place; raise InvalidTag if it was altered."""
    head, _, body = sealed.partition(".")
    raw = urlsafe_b64decode(body)
    plain = _cipher(int(head[1:])).decrypt(
        raw[:NONCE_BYTES], raw[NONCE_BYTES:], f"{place}:{head}".encode()
    )
    return plain.decode()


def seal_bytes(data: bytes, place: str) -> bytes:
    """Encrypt a file for `place`; the first byte is the key id."""
    key_id = current_key_id()
    nonce = os.urandom(NONCE_BYTES)
    sealed = _cipher(key_id).encrypt(nonce, data, f"{place}:k{key_id}".encode())
    return bytes([key_id]) + nonce + sealed


def unseal_bytes(sealed: bytes, place: str) -> bytes:
    """Decrypt what `seal_bytes` made for the same place."""
    key_id = sealed[0]
    nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    return _cipher(key_id).decrypt(nonce, body, f"{place}:k{key_id}".encode())


def blind(value: str, purpose: str) -> bytes:
    """Return a 16-byte keyed hash by which an exact value can be found again."""
    return hmac.digest(_index_key(purpose), value.encode(), hashlib.sha256)[:16]


def blind_token(fragment: str, purpose: str) -> int:
    """Return a signed 32-bit keyed hash of a fragment (an n-gram), for array indexes."""
    digest = hmac.digest(_index_key(purpose), fragment.encode(), hashlib.sha256)
    return int.from_bytes(digest[:4], "big", signed=True)
