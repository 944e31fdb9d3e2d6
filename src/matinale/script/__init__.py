"""Issue → Script: what is said, in what order, by whom; and the script as a text that a person can edit."""

from matinale.script.formatting import format_script
from matinale.script.locating import LocatedLine, LocatedScript, LocatedSegment, locate_script
from matinale.script.merging import Merge, merge_scripts
from matinale.script.parsing import parse_script
from matinale.script.revising import LineChange, Say, has_own_pause, revise_line, says_of
from matinale.script.writing import write_script

__all__ = [
    "LineChange",
    "LocatedLine",
    "LocatedScript",
    "LocatedSegment",
    "Merge",
    "Say",
    "format_script",
    "has_own_pause",
    "locate_script",
    "merge_scripts",
    "parse_script",
    "revise_line",
    "says_of",
    "write_script",
]
