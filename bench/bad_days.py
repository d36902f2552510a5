"""The program on a bad day: what each command says and leaves behind when the machine fails it.

    PYTHONPATH=. python -m bench.bad_days              # every fault; as root, a few minutes
    PYTHONPATH=. python -m bench.bad_days locale home  # the families of faults that are named

Each line runs in a shell of its own, in a fresh folder with articles, an earlier note and a suite; `A` is the
program and `$URL` a model's endpoint on loopback that answers at once, `$HANG` one that never does. After it the
state is looked at: the earlier files are the old ones or new ones, whole; every database passes its check; no draft
is left. The table has a row a line: fault, command, exit code, whether state and manners were kept, what was said.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.bad_days_lines import FAMILIES, FORMATS, Line
from tests.cli_runner import ONE, ROOT, TWO
from tests.kept_state import strays, torn, unsound
from tests.loopback import Loopback, Raw, honest

EARLIER = "an earlier note\n"
LIMIT_SECONDS = 240
TOLD = 110
"""Characters of what was said that the table shows."""
PAIRS = """{"text_a": "The flood killed 19 people.", "text_b": "The flood killed 21 people.", "label": "contradicted"}
{"text_a": "The bridge closed on Friday.", "text_b": "The bridge closed on Monday.", "label": "contradicted"}
"""
PRELUDE = 'A() { "$PY" $FLAGS -m assistant "$@"; }; '


@dataclass(frozen=True)
class Outcome:
    """What a line came to; `wrong` is empty where the state is whole and nothing was said amiss."""

    code: int
    said: str
    wrong: str
    seconds: float


def prepared(folder: Path) -> None:
    """A folder as most lines find it."""
    (folder / "one.txt").write_text(ONE, encoding="utf-8")
    (folder / "two.txt").write_text(TWO, encoding="utf-8")
    (folder / "pairs.jsonl").write_text(PAIRS, encoding="utf-8")
    made = subprocess.run(
        [sys.executable, "-m", "assistant", "compare", "one.txt", "two.txt", "-q", "-o", "found.json"],
        cwd=folder, env=environment(folder), check=True, capture_output=True,
    )  # fmt: skip
    assert made.returncode == 0
    kept = environment(folder, ASSISTANT_CACHE_DIR=str(folder / "kept"), ASSISTANT_DATA_DIR=str(folder / "kept"))
    for arguments in (("ask", "How many died?", "one.txt", "two.txt", "-q"), ("chat", "one.txt", "two.txt", "-q")):
        subprocess.run(
            [sys.executable, "-m", "assistant", *arguments],
            cwd=folder, env=kept, check=True, capture_output=True, input=b"How many died?\n",
        )  # fmt: skip
    for name in ("note.md", "note.json", "note.html", "note.csv", "note.docx", "note.pdf"):
        (folder / name).write_text(EARLIER, encoding="utf-8")


def environment(folder: Path, **more: str) -> dict[str, str]:
    """The environment without settings of ours; all that is kept is kept below the folder."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("OPENAI_", "ASSISTANT_", "XDG_", "LC_"))}
    own = {"PYTHONPATH": str(ROOT), "PY": sys.executable, "FLAGS": "", "ROOT": str(ROOT), "HOME": str(folder / "home")}
    return {**inherited, **own, **more}


def amiss(folder: Path, done: subprocess.CompletedProcess[bytes], line: Line) -> str:
    """What is wrong with the state or with the manners; empty for nothing."""
    errors = done.stderr.decode("utf-8", "replace")
    said = errors + done.stdout.decode("utf-8", "replace")
    found = [word for word in ("Traceback", "Exception ignored", "Logging error", "Warning:") if word in said]
    foreign = [one for one in errors.splitlines() if one.strip() and not one.startswith(("assistant: ", "sh: "))]
    found += [f"said: {foreign[0][:60]}"] if foreign and not found and not line.loud else []
    found += [f"code {done.returncode} for {line.code}"] if line.code >= 0 and done.returncode != line.code else []
    found += [f"left: {name}" for name in strays(folder)]
    found += [f"damaged: {name}" for name in unsound(folder)]
    found += [f"torn: {name}" for name in torn(folder, {f"note.{form}": EARLIER.encode() for form in FORMATS})]
    return "; ".join(found)


@contextmanager
def place() -> Iterator[Path]:
    """A folder that everybody may enter, and that is gone afterwards, mounts in it too."""
    folder = Path(tempfile.mkdtemp(prefix="bad-"))
    folder.chmod(0o777)
    try:
        yield folder
    finally:
        for mount in sorted(folder.rglob("*"), reverse=True):
            if mount.is_dir() and not mount.is_symlink() and mount.is_mount():
                subprocess.run(["umount", "-l", str(mount)], check=False)
        subprocess.run(["chmod", "-R", "u+rwX", str(folder)], check=False)
        shutil.rmtree(folder, ignore_errors=True)


def tried(line: Line, urls: Mapping[str, str], template: Path) -> Outcome:
    """Run one line."""
    with place() as folder:
        shutil.copytree(template, folder, dirs_exist_ok=True)
        if not os.getuid():
            subprocess.run(["chmod", "-R", "a+rwX", str(folder)], check=True)
        began = time.monotonic()
        env = environment(folder, **{**urls, **line.env})
        try:
            done = subprocess.run(
                ["bash", "-c", PRELUDE + line.script],
                cwd=folder, env=env, capture_output=True, timeout=LIMIT_SECONDS, check=False, stdin=subprocess.DEVNULL,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return Outcome(-1, "", f"did not end in {LIMIT_SECONDS} s", LIMIT_SECONDS)
        seconds = time.monotonic() - began
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or [""]
        ours = [one for one in said if not one.startswith("assistant: engine: builtin")] or [""]
        told = ours[-1].removeprefix("assistant: ").replace(str(folder), "…")
        return Outcome(done.returncode, told, amiss(folder, done, line), seconds)


def silent() -> Loopback:
    """An endpoint that takes a call and never answers."""
    return Loopback(Raw(delay=3600))


def main(names: list[str]) -> int:
    """Try the families and print the table."""
    unknown = set(names) - set(FAMILIES)
    if unknown:
        sys.exit(f"no family {', '.join(unknown)}; there are {', '.join(FAMILIES)}")
    print("| fault | command | exit code | whole | what was said |\n|---|---|---|---|---|")
    wrong = count = 0
    with Loopback(honest) as quick, tempfile.TemporaryDirectory() as held:
        template = Path(held)
        prepared(template)
        hang = silent()
        hang._thread.start()  # never shut down: its answers would be waited for
        urls = {"URL": quick.base_url, "HANG": hang.base_url}
        for name in names or FAMILIES:
            for line in FAMILIES[name]:
                got = tried(line, urls, template)
                count += 1
                wrong += bool(got.wrong)
                shown = re.sub(r"\|", "/", got.said)[:TOLD]
                verdict = f"NO: {got.wrong}" if got.wrong else "yes"
                print(f"| {line.fault} | `{line.shown}` | {got.code} | {verdict} | {shown} |", flush=True)
    print(f"\n{count} tried, {wrong} amiss")
    return bool(wrong)


if __name__ == "__main__":
    os._exit(main(sys.argv[1:]))
