"""Sending the site to where listeners find it: changed files only, what feeds name first, feed.xml last."""

from matinale.feed.targets.reach import reach_hub, reach_target
from matinale.feed.targets.send import Change, ping_hub, send_site

__all__ = ["Change", "ping_hub", "reach_hub", "reach_target", "send_site"]
