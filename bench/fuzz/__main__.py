"""Coverage-guided fuzzing of what reads files, and of what reads a model's replies.

    pip install '.[fuzz]'
    python -m bench.fuzz ingest --seconds 600
    python -m bench.fuzz reply --seconds 600
    python -m bench.fuzz ingest --minimise          # the corpus again, from all that was found

A run begins with `bench/fuzz/corpus/TARGET` and keeps what it finds in `build/fuzz/TARGET`: inputs that reach new
code, and under `crashes/` the first input of each kind of failure with its traceback. It goes on after a failure,
prints how many inputs were run, and ends with 1 where anything failed, took over ten seconds or 2 GB.
"""

import argparse
import importlib
import json
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from types import FrameType
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BUILD = ROOT / "build" / "fuzz"
PACKAGE = str(ROOT / "assistant")
LONGEST = {"ingest": 4096, "reply": 2048}
"""Bytes of an input: short ones are run more often."""
READERS = {"ingest": ("feedparser", "pypdf", "docx", "trafilatura"), "reply": ()}
"""Libraries whose code counts as new as well."""
MOST = {"ingest": 600, "reply": 300}
"""Bytes of an input that is kept in the corpus, so that a person can look at it."""
SLOW, LARGE = 10, 2000  # seconds and megabytes


def main() -> int:
    """Run a target for a time, or make its corpus again."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz")
    parser.add_argument("target", choices=sorted(LONGEST))
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--minimise", action="store_true")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inside:
        _fuzz(given.target, given.inside, given.seconds)
    return _minimise(given.target) if given.minimise else _campaign(given.target, given.seconds)


def _campaign(target: str, seconds: int) -> int:
    """Run in a process of its own until the time is over; libFuzzer ends it at what hangs or grows."""
    place = BUILD / target
    (place / "crashes").mkdir(parents=True, exist_ok=True)
    (place / "found").mkdir(exist_ok=True)
    (place / "count.json").unlink(missing_ok=True)
    until = time.monotonic() + seconds
    runs = 0
    while (left := int(until - time.monotonic())) > 0:
        command = [sys.executable, "-m", "bench.fuzz", target, "--seconds", str(left), "--inside", str(place)]
        with (place / "log.txt").open("ab") as log:
            subprocess.run(command, cwd=ROOT, stdout=log, stderr=log, check=False)
        counted = json.loads((place / "count.json").read_text()) if (place / "count.json").exists() else {"runs": 0}
        (place / "count.json").unlink(missing_ok=True)
        runs += counted["runs"]
        if not counted["runs"]:
            print(f"{target}: does not start; see {place / 'log.txt'}", file=sys.stderr)
            return 1
    crashes = sorted(each.name for each in (place / "crashes").iterdir() if each.suffix != ".txt")
    print(f"{target}: {runs:,} inputs in {seconds} s, {len(crashes)} failures {' '.join(crashes)}".rstrip())
    return 1 if crashes else 0


def _fuzz(target: str, place: Path, seconds: int) -> None:
    """Fuzz in this process; it does not return."""
    import atheris

    with atheris.instrument_imports(include=["assistant", *READERS[target]]):
        from bench.fuzz.targets import TARGETS

        for library in READERS[target]:  # which the package itself would load later, without marks for coverage
            importlib.import_module(library)
    run = TARGETS[target]
    count = 0

    def once(data: bytes) -> None:
        nonlocal count
        count += 1
        if count % 100 == 1:
            (place / "count.json").write_text(json.dumps({"runs": count}))
        try:
            run(data)
        except Exception as error:
            _keep(place / "crashes", error, data)

    options = [
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST[target]}",
        f"-timeout={SLOW}",
        f"-rss_limit_mb={LARGE}",
    ]
    options += [f"-artifact_prefix={place / 'crashes'}/", "-print_final_stats=1", "-reload=0"]
    atheris.Setup([sys.argv[0], *options, str(place / "found"), str(HERE / "corpus" / target)], once)
    atheris.Fuzz()


def _keep(folder: Path, error: Exception, data: bytes) -> None:
    """The first input of each kind of failure: its type and the last lines of ours it passed."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if str(ROOT) in frame.filename]
    where = " ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames[-2:])
    name = sha256(f"{type(error).__name__} {where}".encode()).hexdigest()[:10]
    if not (folder / name).exists():
        (folder / name).write_bytes(data)
        (folder / f"{name}.txt").write_text("".join(traceback.format_exception(error)), errors="backslashreplace")


def _minimise(target: str) -> int:
    """Of all inputs that were found, shortest first, those that reach a line that no shorter one does."""
    from bench.fuzz.targets import TARGETS

    kept = HERE / "corpus" / target
    seeds = [each for each in kept.iterdir() if "-" in each.name]  # seeds have names, finds have hashes
    found = {each.name: each.read_bytes() for place in (kept, BUILD / target / "found") for each in place.iterdir()}
    for each in set(kept.iterdir()) - set(seeds):
        each.unlink()
    reached: set[tuple[str, int]] = set()
    for each in seeds:
        reached |= _lines(TARGETS[target], found.pop(each.name))
    for name, data in sorted(found.items(), key=lambda pair: (len(pair[1]), pair[0])):
        lines = _lines(TARGETS[target], data) if len(data) <= MOST[target] else set()
        if lines - reached:
            reached |= lines
            (kept / name[:12]).write_bytes(data)
    held = list(kept.iterdir())
    print(f"{target}: {len(held)} inputs, {sum(each.stat().st_size for each in held):,} bytes, {len(reached):,} lines")
    return 0


def _lines(run: Callable[[bytes], None], data: bytes) -> set[tuple[str, int]]:
    """The lines of the package that an input reaches."""
    reached: set[tuple[str, int]] = set()

    def local(frame: FrameType, event: str, _: object) -> Any:
        reached.add((frame.f_code.co_filename, frame.f_lineno))
        return local

    def called(frame: FrameType, event: str, _: object) -> Any:
        return local if PACKAGE in frame.f_code.co_filename else None

    sys.settrace(called)
    try:
        run(data)
    finally:
        sys.settrace(None)
    return reached


if __name__ == "__main__":
    sys.exit(main())
