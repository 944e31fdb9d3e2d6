from __future__ import annotations

from dataclasses import replace

from speaking import SILENCE, SIWIS

from matinale.speech.catalogue import describe_voices


def test_each_voice_is_told_with_what_it_lacks() -> None:
    voices = {
        "siwis": replace(SIWIS, label="Siwis", licence="Apache-2.0"),
        "silence": SILENCE,
        "wrong": replace(SIWIS, name="wrong", speaker="ff_siwi"),
        "far": replace(SILENCE, name="far", engine="polly"),
    }
    found = {status.name: status for status in describe_voices(voices)}
    assert list(found) == ["far", "silence", "siwis", "wrong"]
    assert found["siwis"].installed
    assert (found["siwis"].label, found["siwis"].engine, found["siwis"].languages) == ("Siwis", "kokoro", ("fr",))
    assert found["silence"].label == "silence"
    assert "did you mean 'ff_siwis'" in found["wrong"].remedy
    assert "'polly' is not installed" in found["far"].remedy
