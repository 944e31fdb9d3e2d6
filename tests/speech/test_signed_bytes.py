from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from matinale.speech import signed_bytes
from matinale.speech.signed_bytes import signed_model

SHA256 = "0" * 64


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MATINALE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("platform.machine", lambda: "x86_64")
    return tmp_path / "cache"


def quantised(path: Path, *, opset: int = 20, kind: type = np.uint8) -> Path:
    """Two convolutions in turn of 48 channels, dilated and strided, as `quantize_dynamic` writes them."""
    rng = np.random.default_rng(7)
    nodes: list[onnx.NodeProto] = []
    constants = [numpy_helper.from_array(np.array(118, kind), "wz")]
    for number, (dilation, stride) in enumerate(((3, 1), (1, 2))):
        x, weight = f"x{number}", f"w{number}"
        low = np.iinfo(kind).min
        constants.append(numpy_helper.from_array(rng.integers(low, low + 256, (48, 48, 7)).astype(kind), weight))
        nodes += [
            helper.make_node("DynamicQuantizeLinear", [x], [f"{x}q", f"{x}s", f"{x}z"]),
            helper.make_node(
                "ConvInteger",
                [f"{x}q", weight, f"{x}z", "wz"],
                [f"{x}i"],
                kernel_shape=[7],
                dilations=[dilation],
                strides=[stride],
                pads=[9, 9],
            ),
            helper.make_node("Cast", [f"{x}i"], [f"{x}f"], to=TensorProto.FLOAT),
            helper.make_node("Mul", [f"{x}f", f"{x}s"], [f"x{number + 1}"]),
        ]
    ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 48, None]) for name in ("x0", "x2")]
    graph = helper.make_graph(nodes, "tiny", ends[:1], ends[1:], constants)
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8), str(path))
    return path


def heard(path: Path) -> np.ndarray:
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    given = np.random.default_rng(1).standard_normal((1, 48, 500)).astype(np.float32) * 3
    return np.asarray(session.run(None, {"x0": given})[0])


def runtime_that_finds(value: float) -> Any:
    """An onnxruntime on whose processor the probe comes out as `value`."""

    def session(*_: object, **__: object) -> SimpleNamespace:
        return SimpleNamespace(run=lambda *_: (np.full((1, 64, 64), value),))

    return SimpleNamespace(InferenceSession=session, SessionOptions=onnxruntime.SessionOptions)


EXACT = runtime_that_finds(64 * 255 * 127)


def test_the_numbers_stay_the_same_to_the_bit(tmp_path: Path, cache: Path) -> None:
    plain = quantised(tmp_path / "tiny.onnx")
    signed = signed_model(onnxruntime, plain, SHA256)
    assert np.array_equal(heard(signed), heard(plain))
    # whether this machine has the instructions or not, the probe has told the truth of it
    rewritten = signed_model(EXACT, plain, SHA256)
    assert rewritten.is_relative_to(cache)
    assert (signed == rewritten) == np.array_equal(heard(rewritten), heard(plain))


def test_every_activation_is_signed_once(tmp_path: Path) -> None:
    signed = onnx.load(str(signed_model(EXACT, quantised(tmp_path / "tiny.onnx"), SHA256)))
    kinds = [node.op_type for node in signed.graph.node]
    assert kinds.count("ConvInteger") == 2
    assert kinds.count("BitwiseXor") == 4  # two activations, two zero points
    assert kinds.index("BitwiseXor") > kinds.index("DynamicQuantizeLinear")
    onnx.checker.check_model(signed)


def test_it_is_made_once_and_anew_when_it_was_touched(tmp_path: Path) -> None:
    plain = quantised(tmp_path / "tiny.onnx")
    signed = signed_model(EXACT, plain, SHA256)
    content = signed.read_bytes()
    plain.unlink()
    assert signed_model(EXACT, plain, SHA256) == signed
    quantised(plain)
    signed.write_bytes(b"half a file")
    assert signed_model(EXACT, plain, SHA256).read_bytes() == content


@pytest.mark.parametrize("found", [64 * 32_767 // 2, 0], ids=["saturated", "not run"])
def test_a_processor_that_adds_up_something_else_gets_the_plain_model(found: int, tmp_path: Path) -> None:
    plain = quantised(tmp_path / "tiny.onnx")
    assert signed_model(runtime_that_finds(found), plain, SHA256) == plain


def test_what_cannot_be_rewritten_is_used_as_it_is(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, rubbish = quantised(tmp_path / "old.onnx", opset=13), tmp_path / "rubbish.onnx"
    rubbish.write_bytes(b"no model at all")
    for path in (old, rubbish, tmp_path / "absent.onnx"):
        assert signed_model(EXACT, path, SHA256) == path
    plain = quantised(tmp_path / "tiny.onnx")
    with monkeypatch.context() as patch:
        patch.setattr("platform.machine", lambda: "arm64")
        assert signed_model(EXACT, plain, SHA256) == plain
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "onnx", None)
        assert signed_model(EXACT, plain, "1" * 64) == plain
    with monkeypatch.context() as patch:
        patch.setattr(signed_bytes, "folder_of", lambda _: rubbish)  # a file stands where the folder should be
        assert signed_model(EXACT, plain, SHA256) == plain
    assert not any(path.is_file() for path in cache.rglob("old*"))


def test_signed_weights_are_left_alone(tmp_path: Path) -> None:
    plain = quantised(tmp_path / "tiny.onnx", kind=np.int8)
    assert signed_model(EXACT, plain, SHA256) == plain
