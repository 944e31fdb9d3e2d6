"""On what a model runs: the execution providers of onnxruntime that a profile asks for, and what becomes of the wish.

    [options]
    providers = ["cuda", "cpu"]      the first that works here; "cpu" always comes last by itself

The packages of onnxruntime differ in what they bring: `onnxruntime-gpu` (cuda, tensorrt), `onnxruntime-openvino`,
`onnxruntime-directml`; on macOS the plain one brings coreml. Install one of them in place of `onnxruntime`.
"""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any, cast

from matinale.errors import ShowError
from matinale.settings import VoiceProfile

CPU = "CPUExecutionProvider"
PROVIDERS = {
    "cpu": CPU,
    "cuda": "CUDAExecutionProvider",
    "tensorrt": "TensorrtExecutionProvider",
    "migraphx": "MIGraphXExecutionProvider",
    "openvino": "OpenVINOExecutionProvider",
    "coreml": "CoreMLExecutionProvider",
    "directml": "DmlExecutionProvider",
    "qnn": "QNNExecutionProvider",
    "azure": "AzureExecutionProvider",
}
PACKAGES = {
    "cuda": "onnxruntime-gpu",
    "tensorrt": "onnxruntime-gpu",
    "openvino": "onnxruntime-openvino",
    "directml": "onnxruntime-directml",
}


def providers_of(voice: VoiceProfile) -> tuple[str, ...]:
    """The short names that a profile asks for, in its order, the processor last.

    Raises:
        ShowError: There is no such provider.

    >>> providers_of(VoiceProfile("a", "kokoro", (), options={"providers": ("cuda",)}))
    ('cuda', 'cpu')
    >>> providers_of(VoiceProfile("a", "kokoro", ()))
    ('cpu',)
    """
    given = voice.options.get("providers", ())
    names = [given] if isinstance(given, str) else list(given) if isinstance(given, tuple) else [str(given)]
    for name in names:
        if name.lower() not in PROVIDERS:
            nearest = difflib.get_close_matches(name.lower(), PROVIDERS, n=1)
            hint = f"did you mean {nearest[0]!r}?" if nearest else f"there are: {', '.join(PROVIDERS)}"
            raise ShowError(f"{voice.folder / voice.name}.toml: options.providers: no provider {name!r}; {hint}")
    wanted = dict.fromkeys(name.lower() for name in names if name.lower() != "cpu")
    return (*wanted, "cpu")


def missing_notice(voice: VoiceProfile, runtime: Any) -> str:
    """One line where the installed onnxruntime lacks what a profile would rather run on; "" where it has it."""
    wanted = providers_of(voice)
    available = set(cast("list[str]", runtime.get_available_providers()))
    lacking = [name for name in wanted if PROVIDERS[name] not in available]
    if not lacking or wanted[0] not in lacking:
        return ""
    instead = next(name for name in wanted if PROVIDERS[name] in available)
    package = next((PACKAGES[name] for name in lacking if name in PACKAGES), "")
    remedy = f"; install {package} in place of onnxruntime to use it" if package else ""
    return f"voice {voice.name!r}: onnxruntime has no {', '.join(lacking)} here: speaking on {instead}{remedy}"


def open_model(runtime: Any, path: Path, options: Any, wanted: tuple[str, ...]) -> tuple[Any, str]:
    """The loaded model on the first provider that works, and what was refused ("" where the first wish came true).

    onnxruntime itself falls back where a provider cannot start (no driver, no device): what it really runs on is asked.
    """
    available = set(cast("list[str]", runtime.get_available_providers()))
    usable = [name for name in wanted if PROVIDERS[name] in available] or ["cpu"]
    refused: list[str] = []
    while True:
        try:
            session = runtime.InferenceSession(str(path), options, providers=[PROVIDERS[name] for name in usable])
        except Exception as error:
            if usable == ["cpu"]:
                raise  # the model itself is at fault
            refused.append(f"{usable[0]} ({(str(error) or type(error).__name__).splitlines()[0][:160]})")
            usable = usable[1:]
            continue
        running = cast("list[str]", session.get_providers())
        refused += [f"{name} (it did not start)" for name in usable if PROVIDERS[name] not in running]
        return session, ", ".join(refused)
