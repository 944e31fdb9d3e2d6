"""docs/show.md says what the settings are: it is written from them, and is not behind."""

from __future__ import annotations

import runpy

from tests.conftest import ROOT


def test_the_page_of_show_toml_is_what_the_settings_say() -> None:
    written = runpy.run_path(str(ROOT / "docs" / "write_show.py"))["page"]()
    assert (ROOT / "docs" / "show.md").read_text(encoding="utf-8") == written, "run: python docs/write_show.py"
