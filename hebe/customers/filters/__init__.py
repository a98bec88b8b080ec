"""What customers can be filtered by; the language is `hebe.filters`."""

from hebe.customers.filters import standard

__all__ = ["standard"]
