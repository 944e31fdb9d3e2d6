"""The press of these tests."""

from tests.watching.desk import press

__all__ = ["press"]
