"""The gate: every rule that a published feed must satisfy, checked on our own site before it is published, or on any.

check.py      what is checked in which order         findings.py   what was found
places.py     where files are: a folder, a build, the web
document.py   the XML        channel.py items.py     the feed's values
pictures.py  transcripts.py  chapters.py             the files beside the MP3
mpeg.py id3.py sound.py audio.py                      the MP3 itself
"""
