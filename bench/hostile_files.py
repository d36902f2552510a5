"""Files made to harm who reads them, tried on the command itself under limits of memory and time.

    PYTHONPATH=. python bench/hostile_files.py                 # all of them; an hour, 4 GB of disk for a moment
    PYTHONPATH=. python bench/hostile_files.py kids.pdf places # those whose names hold one of these words

Each is a process of its own, `assistant digest` with the built-in engine, that may have 1.5 GB of address space and
90 seconds of processor time, but for those that say otherwise: honest amounts that are merely large. The table says
what came out: exit code (0, 2 and 3 are answers; a traceback or a signal are not, and running out of memory is one
only where a line says so), seconds of processor time, most memory in MB, the first line that was said.
"""

import json
import os
import random
import resource
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bait import SAID, all_baits
from tests.bait_pdf import PDFS

MEMORY = 1_500_000_000
SECONDS = 90
WORDS = "the harbour office of Marlow said on Friday that 28 people were taken off the ferry near the old quay".split()


@dataclass(frozen=True, slots=True)
class Trial:
    """What is tried: its name, what is made first and gives the arguments, what standard input is, and its limits."""

    name: str
    make: Callable[[Path], list[str]]
    stdin: str = os.devnull
    memory: int = MEMORY
    seconds: int = SECONDS


def main(wanted: list[str]) -> int:
    """Run what is wanted and print a table; 1 where something was no answer."""
    failed = 0
    print("| what | exit | seconds | MB | said |\n|---|---|---|---|---|", flush=True)
    for trial in trials():
        if wanted and not any(word in trial.name for word in wanted):
            continue
        with tempfile.TemporaryDirectory() as place:
            code, seconds, memory, said, good = run(trial, Path(place))
            subprocess.run(["rm", "-rf", f"{place}/d"], check=True)  # deeper than Python's own means can go
        failed += not good
        mark = "" if good else "**"
        print(f"| {mark}{trial.name}{mark} | {code} | {seconds:.1f} | {memory} | {said} |", flush=True)
    print(f"\n{failed} without an answer")
    return int(failed > 0)


def run(trial: Trial, place: Path) -> tuple[int, float, int, str, bool]:
    """Exit code, seconds of processor time, megabytes, last line said, and whether that is an answer."""
    arguments = trial.make(place)
    log = place / "said"
    with log.open("wb") as err, Path(trial.stdin).open("rb") as given:
        child = subprocess.Popen(
            [sys.executable, "-m", "assistant", "digest", "--no-cache", *arguments],
            stdin=given, stdout=subprocess.DEVNULL, stderr=err,
            preexec_fn=lambda: _limit(trial), env=_environment(place),
        )  # fmt: skip
        _, status, used = os.wait4(child.pid, 0)
    child.returncode = code = os.waitstatus_to_exitcode(status)
    text = log.read_bytes().decode("utf-8", "replace")
    lines = text.splitlines() or [""]
    good = code in (0, 2, 3) and "Traceback" not in text and "MemoryError" not in text and len(lines) < 100
    told = next((line for line in lines if "engine: builtin" not in line), "")
    shown = told.replace(f"{place}/", "").replace("|", "/")[:140]
    return code, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, f"{shown} ({len(lines)})", good


def _limit(trial: Trial) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (trial.memory, trial.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (trial.seconds, trial.seconds))


def _environment(place: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return kept | {"HOME": str(place), "XDG_CACHE_HOME": str(place / "cache"), "OMP_NUM_THREADS": "1"}


def trials() -> Iterator[Trial]:
    """Everything that is tried."""
    for bait in [*all_baits(), *PDFS]:
        yield Trial(bait.name, lambda place, bait=bait: [_written(place / bait.name, bait.make(bait.large))])
    for name, piece in TEXTS.items():
        yield Trial(f"text of {name}", lambda place, piece=piece: [_text(place / "a.txt", piece)])
    yield from LARGE
    yield from PLACES
    yield from HONEST


def _written(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    return str(path)


def _text(path: Path, piece: str, size: int = 40_000) -> str:
    return _written(path, (piece * (size // len(piece) + 1))[:size].encode())


def _sparse(name: str, size: int, start: bytes = b"") -> Trial:
    def make(place: Path) -> list[str]:
        with (place / name).open("wb") as file:
            file.write(start)
            file.truncate(size)
        return [str(place / name)]

    return Trial(f"{name} of {size:.0e} bytes of nothing", make)


def _full(name: str, piece: bytes) -> Trial:
    def make(place: Path) -> list[str]:
        with (place / name).open("wb") as file:
            for _ in range(1_000):
                file.write((piece * (1_000_000 // len(piece) + 1))[:1_000_000])
        return [str(place / name)]

    return Trial(f"{name} of 1 GB", make)


TEXTS = {
    "one letter": "a",
    "capitals": "A",
    "spaces": " ",
    "line ends": "\n",
    "letters and spaces": "a ",
    "capitals and spaces": "A ",
    "names": "Ada Holm ",
    "initials": "A. ",
    "figures": "9",
    "figures and spaces": "9 ",
    "figures and commas": "1,",
    "figures and points": "1.",
    "dates": "8 November 2025 ",
    "sums": "4.5 million euros and ",
    "full stops": ".",
    "commas": ", ",
    "brackets": "(",
    "quotation marks": "“",
    "marks and letters": '"a',
    "dashes": " - ",
    "tabs": "\t",
    "hyphens": "a-",
    "said": "he said ",
    "said and commas": ", he said, ",
    "quotes that open": "“No, ",
    "by": "By Ada ",
    "of the": "of the ",
    "and": "and Ada and ",
    "urls": "http://a",
    "at signs": "a@a.",
    "stars": "*a ",
    "bars": "a | ",
    "pipes and lines": "a |\n",
    "headings": "# A\n",
    "short lines": "A b\n\n",
    "lines of marks": "---\n",
    "labels": "Title: a\n",
    "prompts": "Leave a comment\n",
    "dashes in front": "A, B (C) - ",
    "combining accents": "e\u0301",
    "zero width": "a\u200b",
    "ideographs": "漢",
    "ideographs and stops": "漢。",
    "right to left": "\u202ea ",
    "no": "not no never ",
    "questions": "Why? ",
    "one sentence": "Three people died. ",
    "one line": "Three people died.\n",
    "a list": "- Three people died\n",
    "a table": "| 3 | people |\n",
}
LARGE = [
    _sparse("a.txt", 10**9, SAID.encode()),
    _sparse("a.jsonl", 10**9),
    _sparse("a.pdf", 10**12, b"%PDF-1.4\n"),
    _full("words.txt", (" ".join(WORDS) + ".\n").encode()),
    _full("one-line.txt", b"word "),
    _full("one-line.jsonl", b"word "),
    Trial("prose of 1 MB", lambda place: [_written(place / "a.txt", _prose(1_000_000))]),
    Trial("prose of 8 MB", lambda place: [_written(place / "a.txt", _prose(8_000_000))]),
    Trial("stdin from /dev/zero", lambda _: ["-"], "/dev/zero"),
    Trial("stdin from /dev/random", lambda _: ["-"], "/dev/urandom"),
]


def _prose(size: int) -> bytes:
    chance, text = random.Random(5), []
    while sum(map(len, text[-1:])) + len(text) * 110 < size:
        line = " ".join(chance.choices(WORDS, k=20))
        text.append(f"{line[0].upper()}{line[1:]}.{chance.choice(['', '', '', chr(10)])}")
    return " ".join(text).encode()


def _devices(place: Path) -> list[str]:
    os.mkfifo(place / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(place / "socket.txt"))
    named = ["/dev/zero", "/dev/random", "/proc/self/mem", "/proc/self/environ", "/proc/kmsg"]
    return [str(place), *named]


def _many(place: Path, count: int = 100_000) -> list[str]:
    folder = place / "many"
    for n in range(count):
        inner = folder / str(n // 1_000)
        if n % 1_000 == 0:
            inner.mkdir(parents=True)
        (inner / f"{n}.txt").write_text(f"{SAID} {n} people came.")
    return [str(folder)]


def _many_bad(place: Path, count: int = 100_000) -> list[str]:
    folder = place / "many"
    folder.mkdir()
    for n in range(count):
        (folder / f"{n}.{'txt' if n % 2 else f'x{n}'}").touch()
    return [str(folder)]


def _deep(place: Path) -> list[str]:
    here = os.open(place, os.O_RDONLY)
    for _ in range(5_000):
        os.mkdir("d", dir_fd=here)
        inner = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    (place / "a.txt").write_text(SAID)
    return [str(place)]


def _links(place: Path) -> list[str]:
    folder = place / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(SAID)
    (folder / "passwd.txt").symlink_to("/etc/passwd")
    (folder / "root").symlink_to("/")
    (folder / "up").symlink_to(place)
    (folder / "self").symlink_to(folder)
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "gone.txt").symlink_to("nothing.txt")
    for n in range(12):
        (folder / f"d{n}").mkdir()
        for m in range(12):
            (folder / f"d{n}" / f"l{m}").symlink_to(folder / f"d{m}")
    return [str(folder)]


def _names(place: Path) -> list[str]:
    folder = place / "in"
    folder.mkdir()
    names = [b"a\nb.txt", b"a\x1b[2Jb.txt", b"-o.txt", b"--help.txt", b"n" * 251 + b".txt", b"\xff\xfe.txt", b"a\r.txt"]
    names += ["\u202etxt.exe.txt".encode(), b" .txt", b"A.txt", b"a.txt", b"a.TXT", b"$(id).txt", b"%s%n.txt"]
    for name in names:
        (folder / os.fsdecode(name)).write_text(SAID)
    return [str(place / "in")]


def _sentences(count: int = 20_000) -> list[str]:
    """Sentences of which hardly two are alike: in each a figure, a day and a name of its own."""
    chance = random.Random(6)
    named = [
        f"{a}{b}" for a in ("Ar", "Bel", "Cor", "Dun", "Esk", "Fal", "Gor") for b in ("wick", "den", "mouth", "ley")
    ]
    return [
        f"{' '.join(chance.choices(WORDS, k=8)).capitalize()} {chance.randrange(10**6):,} times in "
        f"{chance.choice(named)} on {chance.randrange(1, 29)} May, said {' '.join(chance.choices(named, k=2))}.\n"
        for _ in range(count)
    ]


def _report(chance: random.Random, sentences: list[str], size: int) -> str:
    """About so many characters, in paragraphs of three sentences."""
    picked = chance.choices(sentences, k=max(1, size // (sum(map(len, sentences[:100])) // 100)))
    return "".join(f"{line}{chr(10) if n % 3 == 2 else ''}" for n, line in enumerate(picked))


def _reports(name: str, count: int, size: int) -> Callable[[Path], list[str]]:
    """Reports, each other than all others: a file of JSON lines, a text of one, or a folder of texts."""

    def make(place: Path) -> list[str]:
        chance, sentences = random.Random(7), _sentences()
        texts = (_report(chance, sentences, size) for _ in range(count))
        if name.endswith(".jsonl"):
            with (place / name).open("w") as file:
                file.writelines(
                    json.dumps({"title": f"Report {n}", "text": text}) + "\n" for n, text in enumerate(texts)
                )
        elif name.endswith(".txt"):
            (place / name).write_text("".join(texts))
        else:
            for n, text in enumerate(texts):
                (place / name / str(n // 1_000)).mkdir(parents=True, exist_ok=True)
                (place / name / str(n // 1_000) / f"{n}.txt").write_text(text)
        return [str(place / name)]

    return make


PLACES = [
    Trial("places: devices, pipes, sockets, /proc", _devices),
    Trial("places: 100,000 files that cannot be read", _many_bad),
    Trial("places: 5,000 folders in one another", _deep),
    Trial("places: links in circles and out", _links),
    Trial("places: names of every kind", _names),
]
HONEST = [
    Trial("prose.txt of 1 GB", _reports("prose.txt", 100, 10**7)),
    Trial("prose.jsonl of 1 GB", _reports("prose.jsonl", 100_000, 10**4)),
    Trial("folder of 1 GB of prose, 1.5 GB of memory", _reports("many", 100_000, 10**4), seconds=900),
    Trial("folder of 100 texts of 9.9 MB, 1.5 GB of memory", _reports("long", 100, 9_700_000), seconds=900),
    Trial("prose.jsonl of 190 MB, 1.5 GB of memory", _reports("prose.jsonl", 19_000, 9_800), seconds=900),
    Trial("folder of 100,000 small files, 1.5 GB of memory", _many, seconds=900),
    Trial("folder of 100,000 small files, 4 GB of memory", _many, memory=4_000_000_000, seconds=900),
]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
