"""Quantised convolutions on x86 processors with 8-bit dot products (VNNI): the same samples in two thirds of the time.

onnxruntime multiplies unsigned by unsigned bytes two steps at a time in 16 bits; for unsigned by *signed* bytes it has
kernels of one instruction. Models that were quantised dynamically hold unsigned weights, and `DynamicQuantizeLinear`
gives unsigned activations. Here these are moved from 0…255 to -128…127, their zero point with them: what is added up
stays the same whole numbers.

Without VNNI those kernels saturate at 16 bits and would give other numbers, so a convolution that shows it is run
first, at every start: a cache may be shared by different machines.
"""

from __future__ import annotations

import platform
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

from matinale.errors import MatinaleError
from matinale.speech.models import derived_file, folder_of

RULE = "signed-1"
MACHINES = ("x86_64", "AMD64")
OPSET = 18  # the first with BitwiseXor
UINT8, INT8, INT32 = 2, 3, 6  # of onnx.TensorProto
TOP_BIT = "matinale/top-bit"  # flipping it takes 128 from an unsigned byte that is then read as a signed one
PROBE_CHANNELS = 64


def signed_model(runtime: Any, path: Path, sha256: str) -> Path:
    """`path`, a model file with that SHA-256, or the same model with signed activations where that is exact here.

    The rewritten file is kept in the cache. `runtime` is the module onnxruntime.
    """
    if platform.machine() not in MACHINES:
        return path  # what other processors gain or lose by it was not measured
    folder = folder_of(sha256)
    try:
        probe = derived_file(folder / f"{RULE}-probe.onnx", RULE, _probe)
        if not _exact(runtime, probe):
            return path
        return derived_file(folder / f"{path.stem}-{RULE}.onnx", f"{RULE} {sha256}", lambda: _rewritten(path))
    except (ImportError, MatinaleError, OSError, ValueError):
        return path  # no onnx, no room, or nothing to rewrite: as it is, the model is as good and slower


def _exact(runtime: Any, probe: Path) -> bool:
    """Whether a convolution of signed activations gives whole numbers as they are, on this processor."""
    import numpy as np

    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1
    try:
        session = runtime.InferenceSession(str(probe), options, providers=["CPUExecutionProvider"])
    except Exception:  # an older onnxruntime has no such kernel, and classes of its own to say so
        return False
    given = np.full((1, PROBE_CHANNELS, PROBE_CHANNELS), 127, np.int8)
    (found,) = session.run(None, {"x": given})
    return bool((np.asarray(found) == PROBE_CHANNELS * 255 * 127).all())


def _probe() -> bytes:
    """A convolution whose products are as large as they can be: two of them do not fit into 16 bits."""
    import numpy as np
    from onnx import helper, numpy_helper

    shape = [1, PROBE_CHANNELS, PROBE_CHANNELS]
    weights = np.full((PROBE_CHANNELS, PROBE_CHANNELS, 1), 255, np.uint8)
    zeros = [numpy_helper.from_array(np.array(0, kind), name) for name, kind in (("xz", np.int8), ("wz", np.uint8))]
    graph = helper.make_graph(
        [helper.make_node("ConvInteger", ["x", "w", "xz", "wz"], ["y"], kernel_shape=[1])],
        "probe",
        [helper.make_tensor_value_info("x", INT8, shape)],
        [helper.make_tensor_value_info("y", INT32, shape)],
        [numpy_helper.from_array(weights, "w"), *zeros],
    )
    opsets = [helper.make_opsetid("", OPSET)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8).SerializeToString()


def _rewritten(path: Path) -> bytes:
    """The model with signed activations in every convolution that has unsigned ones and unsigned weights.

    Raises:
        ValueError: It has none, is of an older opset, or is no model.
    """
    import numpy as np
    import onnx
    from google.protobuf.message import Error
    from onnx import numpy_helper

    try:
        model = cast("Any", onnx.load(str(path)))
    except Error as error:
        raise ValueError(f"{path}: is no ONNX model") from error
    if not any(each.domain == "" and each.version >= OPSET for each in model.opset_import):
        raise ValueError(f"{path}: is of an older opset than {OPSET}")
    graph = model.graph
    weights = {each.name for each in graph.initializer if each.data_type == UINT8}
    quantised = {name for node in graph.node if node.op_type == "DynamicQuantizeLinear" for name in node.output}
    graph.initializer.append(numpy_helper.from_array(np.array(128, np.uint8), TOP_BIT))
    nodes = list(_with_signed(graph.node, weights, quantised))
    if len(nodes) == len(graph.node):
        raise ValueError(f"{path}: has no convolution to rewrite")
    del graph.node[:]
    graph.node.extend(nodes)
    return model.SerializeToString()


def _with_signed(nodes: Iterable[Any], weights: set[str], quantised: set[str]) -> Iterator[Any]:
    """The nodes in their order; before the first that needs it, the signed form of an activation and its zero point."""
    from onnx import helper

    made: set[str] = set()
    for node in nodes:
        if node.op_type == "ConvInteger" and len(node.input) == 4:
            given, weight, zero, _ = node.input
            if weight in weights and given in quantised and zero in quantised:
                for name in (given, zero):
                    if name not in made:
                        made.add(name)
                        yield helper.make_node("BitwiseXor", [name, TOP_BIT], [f"{name}/flipped"])
                        yield helper.make_node("Cast", [f"{name}/flipped"], [f"{name}/signed"], to=INT8)
                node.input[0], node.input[2] = f"{given}/signed", f"{zero}/signed"
        yield node
