"""Write what is read of a golden input beside it, to be checked by eye: `write_golden.py NAME…`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from matinale.sources import draw_outline, explain_issue, outline

FOLDER = Path(__file__).parents[1] / "golden" / "issues"

for path in sorted(path for path in FOLDER.iterdir() if path.suffix != ".json"):
    if any(name in path.name for name in sys.argv[1:]):
        issue = explain_issue(path).issue
        text = json.dumps(outline(issue), ensure_ascii=False, indent=2) + "\n"
        path.with_name(path.name + ".json").write_text(text, encoding="utf-8")
        print(draw_outline(issue))
