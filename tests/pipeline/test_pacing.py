"""The time left is right within 15 % after the first tenth, whatever the model needs to load."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matinale.pipeline.pacing import TimeLeft


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 5.0

    def __call__(self) -> float:
        return self.now


def test_nothing_is_told_before_there_is_a_pace() -> None:
    clock = Clock()
    left = TimeLeft([100, 100, 200], clock)
    assert left.seconds is None
    clock.now += 9.0  # the model is loaded
    left.rendered(100)
    assert left.seconds is None
    clock.now += 2.0
    left.rendered(100)
    assert left.seconds == pytest.approx(4.0, rel=0.05)
    clock.now += 4.0
    left.rendered(200)
    assert left.seconds == 0.0


def test_with_nothing_missing_nothing_is_left() -> None:
    assert TimeLeft([]).seconds == 0.0


@pytest.mark.slow
@given(
    lines=st.lists(st.integers(40, 240), min_size=60, max_size=120),
    wobble=st.lists(st.floats(0.9, 1.1), min_size=120, max_size=120),
    loading=st.floats(0, 30),
)
def test_it_is_right_within_15_percent_after_the_first_tenth(
    lines: list[int], wobble: list[float], loading: float
) -> None:
    """Lines that take 73 ms a character, a tenth more or less, and 0.31 s each, as measured."""
    clock = Clock()
    left = TimeLeft(lines, clock)
    durations = [0.31 + characters * 0.073 * factor for characters, factor in zip(lines, wobble, strict=False)]
    end = clock.now + loading + sum(durations)
    clock.now += loading
    for done, (characters, duration) in enumerate(zip(lines, durations, strict=True), 1):
        clock.now += duration
        left.rendered(characters)
        if len(lines) / 10 <= done < len(lines) - 1:
            assert left.seconds is not None
            assert abs(left.seconds - (end - clock.now)) <= 0.15 * (end - clock.now) + 1.0
