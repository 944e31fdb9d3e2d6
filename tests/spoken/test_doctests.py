"""The examples in the docstrings of the rules."""

from __future__ import annotations

import doctest
import importlib
import sys

import pytest

from matinale.spoken.rules import Rule


def all_rules() -> list[Rule]:
    return [rule for tag in ("fr", "en") for rule in importlib.import_module(f"matinale.spoken.{tag}").RULES]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: f"{rule.say.__module__.split('.')[2]}-{rule.name}")
def test_every_rule_has_examples_and_they_hold(rule: Rule) -> None:
    scope = vars(sys.modules[rule.say.__module__]).copy()
    test = doctest.DocTestParser().get_doctest(rule.examples, scope, rule.name, None, None)
    assert test.examples or "<locals>" in rule.say.__qualname__  # web rules are made for each language: golden cases
    assert doctest.DocTestRunner(verbose=False).run(test).failed == 0
