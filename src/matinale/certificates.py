"""The certificates that connections trust."""

from __future__ import annotations

import ssl
from functools import cache


@cache
def for_web(*, from_environment: bool = True) -> ssl.SSLContext:
    """What httpx trusts by itself, for its `verify`; SSL_CERT_FILE and SSL_CERT_DIR count where `from_environment`.

    Read once: it takes 40 ms, more than a look at a feed.
    """
    import httpx

    return httpx.create_ssl_context(trust_env=from_environment)


def for_mail() -> ssl.SSLContext:
    """What the system trusts (SSL_CERT_FILE names others)."""
    return ssl.create_default_context()
