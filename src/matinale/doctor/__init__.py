"""Is everything there that an episode needs? Every part looked at, with how to mend what is not.

    for check in examine(root):
        print(check.state, check.name, check.found, check.remedy)

checks.py     the answer of one look        machine.py   what the machine brings: ffmpeg, disk, fonts, time zones
voices.py     engines, models, the ear      site.py      the feed, the episodes behind it, and where they are sent
watched.py    the sources of `matinale watch`, its mail server, issues that are stuck
"""

from matinale.doctor.checks import Check, State
from matinale.doctor.examine import examine, is_healthy

__all__ = ["Check", "State", "examine", "is_healthy"]
