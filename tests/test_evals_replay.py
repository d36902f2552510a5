"""The replay suite of this repository, as a merge request runs it: it passes, and it names what is spoiled."""

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

from tests.cli_runner import COMMAND, ROOT, Done, messages

SUITES = "evals"
NEEDED = ("assistant", "corpus", "prompts", SUITES)
SECONDS, LEAST = 60, 50
"""What the suite may take at most, and how many cases of JUnit it has at least."""
PATIENCE = 600
"""Seconds of the clock after which a run hangs: other tests may have the processor."""
APART = ("unshare", "--user", "--map-root-user", "--net")
"""Begins a command in a network of its own, which reaches nothing; some systems do not let users do so."""


class Spoiling(NamedTuple):
    """One place of one file, spoiled: what ends the run, and what a line must have in it."""

    file: str
    was: str
    now: str
    codes: tuple[int, ...]
    named: tuple[str, ...]


SPOILINGS = (
    Spoiling(
        "prompts/digest.md",
        "You are a careful news editor.",
        "You are a careless news editor.",
        (3,),
        ("stale", "prompt 'digest'", "careless"),
    ),
    Spoiling(
        "corpus/provincial-cup-final/gold.yaml",
        'in the 81st minute", value: "81"',
        'in the 81st minute", value: "80"',
        (1,),
        ("labels changed", "provincial-cup-final/cup-d2"),
    ),
    Spoiling(
        "assistant/compare/rules/__init__.py",
        "    compare_offices,\n",
        "",
        (1, 3),  # what the rules leave open is asked of the model, so that a recording may no longer fit
        ("regressions", "pakistan-iran-reports/pkir-d1"),
    ),
)
LABEL = 1
"""The one of a label, which changes nothing of what is made."""


@cache
def apart() -> tuple[str, ...]:
    """How to begin a command that reaches no network; empty where the system does not offer it."""
    if not shutil.which(APART[0]):
        return ()
    done = subprocess.run([*APART, "true"], capture_output=True, check=False)
    return () if done.returncode else APART


def checkout(folder: Path, spoiled: Spoiling | None = None) -> Path:
    """A copy of what the suite needs of the checkout, with one thing spoiled; what stays as it is is linked.

    The suite's own folder is no link: the way from it to the stories would lead out of the copy.
    """
    folder.mkdir()
    for name in NEEDED:
        if name == SUITES or (spoiled and spoiled.file.startswith(f"{name}/")):
            shutil.copytree(ROOT / name, folder / name)
        else:
            (folder / name).symlink_to(ROOT / name)
    if spoiled:
        file = folder / spoiled.file
        text = file.read_text(encoding="utf-8")
        assert text.count(spoiled.was) == 1, f"{spoiled.was!r} does not stand once in {spoiled.file}"
        file.write_text(text.replace(spoiled.was, spoiled.now), encoding="utf-8")
    return folder


def run_suite(folder: Path, *more: str, seed: int = 1) -> Done:
    """Run the suite with the code of a copy: no key, no proxy, no network, nothing kept from other runs.

    `seed` is that of Python's hashes, by which the order of sets differs between two runs.
    """
    left = ("ASSISTANT_", "OPENAI_", "PYTHON")
    kept = {
        k: v for k, v in os.environ.items() if not k.startswith(left) and not k.lower().endswith(("_proxy", "_key"))
    }
    env = {**kept, "PYTHONPATH": str(folder), "PYTHONHASHSEED": str(seed), "ASSISTANT_NO_CACHE": "1"}
    command = [*apart(), *COMMAND, "eval", "evals/replay.yaml", "--quiet", *more]
    return subprocess.run(
        command, cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE, check=False
    )


def used() -> float:
    """Processor seconds of the processes that were started here and have ended."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def outputs(run: Path) -> dict[tuple[str, str], object]:
    """What was made of each task of each part of a run file."""
    parts = json.loads(run.read_text(encoding="utf-8"))["parts"]
    return {(part["spec"]["name"], trial["task"]): trial["output"] for part in parts for trial in part["trials"]}


@pytest.fixture(scope="module")
def passing(tmp_path_factory: pytest.TempPathFactory) -> tuple[Done, Path, float]:
    """The suite as it stands: how it ended, the folder with its reports, and its processor seconds."""
    folder, before = tmp_path_factory.mktemp("passing"), used()
    files = ("--junit", str(folder / "junit.xml"), "--json", str(folder / "run.json"))
    done = run_suite(checkout(folder / "copy"), *files)
    return done, folder, used() - before


def test_the_suite_passes_as_it_stands(passing: tuple[Done, Path, float]) -> None:
    """Within its time, told in processor seconds: nothing is waited for, and other tests may run beside it."""
    done, folder, seconds = passing
    assert done.returncode == 0, done.stderr
    assert seconds < SECONDS
    cases = list(ElementTree.parse(folder / "junit.xml").getroot().iter("testcase"))
    assert len(cases) >= LEAST


def test_the_code_of_the_copy_is_run(tmp_path: Path) -> None:
    """Else nothing that is spoiled there could be noticed."""
    copy = checkout(tmp_path / "copy", SPOILINGS[-1])
    asked = [sys.executable, "-c", "import assistant; print(assistant.__file__)"]
    done = subprocess.run(asked, cwd=copy, env={"PYTHONPATH": str(copy)}, capture_output=True, text=True, check=True)
    assert Path(done.stdout.strip()).is_relative_to(copy)


def test_what_is_spoiled_is_named(tmp_path: Path, passing: tuple[Done, Path, float]) -> None:
    """A prompt, a label, a rule, at once: each run ends with its code, and a line says what it was."""

    def spoiled(number: int) -> Sequence[str]:
        spoiling = SPOILINGS[number]
        copy = checkout(tmp_path / str(number), spoiling)
        done = run_suite(copy, "--json", str(tmp_path / f"{number}.json"), seed=number + 2)
        named = any(all(words in line for words in spoiling.named) for line in messages(done))
        right = done.returncode in spoiling.codes and named
        return () if right else (f"{spoiling.file}: exit code {done.returncode}\n{done.stderr}",)

    with ThreadPoolExecutor(len(SPOILINGS)) as pool:
        problems = [problem for found in pool.map(spoiled, range(len(SPOILINGS))) for problem in found]
    assert not problems, "\n".join(problems)
    made, again = outputs(passing[1] / "run.json"), outputs(tmp_path / f"{LABEL}.json")
    assert [task for task in made if made[task] != again[task]] == []
