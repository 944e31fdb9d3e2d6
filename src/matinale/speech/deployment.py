"""How a cluster is reached: a scheduler at its address, or processes that are started here."""

from __future__ import annotations

import os
import re
import sys
from typing import Any, cast

from matinale.errors import EngineMissing, SpeechError
from matinale.settings import VoiceProfile

INSTALL = "pip install 'matinale[cluster]'"
SPEECH, GPU = "speech", "GPU"  # resources that workers declare: one take at a time each; a graphics processor
DEATHS = 3
"""Workers that may die before what they were to do is suspected, all of it: which take killed them is not known."""
CONNECT_S = 30
_LOCAL = re.compile(r"local:(\d{1,3})")
_ADDRESS = re.compile(r"(?:tcp|tls|ws|wss|ucx|ucxx)://\S+")


def local_workers(address: str) -> int:
    """How many processes `local:N` asks for; 0 for the address of a scheduler.

    Raises:
        SpeechError: The address is neither.
    """
    local = _LOCAL.fullmatch(address)
    if (local is None or not int(local[1])) and not _ADDRESS.fullmatch(address):
        raise SpeechError(f"--cluster {address!r}: is no cluster; write tcp://HOST:PORT, or local:N")
    return int(local[1]) if local else 0


def open_client(address: str) -> tuple[Any, Any]:
    """A `distributed.Client` that has at least one worker, and the cluster that was started here for it, or None.

    Raises:
        EngineMissing: Dask is not installed.
        SpeechError: No scheduler with a worker answers.
    """
    try:
        import distributed
    except ImportError as error:
        raise EngineMissing(f"--cluster needs {error.name}; install it with: {INSTALL}") from error
    import dask

    workers = local_workers(address)
    cast("Any", dask).config.set({"distributed.scheduler.allowed-failures": DEATHS})
    _quiet()
    local = client = None
    try:
        local = _start_local(distributed, workers) if workers else None
        client = cast("Any", distributed).Client(local or address, timeout=CONNECT_S, set_as_default=False)
        client.wait_for_workers(1, timeout=CONNECT_S)
    except (OSError, TimeoutError, ValueError) as error:
        for each in (client, local):
            if each is not None:
                each.close()
        raise SpeechError(
            f"{address}: no scheduler with a worker answers in {CONNECT_S} s; start them with: "
            f"dask scheduler, and dask worker tcp://HOST:8786 --nthreads 1 --resources '{SPEECH}=1'"
        ) from error
    return client, local


def resource_of(voice: VoiceProfile, offered: frozenset[str]) -> str:
    """The resource that a voice's takes need of a worker; "" where none of the cluster's workers declares it.

    >>> from matinale.settings import VoiceProfile
    >>> plain = VoiceProfile("a", "kokoro", ())
    >>> fast = VoiceProfile("b", "kokoro", (), options={"providers": ("cuda", "cpu")})
    >>> resource_of(plain, frozenset({"speech", "GPU"})), resource_of(fast, frozenset({"speech", "GPU"}))
    ('speech', 'GPU')
    >>> resource_of(fast, frozenset({"speech"})), resource_of(plain, frozenset())
    ('speech', '')
    """
    wish = voice.options.get("providers", voice.options.get("device", "cpu"))
    first = str(next(iter(wish), "cpu")) if isinstance(wish, tuple) else str(wish)
    names = (SPEECH,) if first.lower() == "cpu" else (GPU, SPEECH)
    return next((name for name in names if name in offered), "")


def _start_local(distributed: Any, workers: int) -> Any:
    """N processes here, one thread each, that share the processors among them."""
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",  # any free port: its usual one may be another cluster's
        resources={SPEECH: 1},
        memory_limit=0,
        env={"MATINALE_THREADS": str(max(1, cores // workers))},
        silence_logs=50,
    )


def _quiet() -> None:
    """A worker that dies is told of by us, where it matters, and not by pages of its library's log."""
    import logging

    for name in ("distributed", "distributed.scheduler", "distributed.nanny", "distributed.core", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
