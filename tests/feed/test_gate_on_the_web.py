"""The gate on an address: it fetches the feed and all that it names, from this machine's own server."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from feed_cases import BASE
from serving import served

from matinale.feed import check_site


@pytest.mark.slow
def test_a_served_site_passes(published: Path) -> None:
    with served(published, BASE) as address:
        assert check_site(f"{address}feed.xml").found == ()


def test_a_file_that_is_not_served_is_found(published: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(published, site)
    for path in site.rglob("*.srt"):
        path.unlink()
    with served(site, BASE) as address:
        found = check_site(f"{address}feed.xml", decode=False)
    assert [each.message.split(" ")[1] for each in found.errors] == ["transcript"]


def test_an_address_that_does_not_answer() -> None:
    assert check_site("http://127.0.0.1:9/feed.xml").exit_code == 1
