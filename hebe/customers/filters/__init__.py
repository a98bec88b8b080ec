"""What customers can be filtered by; the language is `hebe.filters`."""

from hebe.customers.filters import own, standard

__all__ = ["own", "standard"]
