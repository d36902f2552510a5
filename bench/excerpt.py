"""The excerpt of the README: the head of a note, as the command writes it.

    python -m bench.excerpt     # writes it between its marks in README.md; `make pictures` does so too

A test holds the README to it.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
COMMAND = ("brief", "corpus/lisk-valley-flood", "--length", "short", "--quiet")
END = "## Changed over time"
"""The section before which the excerpt ends."""
BEGINS, ENDS = "<!-- excerpt -->\n", "<!-- end of excerpt -->"


def excerpt() -> str:
    """The head of the note as a quotation with its footnotes; headings are bold, for they are none of the README."""
    command = [sys.executable, "-m", "assistant", *COMMAND]
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("ASSISTANT_", "OPENAI_"))}
    done = subprocess.run(command, cwd=ROOT, env=plain, capture_output=True, text=True, check=True)
    head = done.stdout.partition(END)[0].strip()
    told = re.sub(r"^#+ (.*)$", r"**\1**", head, flags=re.MULTILINE)
    quoted = "\n".join(f"> {line}".rstrip() for line in told.splitlines())
    cited = dict.fromkeys(re.findall(r"\[\^\d+\]", head))
    notes = [line for line in done.stdout.splitlines() if re.match(r"\[\^\d+\]:", line)]
    return "\n\n".join([quoted, *(note for note in notes if note.partition(":")[0] in cited)]) + "\n"


def placed(page: str, told: str) -> str:
    """A page with the excerpt between its marks."""
    before, _, rest = page.partition(BEGINS)
    return f"{before}{BEGINS}\n{told}\n{ENDS}{rest.partition(ENDS)[2]}"


def main() -> None:
    """Write the excerpt into the README."""
    README.write_text(placed(README.read_text(encoding="utf-8"), excerpt()), encoding="utf-8")


if __name__ == "__main__":
    main()
