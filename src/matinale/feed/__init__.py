"""Episodes → feed.xml, chapters, transcripts, show notes, show page; the gate that refuses a bad feed.

Importing it is cheap: feedgen, lxml, jinja2 and the rest are imported by the functions that use them.
"""

from matinale.feed.gate.check import check_site
from matinale.feed.gate.findings import Finding, Findings
from matinale.feed.identity import audio_name, guid_of, picture_name, podcast_guid, published_at
from matinale.feed.layout import FEED
from matinale.feed.ledger import restore, show_guid, withdraw
from matinale.feed.notes import build_description, build_notes
from matinale.feed.publish import Published, publish, publish_workshop
from matinale.feed.rss import build_feed
from matinale.feed.sidecars import build_chapters, build_json, build_srt, build_vtt
from matinale.settings_check import refuse_show, show_problems

__all__ = [
    "FEED",
    "Finding",
    "Findings",
    "Published",
    "audio_name",
    "build_chapters",
    "build_description",
    "build_feed",
    "build_json",
    "build_notes",
    "build_srt",
    "build_vtt",
    "check_site",
    "guid_of",
    "picture_name",
    "podcast_guid",
    "publish",
    "publish_workshop",
    "published_at",
    "refuse_show",
    "restore",
    "show_guid",
    "show_problems",
    "withdraw",
]
