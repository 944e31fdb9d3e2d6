"""Values as JSON that can be read back unchanged, and their fingerprints: equal values give equal bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar, cast

T = TypeVar("T")


def to_json(value: object) -> bytes:
    """A value as indented UTF-8 JSON that ends in a newline; equal values give equal bytes."""
    content: bytes = adapter_of(type(value)).dump_json(value, indent=2)
    return content + b"\n"


def from_json(kind: type[T], content: bytes) -> T:
    """The value that `to_json` wrote. Raises `ValueError` where the content is not such a value."""
    value: T = adapter_of(kind).validate_json(content)
    return value


@cache
def adapter_of(kind: type[Any]) -> Any:
    """Pydantic's reader and writer of a kind of value: made once, since that takes longer than its work."""
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def fingerprint(*parts: object) -> str:
    """A SHA-256 in hexadecimal over values in a canonical form: dataclasses by field, mappings by sorted key."""
    import hashlib
    import json

    def plain(value: Any) -> Any:
        fields = getattr(value, "__dataclass_fields__", None)
        if fields is not None:
            return [type(value).__name__, {name: plain(getattr(value, name)) for name in fields}]
        if isinstance(value, Mapping):
            return {str(key): plain(item) for key, item in cast("Mapping[Any, Any]", value).items()}
        if isinstance(value, Sequence) and not isinstance(value, str | bytes):
            return [plain(item) for item in cast("Sequence[Any]", value)]
        return value.hex() if isinstance(value, bytes) else value

    canonical = json.dumps([plain(part) for part in parts], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()
