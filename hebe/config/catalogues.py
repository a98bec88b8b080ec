"""One catalogue of words where Django would keep one per app."""

from typing import Any

from django.utils.translation.trans_real import TranslationCatalog

_kept_apart = TranslationCatalog.update


def merge_alike() -> None:
    """Let catalogues that count alike become one, as Django means them to.

    It compares one's rule with the other's code, which are never equal, so that every word is
    looked for in the catalogues of some forty apps.
    """
    mended: Any = TranslationCatalog
    mended.update = _merged


def _merged(catalogue: Any, other: Any) -> None:
    if other.plural.__code__ == catalogue._plurals[0].__code__:
        catalogue._catalogs[0].update(other._catalog)
    else:
        _kept_apart(catalogue, other)
