"""Issue → Script: what is said, in what order, by whom; and the script as a text that a person can edit."""

from matinale.script.formatting import format_script
from matinale.script.merging import Merge, merge_scripts
from matinale.script.parsing import parse_script
from matinale.script.writing import write_script

__all__ = ["Merge", "format_script", "merge_scripts", "parse_script", "write_script"]
