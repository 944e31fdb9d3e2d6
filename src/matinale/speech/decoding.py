"""Audio files that an engine answers with → float32 mono samples."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, cast

from matinale.errors import SpeechError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PCM_RATE = 24_000  # what `/v1/audio/speech` gives as "pcm": 16 bits, little-endian, mono


def decode_audio(content: bytes, kind: str, where: str) -> tuple[NDArray[np.float32], int]:
    """The samples (channels mixed to one) and their rate in Hz.

    Raises:
        SpeechError: It is not audio of a known kind; `where` begins the message.
    """
    import numpy as np
    import soundfile

    if kind == "pcm":
        samples = np.frombuffer(content[: len(content) // 2 * 2], dtype="<i2").astype(np.float32)
        return samples * np.float32(2**-15), PCM_RATE
    try:
        decoded, rate = cast("tuple[Any, int]", soundfile.read(io.BytesIO(content), dtype="float32", always_2d=True))
    except (soundfile.LibsndfileError, RuntimeError) as error:
        raise SpeechError(f"{where}: the answer is not {kind} audio ({error})") from error
    return np.ascontiguousarray(decoded.mean(axis=1, dtype=np.float32)), rate
